#!/bin/sh
# Grades a large class as an array job of Slurm, then merges the parts. On the login node, with this
# kit, the submissions and the output on disks that the nodes share:
#
#   sh .github/slurm/grade.sh SUBMISSIONS OUT [SHARDS [SEED]]
#
# A part that is requeued goes on where it stopped. The merge waits for all parts, failed ones
# included, and says which are missing; then run this again with the same SHARDS and SEED.
# Partition, account and time limit are given as Slurm's own variables: SBATCH_PARTITION, ….
set -eu
KIT=$(cd "$(dirname "$0")/../.." && pwd)
SUBMISSIONS=$(cd "$1" && pwd)
mkdir -p "$2"
OUT=$(cd "$2" && pwd)
SHARDS=${3:-4}
SEED=${4:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
export KIT SUBMISSIONS OUT SHARDS SEED

# Packages are brought here, once, and not by every job.
node "$KIT/scripts/setup.mjs" grade --help >/dev/null

# Node counts the machine's processors and not the job's, so the job says how many are its own.
parts=$(sbatch --parsable --job-name=kata-grade --array="1-$SHARDS" --requeue \
  --cpus-per-task=1 --mem=1500 --output="$OUT/log-%a.txt" --open-mode=append --wrap='
    exec sh "$KIT/scripts/grade/clusters/shard.sh" "$SUBMISSIONS" "$OUT" \
      "$SLURM_ARRAY_TASK_ID" "$SHARDS" "$SEED" --concurrency "$SLURM_CPUS_PER_TASK"')
merge=$(sbatch --parsable --job-name=kata-merge --dependency="afterany:$parts" \
  --cpus-per-task=1 --mem=1500 --output="$OUT/log-merge.txt" --wrap='
    exec sh "$KIT/scripts/grade/clusters/merge.sh" "$OUT" --format json,csv')
echo "Parts $parts, merge $merge; seed $SEED. The reports will be in $OUT/grades."
