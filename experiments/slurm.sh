#!/usr/bin/env bash
# Spreads an experiment over a Slurm cluster: an array job with one task for each shard, and a merge
# job that runs when all tasks have ended, however they ended. Submitting again does only what is
# missing; if a shard failed, the merge job names it and ends with exit code 65.
# Usage: bash experiments/slurm.sh FILE.yml --shards N [options] [-- options of sbatch]
#   --shards N            parts of the work, one array task each
#   --jobs J              workers, and processors, of each task (1)
#   --quick | --full      the effort
#   --allow-exec          run the programs that the file names as decoders
#   --results DIR         where results go (results)
#   --plots DIR           where the figure goes (plots)
#   --wait                return when the merge job has ended, with its exit code
#   -- ...                passed to sbatch for the array, such as --partition=cpu --time=8:00:00
# The tool is $SUPERPOSE_TOOL, else the release build of this repository; all nodes must see it and
# the folders under the same paths. The memory asked for is the tool's own estimate.
set -euo pipefail

fail() { echo "slurm.sh: $2" >&2; exit "$1"; }

file="" shards="" jobs=1 effort=() results=results plots=plots wait=() allow=() pass=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) sed -n '2,16s/^# \{0,1\}//p' "$0"; exit 0 ;;
    --shards | --jobs | --results | --plots)
      [ $# -ge 2 ] || fail 64 "$1: a value is missing"
      printf -v "${1#--}" '%s' "$2"; shift ;;
    --quick | --full) effort=("$1") ;;
    --allow-exec) allow=(--allow-exec) ;;
    --wait) wait=(--wait) ;;
    --) shift; pass=("$@"); break ;;
    -*) fail 64 "unknown option '$1'; see --help" ;;
    *) [ -z "$file" ] || fail 64 "one experiment file at a time, not '$1' too"; file="$1" ;;
  esac
  shift
done
[ -n "$file" ] || fail 64 "an experiment file is missing: slurm.sh FILE.yml --shards N"
[[ "$shards" =~ ^[1-9][0-9]{0,4}$ ]] || fail 64 "--shards: '$shards' is not a whole number from 1 to 99999"
[[ "$jobs" =~ ^[1-9][0-9]{0,3}$ ]] || fail 64 "--jobs: '$jobs' is not a whole number from 1 to 9999"
[ -r "$file" ] || fail 66 "$file: there is no such experiment file"
command -v sbatch > /dev/null || fail 69 "sbatch is not on the PATH: this needs Slurm"

tool=${SUPERPOSE_TOOL:-$(cd "$(dirname "$0")/.." && pwd)/.build/release/superpose}
[ -x "$tool" ] || fail 69 "$tool: not built; run 'bash experiments/build.sh' or set SUPERPOSE_TOOL"
tool=$(realpath "$tool")
file=$(realpath "$file")

# An inherited core type would halve OpenBLAS's speed.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

plan=$("$tool" run "$file" ${effort[@]+"${effort[@]}"} ${allow[@]+"${allow[@]}"} --results "$results" --jobs "$jobs" --dry-run) \
  || exit $?
name=$(awk -F, 'NR == 2 { print $1 }' <<< "$plan")
[ -n "$name" ] || fail 65 "$file: the experiment measures nothing that could be spread"
# The largest units side by side, and a quarter beyond.
memory=$(awk -F, 'NR > 1 { print $4 }' <<< "$plan" | sort -rn | head -n "$jobs" \
  | awk '{ sum += $1 } END { print int(sum * 1.25) + 64 }')

mkdir -p "$results" "$results/slurm-logs" || fail 73 "$results: cannot be created"
results=$(realpath "$results")
plots=$(realpath -m "$plots")

quoted() { printf '%q ' "$@"; }
run=$(quoted "$tool" run "$file" ${effort[@]+"${effort[@]}"} ${allow[@]+"${allow[@]}"} --results "$results" --plots "$plots" --jobs "$jobs")
array=$(sbatch --parsable --job-name="$name" --array="1-$shards" --cpus-per-task="$jobs" \
  --mem="${memory}M" --output="$results/slurm-logs/$name-%A-%a.log" --open-mode=append --requeue \
  --signal=B:TERM@30 ${pass[@]+"${pass[@]}"} << END
#!/usr/bin/env bash
# The tool takes the place of the shell, so that the scheduler's signals reach it.
exec $run--shard "\$SLURM_ARRAY_TASK_ID/$shards"
END
)
array=${array%%;*}
echo "slurm.sh: $name: job $array: $shards tasks of $jobs processors and $memory MB" >&2

parts=()
for ((index = 1; index <= shards; index++)); do
  parts+=("$results/$name.shard-$index-of-$shards.csv")
done
status=0
merge=$(sbatch --parsable --job-name="$name-merge" --dependency="afterany:$array" --mem=1G \
  --output="$results/slurm-logs/$name-%j-merge.log" ${wait[@]+"${wait[@]}"} << END
#!/usr/bin/env bash
# A shard that wrote nothing is named by the merge of the others.
parts=()
for part in $(quoted "${parts[@]}"); do [ -e "\$part" ] && parts+=("\$part"); done
[ \${#parts[@]} -gt 0 ] || { echo "no shard of $name has a result" >&2; exit 65; }
$(quoted "$tool" merge ${allow[@]+"${allow[@]}"})"\${parts[@]}" --output $(quoted "$results/$name.csv") || exit \$?
if grep -q '^figure:' $(quoted "$file"); then
  $(quoted "$tool" plot "$file" --results "$results" --plots "$plots")
fi
END
) || status=$?
echo "slurm.sh: $name: job ${merge%%;*} merges into $results/$name.csv; logs in $results/slurm-logs" >&2
exit "$status"
