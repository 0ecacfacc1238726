#!/usr/bin/env bash
# Builds the C kernels alone under the address and undefined-behaviour sanitizers and compares every
# tier with a bit-by-bit reference on random shapes; on other machines than Arm's the NEON tier too,
# compiled for aarch64 and run by qemu. Usage: run.sh [rounds [seed]]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kernels=$here/../../Sources/CSuperpositionKernels
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The first compiler that has the sanitizers' runtime.
is_checked=
for compiler in "${CC:-clang}" clang clang-19 clang-16 clang-14; do
  command -v "$compiler" > /dev/null || continue
  if "$compiler" -std=c11 -O1 -g -fsanitize=undefined,address -fno-sanitize-recover=all \
      -I "$kernels/include" "$here/check.c" "$kernels"/*.c -lm -o "$work/check" 2> "$work/log"; then
    ASAN_OPTIONS=detect_leaks=0 "$work/check" "$@"
    is_checked=yes
    break
  fi
done
if [ -z "$is_checked" ]; then
  cat "$work/log" >&2
  echo "no clang with the sanitizers' runtime (Debian: apt-get install clang)" >&2
  exit 69
fi

[ "$(uname -m)" != aarch64 ] || exit 0
clang --target=aarch64-linux-gnu -static -fuse-ld=lld -std=c11 -O2 \
  -I "$kernels/include" "$here/check.c" "$kernels"/*.c -lm -o "$work/check-aarch64" || {
  echo "no cross compiler for aarch64 (Debian: gcc-aarch64-linux-gnu libc6-dev-arm64-cross)" >&2
  exit 69
}
qemu-aarch64 "$work/check-aarch64" "${1:-20}" "${@:2}"
