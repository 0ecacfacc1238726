#!/usr/bin/env bash
# The speed of this suite beside what a user would take instead: one thread each, bound to one core,
# case by case in one go, so that both see the same machine in the same state.
# Usage: compare.sh [--cases "A B C D E"] [--output DIR]      default results/
#   PEERS_DIR: the environments that setup.sh made, default ~/.cache/superposition-peers
# Writes DIR/speed.csv (both sides, every row) and prints the table of ratios as Markdown.
# Takes about half an hour; E needs 10 GiB. Leave the machine alone meanwhile.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${PEERS_DIR:-$HOME/.cache/superposition-peers}
cases="A B C D E"
output=results
while [ $# -gt 0 ]; do
  case "$1" in
    --cases) cases=$2; shift 2 ;;
    --output) output=$(realpath -m "$2"); shift 2 ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "compare.sh: unknown argument '$1'; there are --cases and --output" >&2; exit 64 ;;
  esac
done
cd "$here/../.."
[ -x "$root/venv/bin/python" ] && [ -x "$root/venv-torch/bin/python" ] || {
  echo "compare.sh: no environments in $root; run: bash Tests/peers/setup.sh" >&2
  exit 69
}
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
bash experiments/build.sh >&2
tool="$(swift build -c release --show-bin-path)/superpose"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$root/venv/bin/python" "$here/peers.py" --header > "$scratch/peers.csv"

# One row of the peers: environment, then the arguments of peers.py.
row() {
  local environment=$1
  shift
  echo "# case $name: $*" >&2
  timeout 900 "$root/$environment/bin/python" "$here/peers.py" --case "$name" --cpu 1 "$@" \
    >> "$scratch/peers.csv" || echo "# failed ($?): case $name: $*" >&2
}
both() { row "$@"; row "$@" --batch 32; }

# This suite's rows of one case, before and after the peers of the case.
ours() {
  taskset -c 1 "$tool" benchmark --case "$name" --budget 3s "$@" \
    --output "$scratch/ours-$name-$((part += 1)).csv"
}

part=0
for name in $cases; do
  case $name in
    A) one_step=1000 ;;
    B) one_step=2200 ;;
    C) one_step=4600 ;;
    D) one_step=5200 ;;
    E) one_step=5800 ;;
  esac
  effort=(--runs 15 --budget 6)
  decoders=topk,mp,omp,bp,amp
  ours --decoder $decoders
  both venv-torch --peer topk_torch_i8 --d $one_step "${effort[@]}"
  [[ $name == E ]] || both venv --peer topk --d $one_step "${effort[@]}"
  row venv-torch --peer mp_numba_i8 "${effort[@]}"
  both venv-torch --peer mp_torch_i8 "${effort[@]}"
  both venv-torch --peer amp_torch_bf16 "${effort[@]}"
  if [[ $name != [DE] ]]; then
    row venv-torch --peer topk_numba_i8 --d $one_step "${effort[@]}"
    both venv-torch --peer mp_torch_bf16 "${effort[@]}"
    both venv --peer mp_inc "${effort[@]}"
    both venv --peer omp_numpy "${effort[@]}"
    both venv --peer omp_spams --coretype SkylakeX "${effort[@]}"
    row venv --peer bp_spgl1 "${effort[@]}"
  fi
  # It stores all products of codewords: fast, and needs N² memory.
  [[ $name != A ]] || both venv --peer mp_gram "${effort[@]}"
  if [[ $name == [AB] ]]; then
    for peer in lp_highspy_ipm lp_highspy_simplex; do row venv --peer $peer --runs 1 --budget 6; done
  fi
  ours --decoder $decoders
done
"$root/venv/bin/python" "$here/table.py" --peers "$scratch/peers.csv" --output "$output/speed.csv" \
  "$scratch"/ours-*.csv
