#!/usr/bin/env bash
# Runs experiments/slurm.sh on a real Slurm: this machine as a cluster of four nodes. An array of
# four tasks, one of them killed; the merge names it; submitting again does only what is missing; the
# merged bytes are those of an undivided run. Says so and does nothing where Slurm cannot start.
# Usage: bash Tests/slurm/run.sh TOOL
set -euo pipefail
tool=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

skip() { echo "slurm test: skipped: $1"; exit 0; }
fail() { echo "slurm test: FAILED: $1" >&2; tail -n 5 "$work"/results/slurm-logs/*.log >&2 || true; exit 1; }

[ "$(id -u)" -eq 0 ] || skip "a cluster on one machine takes root"
if ! command -v slurmctld > /dev/null || ! command -v munged > /dev/null; then
  command -v apt-get > /dev/null || skip "Slurm is not installed"
  bash "$root/experiments/install.sh" slurm-wlm munge || skip "slurm-wlm and munge cannot be installed"
fi

work=$(mktemp -d)
started_munge=""
stop() {
  for pid in "$work"/*.pid; do [ -e "$pid" ] && kill "$(cat "$pid")" 2> /dev/null || true; done
  [ -z "$started_munge" ] || kill "$(cat /run/munge/munged.pid)" 2> /dev/null || true
  rm -rf "$work" || true
}
trap stop EXIT

mkdir -p "$work/state" "$work/spool" "$work/log"
export SLURM_CONF="$work/slurm.conf"
sed -e "s|@DIR@|$work|g" -e "s|@HOST@|$(hostname)|g" "$here/slurm.conf.in" > "$SLURM_CONF"
if ! munge -n > /dev/null 2>&1; then
  [ -e /etc/munge/munge.key ] || runuser -u munge -- /usr/sbin/mungekey 2> /dev/null || true
  install -d -o munge -g munge -m 755 /run/munge
  runuser -u munge -- /usr/sbin/munged || skip "munged does not start"
  started_munge=1
fi
slurmctld -f "$SLURM_CONF" || skip "slurmctld does not start"
for node in 1 2 3 4; do
  slurmd -N "v$node" -f "$SLURM_CONF" || skip "slurmd does not start"
done
for _ in $(seq 30); do
  [ "$(sinfo --noheader --format=%D --states=idle 2> /dev/null)" = 4 ] && break
  sleep 1
done
[ "$(sinfo --noheader --format=%D --states=idle 2> /dev/null)" = 4 ] || skip "the nodes do not come up"

cat > "$work/cluster.yml" << 'END'
title: Four tasks on a cluster
blocks:
  - kind: success
    decoder: [mp, topk]
    codewords: 2^12
    sparsity: 8
    dimension: 40..160:+4
    estimator: simulate
    trials: 4000
END
cd "$work"
"$tool" run cluster.yml --output whole.csv --progress none
units=$(wc -l < whole.ledger)

submit() {
  SUPERPOSE_TOOL="$tool" bash "$root/experiments/slurm.sh" cluster.yml --shards 4 --results results \
    --plots plots --wait
}

# Kill the second task's process as soon as it has recorded something.
status=0
submit & submission=$!
killed=""
for _ in $(seq 600); do
  if [ -z "$killed" ] && [ -s results/cluster.shard-2-of-4.ledger ]; then
    pid=$(pgrep -f -- "--results $work/results .*--shard 2/4" | head -n 1)
    if [ -n "$pid" ]; then kill -KILL "$pid" && killed=1; fi
  fi
  kill -0 "$submission" 2> /dev/null || break
  sleep 0.1
done
wait "$submission" || status=$?
[ -n "$killed" ] || fail "the second task was over before it could be killed"
[ "$status" -eq 65 ] || fail "after a killed task the merge ends with $status, not 65"
grep -q "2/4" results/slurm-logs/*merge.log || fail "the merge does not name 2/4"
kept=$(cat results/cluster.shard-*.ledger | wc -l)
[ "$kept" -lt "$units" ] || fail "the killed task had done everything"

submit || fail "the second submission ends with $?"
[ "$(cat results/cluster.shard-*.ledger | wc -l)" -eq "$units" ] \
  || fail "the second submission did units that were done"
cmp <(grep -v '^#' whole.csv) <(grep -v '^#' results/cluster.csv) \
  || fail "the merged bytes are not those of the undivided run"
echo "slurm test: 4 tasks, one killed with $kept of $units units done, submitted again, same bytes"
