#!/usr/bin/env bash
# From a fresh clone to every figure: installs what is missing, builds, runs all experiments of the
# default report, writes results/ and plots/, and prints the table of claims.
# Usage: bash experiments/reproduce.sh [--quick | --full]
#   --quick  a minute or two, wide intervals     (none)  at most ten minutes on two cores
#   --full   publication precision: hours
set -euo pipefail
cd "$(dirname "$0")/.."

effort=()
case "${1:-}" in
  "") ;;
  --quick | --full) effort=("$1") ;;
  -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "reproduce.sh: unknown argument '$1'; there are --quick and --full" >&2; exit 64 ;;
esac
[ $# -le 1 ] || { echo "reproduce.sh: one argument at most" >&2; exit 64; }

# An inherited core type would halve OpenBLAS's speed.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

started=$SECONDS
bash experiments/install.sh
echo "building …" >&2
swift build -c release --product superpose >&2
tool="$(swift build -c release --show-bin-path)/superpose"
echo "built in $((SECONDS - started)) s; now the experiments" >&2

started=$SECONDS
"$tool" run experiments/*.yml ${effort[@]+"${effort[@]}"}
"$tool" claims
echo "all experiments in $((SECONDS - started)) s; see results/ and plots/" >&2
