#!/usr/bin/env bash
# Builds the C kernels alone under the address and undefined-behaviour sanitizers and compares every
# tier with a bit-by-bit reference on random shapes. Usage: run.sh [rounds [seed]]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kernels=$here/../../Sources/CSuperpositionKernels
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The first compiler that has the sanitizers' runtime.
for compiler in "${CC:-clang}" clang clang-19 clang-16 clang-14; do
  command -v "$compiler" > /dev/null || continue
  if "$compiler" -std=c11 -O1 -g -fsanitize=undefined,address -fno-sanitize-recover=all \
      -I "$kernels/include" "$here/check.c" "$kernels"/*.c -o "$work/check" 2> "$work/log"; then
    ASAN_OPTIONS=detect_leaks=0 "$work/check" "$@"
    exit
  fi
done
cat "$work/log" >&2
echo "no clang with the sanitizers' runtime (Debian: apt-get install clang)" >&2
exit 69
