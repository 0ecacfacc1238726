#!/usr/bin/env bash
# From a fresh clone to every figure: installs what is missing, builds, runs all experiments of the
# default report, writes results/ and plots/, prints the table of claims, and ends with
# results/report.html, one page of everything.
# Usage: bash experiments/reproduce.sh [--quick | --full] [--into DIR]
#   --quick     a minute or two, wide intervals
#   (default)   ten minutes on two cores with AVX-512, more on slower ones: what to expect on this
#               machine is said at the start, from a second of the work
#   --full      publication precision: hours
#   --into DIR  writes DIR/results and DIR/plots instead of those of the repository
set -euo pipefail
start=$PWD
cd "$(dirname "$0")/.."

effort=()
into=
while [ $# -gt 0 ]; do
  case "$1" in
    --quick | --full) effort=("$1") ;;
    --into)
      [ $# -ge 2 ] || { echo "reproduce.sh: --into needs a folder" >&2; exit 64; }
      [[ "$2" = /* ]] && into=$2/ || into=$start/$2/
      shift ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *)
      echo "reproduce.sh: unknown argument '$1'; there are --quick, --full and --into DIR" >&2
      exit 64 ;;
  esac
  shift
done

# An inherited core type would halve OpenBLAS's speed.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

started=$SECONDS
bash experiments/install.sh
echo "building …" >&2
bash experiments/build.sh >&2
tool="$(swift build -c release --show-bin-path)/superpose"
echo "built in $((SECONDS - started)) s; now the experiments" >&2

started=$SECONDS
[ -z "$into" ] || mkdir -p "$into"
files=(experiments/*.yml)
# The long ones stand outside the default report.
[[ ${effort[*]-} != *full* ]] || files+=(experiments/long/*.yml)
"$tool" run "${files[@]}" ${effort[@]+"${effort[@]}"} \
  --results "${into}results" --plots "${into}plots"
"$tool" claims --results "${into}results"
"$tool" report --results "${into}results" --plots "${into}plots"
echo "all experiments in $((SECONDS - started)) s; see ${into}results and ${into}plots, all on one page in ${into}results/report.html" >&2
