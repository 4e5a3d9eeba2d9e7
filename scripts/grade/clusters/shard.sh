#!/bin/sh
# Judges one part of a large class. Slurm, Kubernetes and GitHub's matrix all call this, so that the
# flags of a part stand in one place.
#
#   shard.sh SUBMISSIONS OUT INDEX COUNT SEED [FLAG…]
#
# INDEX counts from 1. A part that was interrupted goes on where it stopped.
set -eu
submissions=$1 out=$2 index=$3 count=$4 seed=$5
shift 5
exec node "$(dirname "$0")/../../setup.mjs" grade "$submissions" --out "$out/shard-$index" \
  --shard "$index/$count" --seed "$seed" --format json --resume "$@"
