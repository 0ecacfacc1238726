#!/usr/bin/env bash
# Builds the library's documentation from the modules that a build has left; any warning is an error.
# (A parameter whose name says all has no line of its own.)
# Usage: bash Tests/documentation/run.sh [debug | release] [FOLDER]
#   FOLDER  where the .doccarchive folders go (.build/documentation)
set -euo pipefail
cd "$(dirname "$0")/../.."

build=$(swift build -c "${1:-release}" --show-bin-path)
into=${2:-.build/documentation}
{ read -r target; read -r resources; } < <(swift -print-target-info | python3 -c '
import json, sys
info = json.load(sys.stdin)
print(info["target"]["triple"], info["paths"]["runtimeResourcePath"], sep="\n")')
toolchain=$(realpath "$resources/../../bin")
flags=(-I "$build/Modules" -target "$target")
for map in Sources/C*/ Sources/C*/include "$build"/C*.build; do
  [ ! -e "$map/module.modulemap" ] || flags+=(-Xcc "-fmodule-map-file=$map/module.modulemap")
done
for flag in $(pkg-config --cflags openblas); do flags+=(-Xcc "$flag"); done

for module in SuperpositionCodes SuperpositionTheory SuperpositionDecoders SuperpositionEstimation; do
  graphs=$into/$module.symbols
  rm -rf "$graphs" "$into/$module.doccarchive"
  mkdir -p "$graphs"
  "$toolchain/swift-symbolgraph-extract" -module-name "$module" "${flags[@]}" \
    -minimum-access-level public -skip-synthesized-members -output-dir "$graphs"
  "$toolchain/docc" convert "Sources/$module/$module.docc" --additional-symbol-graph-dir "$graphs" \
    --output-path "$into/$module.doccarchive" --fallback-display-name "$module" \
    --fallback-bundle-identifier "superpose.$module" --warnings-as-errors \
    --disable-parameters-and-returns-validation
  echo "$into/$module.doccarchive"
done
