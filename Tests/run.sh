#!/usr/bin/env bash
# Installs what is missing, builds, and runs the whole test suite; fails when anything fails.
# Usage: bash Tests/run.sh [--long]
#   --long  the long versions of the torture tests (hours rather than minutes)
set -euo pipefail
cd "$(dirname "$0")/.."

long=()
case "${1:-}" in
  "") ;;
  --long) long=(--long) ;;
  *) echo "run.sh: unknown argument '$1'; there is --long" >&2; exit 64 ;;
esac

unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
packages=()
command -v python3 > /dev/null || packages+=(python3)
# The NEON kernels are checked on other machines too.
[ "$(uname -m)" = aarch64 ] \
  || packages+=(qemu-user gcc-aarch64-linux-gnu libc6-dev-arm64-cross)
# What the decoders of one's own in experiments/decoders are written with.
SUPERPOSE_PYTHON=python3
if ! python3 -c "import numpy" 2> /dev/null; then
  packages+=(python3-numpy)
  SUPERPOSE_PYTHON=/usr/bin/python3
fi
export SUPERPOSE_PYTHON
bash experiments/install.sh ${packages[@]+"${packages[@]}"}

echo "== build"
# The tool and its tests in one go: without this flag, which the tests need, all would be compiled twice.
testable=(-c release -Xswiftc -enable-testing)
bash experiments/build.sh --build-tests "${testable[@]}"
tool="$(swift build -c release --show-bin-path)/superpose"

echo "== kernels alone, under clang's sanitizers"
bash Tests/kernels/run.sh

echo "== unit tests"
[ ${#long[@]} -eq 0 ] || export SUPERPOSE_MUTATIONS=100000
log=$(mktemp)
trap 'rm -f "$log"' EXIT
SUPERPOSE_TOOL="$tool" swift test --skip-build "${testable[@]}" 2>&1 | tee "$log"
# A test process that ends before its summary must not pass for success.
grep -q "Test run with .* passed" "$log" || {
  echo "run.sh: the unit tests ended without a summary" >&2
  exit 1
}

echo "== the library's documentation, and a package that uses it"
bash Tests/documentation/run.sh
swift run -c release --package-path Tests/consumer --scratch-path .build/consumer

if compgen -G "results/*.csv" > /dev/null; then
  echo "== a sample of the shipped results, measured again"
  "$tool" verify results --budget 4s
fi

if command -v chromium > /dev/null; then
  echo "== the report in a browser"
  latex=()
  ! command -v latexmk > /dev/null || latex=(--latex)
  python3 Tests/report/check.py --tool "$tool" ${latex[@]+"${latex[@]}"}
else
  echo "== the report in a browser: left out, there is no chromium" >&2
fi

echo "== torture of long runs"
python3 Tests/torture/torture.py --tool "$tool" ${long[@]+"${long[@]}"}

echo "== a cluster on this machine"
bash Tests/slurm/run.sh "$tool"
