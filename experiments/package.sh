#!/usr/bin/env bash
# Makes an archive that runs on any machine of this kind without Swift: the tool, linked statically
# with the Swift library, GSL and OpenBLAS where their static libraries are there, man pages, shell
# completions, experiment files, and the licences.
# Usage: bash experiments/package.sh [FOLDER]
#   FOLDER  where superpose-VERSION-SYSTEM-MACHINE.tar.gz goes (.build/package)
set -euo pipefail
cd "$(dirname "$0")/.."

into=${1:-.build/package}
[[ "$into" != -* ]] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 64; }
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
# Where the static library of OpenBLAS finds the Fortran of its LAPACK.
bash experiments/install.sh libgfortran-12-dev

# A folder that holds static libraries alone comes before those that hold shared ones too.
static=$PWD/.build/package/static
mkdir -p "$static" "$into"
rm -f "$static"/*
shared=()
for library in gsl openblas gfortran quadmath; do
  archive=$(cc -print-file-name="lib$library.a")
  if [[ "$archive" = /* ]]; then
    ln -s "$archive" "$static/"
  else
    shared+=("$library")
  fi
done

bash experiments/build.sh -c release --product superpose --scratch-path .build/package/build \
  --static-swift-stdlib -Xlinker "-L$static" -Xlinker -lgfortran -Xlinker -lquadmath >&2
binary=$(swift build -c release --scratch-path .build/package/build --show-bin-path)/superpose

version=$("$binary" --version | cut -d' ' -f1)
name=superpose-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
root=$into/$name
rm -rf "$root"
mkdir -p "$root"/{bin,share/man/man1,share/bash-completion/completions,share/zsh/site-functions} \
  "$root"/share/{fish/vendor_completions.d,doc/superpose,superpose}
strip -o "$root/bin/superpose" "$binary"
"$binary" --generate-completion-script bash > "$root/share/bash-completion/completions/superpose"
"$binary" --generate-completion-script zsh > "$root/share/zsh/site-functions/_superpose"
"$binary" --generate-completion-script fish > "$root/share/fish/vendor_completions.d/superpose.fish"
"$binary" --experimental-dump-help \
  | python3 experiments/manual.py "$version" "$root/share/man/man1"
cp experiments/*.yml experiments/superpose_decoder.py experiments/decoder-protocol.md \
  "$root/share/superpose/"
cp -r experiments/decoders "$root/share/superpose/"
cp README.md CITATION.cff LICENSE "$root/share/doc/superpose/"
cp /usr/share/common-licenses/GPL-3 "$root/share/doc/superpose/"
cp /usr/share/doc/libopenblas-dev/copyright "$root/share/doc/superpose/OpenBLAS-copyright"
cat > "$root/share/doc/superpose/LICENCES.md" << END
# Licences

superpose is under the Apache licence 2.0 (LICENSE); its source at the commit of this binary,
$("$binary" --version), is at the address from which you have this archive.

This binary is linked with the GNU Scientific Library $(gsl-config --version), which is under the GNU
General Public License 3 (GPL-3): the binary as a whole is distributed under GPL-3. The source of GSL is
at https://www.gnu.org/software/gsl/ and, as built here, in Debian's source package 'gsl'
(\`apt-get source gsl\`).

OpenBLAS $(pkg-config --modversion openblas) is under the BSD licence (OpenBLAS-copyright), libgfortran and
libquadmath under the GPL-3 with GCC's runtime library exception and the LGPL, the Swift runtime under
the Apache licence 2.0 with its runtime library exception, swift-argument-parser under the Apache licence
2.0, and Yams under the MIT licence.

Linked statically: Swift's libraries$(for file in "$static"/*.a; do basename "$file" .a | sed 's/^lib/, /'; done | tr -d '\n').
Needed of the system: $(ldd "$root/bin/superpose" | awk '/=> \// { print $1 }' | paste -sd' ' | sed 's/ /, /g').
END
tar -C "$into" -czf "$into/$name.tar.gz" "$name"
echo "$into/$name.tar.gz: $(du -h "$into/$name.tar.gz" | cut -f1)" >&2
[ ${#shared[@]} -eq 0 ] || echo "linked with the system's: ${shared[*]}" >&2
