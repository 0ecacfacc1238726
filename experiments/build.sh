#!/usr/bin/env bash
# Builds the tool (or what the arguments say) with the commit that it is built from.
# Usage: bash experiments/build.sh [arguments of swift build ...]
set -euo pipefail
cd "$(dirname "$0")/.."

commit=$(git describe --tags --always --abbrev=12 --dirty 2> /dev/null) || commit=unknown
header=Sources/CSuiteCommit/commit.generated.h
# It goes away again, lest a later build without this script say the commit of this one.
trap 'rm -f "$header"' EXIT
echo "#define SUPERPOSE_COMMIT \"$commit\"" > "$header"
# A header that was not there the last time is not among what the file depends on.
touch Sources/CSuiteCommit/commit.c
[ $# -gt 0 ] || set -- -c release --product superpose
swift build "$@"
