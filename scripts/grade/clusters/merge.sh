#!/bin/sh
# Puts the parts of a large class together: merge.sh OUT [FLAG…] reads OUT/shard-* and writes
# OUT/grades.
set -eu
out=$1
shift
exec node "$(dirname "$0")/../../setup.mjs" grade merge "$out"/shard-* --out "$out/grades" "$@"
