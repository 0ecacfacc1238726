#!/usr/bin/env bash
# Installs what the suite needs from the system's packages: says what is missing and why, and uses
# sudo only if it is not root. Does nothing where nothing is missing.
# Usage: bash experiments/install.sh [additional packages ...]
set -euo pipefail

declare -A purpose=(
  [libgsl-dev]="GSL: special functions, quadrature, roots, statistics"
  [libopenblas-dev]="OpenBLAS: dense linear algebra of omp and bp"
  [pkg-config]="lets the Swift package manager find OpenBLAS"
  [gnuplot-nox]="gnuplot: the pictures"
  [fonts-liberation]="the letters of the pictures, in the shipped ones too"
)

if ! command -v swift > /dev/null; then
  echo "install.sh: Swift 6 is not on the PATH; see https://www.swift.org/install" >&2
  exit 69
fi

missing=()
for package in libgsl-dev libopenblas-dev pkg-config fonts-liberation "$@"; do
  dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2> /dev/null \
    | grep -qx installed || missing+=("$package")
done
command -v gnuplot > /dev/null || missing+=(gnuplot-nox)
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get > /dev/null; then
  echo "install.sh: please install the equivalents of: ${missing[*]}" >&2
  exit 69
fi
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
for package in "${missing[@]}"; do
  echo "installing $package (${purpose[$package]:-for the tests})" >&2
done
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get update -qq >&2
"${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
