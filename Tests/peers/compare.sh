#!/usr/bin/env bash
# The speed of this suite beside what a user would take instead: one thread each, bound to one core,
# case by case in one go, so that both see the same machine in the same state.
# Usage: compare.sh [--cases "A B C D E"] [--decoders "topk mp omp bp amp"] [--budget SECONDS]
#                   [--output DIR]      default results/
#   PEERS_DIR: the environments that setup.sh made, default ~/.cache/superposition-peers
# Cases K and L, real rows, are measured if named.
# This suite is measured with every tier of kernels that the machine runs, AVX2 at least: on a machine
# with AVX-512 the peers use that also beside the AVX2 tier. Adds to DIR/speed.csv (both sides, every
# row; rows of other machines stay) and prints the table of ratios as Markdown.
# Takes about an hour; E needs 10 GiB. Leave the machine alone meanwhile.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${PEERS_DIR:-$HOME/.cache/superposition-peers}
cases="A B C D E"
decoders="topk mp omp bp amp"
budget=6
output=results
while [ $# -gt 0 ]; do
  case "$1" in
    --cases) cases=$2; shift 2 ;;
    --decoders) decoders=$2; shift 2 ;;
    --budget) budget=$2; shift 2 ;;
    --output) output=$(realpath -m "$2"); shift 2 ;;
    -h | --help) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "compare.sh: unknown argument '$1'; there are --cases, --decoders, --budget and --output" >&2; exit 64 ;;
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

# One row of the peers, if its decoder is wanted: decoder, environment, the arguments of peers.py.
row() {
  local decoder=$1 environment=$2
  shift 2
  [[ " $decoders " == *" $decoder "* ]] || return 0
  echo "# case $name: $*" >&2
  timeout 900 "$root/$environment/bin/python" "$here/peers.py" --case "$name" --cpu 1 --runs 15 \
    --budget "$budget" "$@" >> "$scratch/peers.csv" || echo "# failed ($?): case $name: $*" >&2
}
both() { row "$@"; row "$@" --batch 32; }

# This suite's rows of one case, before and after the peers of the case, tier by tier.
tiers=$("$tool" list kernels | awk '$1 != "portable" && $2 != "not" { print $1 }')
# The OpenBLAS that comes with SPAMS does not know processors of later years.
spams=()
[[ "$tiers" != *avx512* ]] || spams=(--coretype SkylakeX)
part=0
ours() {
  local tier
  for tier in $tiers; do
    SUPERPOSE_KERNELS=$tier taskset -c 1 "$tool" benchmark --case "$name" \
      --budget "$(awk "BEGIN { print $budget / 2 }")s" --decoder "${decoders// /,}" \
      --output "$scratch/ours-$name-$((part += 1)).csv"
  done
}

for name in $cases; do
  if [[ $name == [KL] ]]; then
    decoders="topk mp omp amp" ours
    for decoder in topk mp omp amp; do
      both "$decoder" venv --peer "${decoder}_real" --runs 7 --budget 10
      both "$decoder" venv-torch --peer "${decoder}_real_torch" --runs 7 --budget 10
    done
    decoders="topk mp omp amp" ours
    continue
  fi
  case $name in
    A) one_step=1000 ;;
    B) one_step=2200 ;;
    C) one_step=4600 ;;
    D) one_step=5200 ;;
    E) one_step=5800 ;;
  esac
  ours
  both topk venv-torch --peer topk_torch_i8 --d $one_step
  [[ $name == E ]] || both topk venv --peer topk --d $one_step
  row mp venv-torch --peer mp_numba_i8
  both mp venv-torch --peer mp_torch_i8
  both amp venv-torch --peer amp_torch_bf16
  # Without the instructions for bfloat16 this one is faster.
  [[ $name == E ]] || both amp venv-torch --peer amp_torch_f4
  if [[ $name != [DE] ]]; then
    row topk venv-torch --peer topk_numba_i8 --d $one_step
    both mp venv-torch --peer mp_torch_bf16
    both mp venv --peer mp_inc
    both omp venv --peer omp_numpy
    both omp venv --peer omp_spams ${spams[@]+"${spams[@]}"}
    row bp venv --peer bp_spgl1
  fi
  # It stores all products of codewords: fast, and needs N² memory.
  [[ $name != A ]] || both mp venv --peer mp_gram
  if [[ $name == [AB] ]]; then
    for peer in lp_highspy_ipm lp_highspy_simplex; do row bp venv --peer $peer --runs 1; done
  fi
  ours
done
"$root/venv/bin/python" "$here/table.py" --peers "$scratch/peers.csv" --output "$output/speed.csv" \
  "$scratch"/ours-*.csv
