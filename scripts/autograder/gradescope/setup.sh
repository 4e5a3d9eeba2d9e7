#!/usr/bin/env bash
# Builds Gradescope's image: Node, the kit's packages, and a proof that it grades. Runs once, as
# root, with network. Everything lies below the folder that holds this file's folder (/autograder).
set -euo pipefail
source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
node_folder=$source_folder/node
export PATH="$node_folder/bin:$PATH"
export KATA_SKIP_SYSTEM="${KATA_SKIP_SYSTEM:-1}"

NODE=22.23.3
NPM=10.9.9

has_node() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null && npm --version >/dev/null
}

# Ubuntu's own npm is old, and still can bring a newer Node, and a newer npm, as packages.
node_by_npm() {
  local machine
  case "$(uname -m)" in
    x86_64) machine=x64 ;;
    aarch64 | arm64) machine=arm64 ;;
    *) return 1 ;;
  esac
  command -v npm >/dev/null || {
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends npm ca-certificates
  } || return 1
  npm install --no-save --no-audit --no-fund --prefix "$node_folder/packages" \
    "node-linux-$machine@$NODE" "npm@$NPM" || return 1
  mkdir -p "$node_folder/bin"
  local packages=$node_folder/packages/node_modules
  ln -sf "$packages/node-linux-$machine/bin/node" "$node_folder/bin/node"
  ln -sf "$packages/npm/bin/npm-cli.js" "$node_folder/bin/npm"
  ln -sf "$packages/npm/bin/npx-cli.js" "$node_folder/bin/npx"
}

# The archive that Node's own site hands out, checked against the sums that stand beside it.
node_by_archive() {
  local machine=x64 site=https://nodejs.org/dist/v$NODE
  [ "$(uname -m)" = x86_64 ] || machine=arm64
  local archive=node-v$NODE-linux-$machine.tar.gz
  local folder
  folder=$(mktemp -d)
  (
    cd "$folder"
    curl -fsSLO "$site/$archive" && curl -fsSLO "$site/SHASUMS256.txt"
    grep " $archive\$" SHASUMS256.txt | sha256sum --check -
  ) || return 1
  mkdir -p "$node_folder"
  tar -xzf "$folder/$archive" -C "$node_folder" --strip-components=1
  rm -rf "$folder"
}

has_node || { node_by_npm && has_node; } || { node_by_archive && has_node; } || {
  echo "expected Node 20.19 or newer and npm; neither Ubuntu's packages nor nodejs.org could bring them" >&2
  exit 1
}
echo "Node $(node --version), npm $(npm --version)"

cd "$source_folder/kit"
node scripts/setup.mjs doctor || true

# An image that cannot grade is found out now, not by the first student.
proof=$(mktemp -d)
trap 'rm -rf "$proof"' EXIT
mkdir -p "$proof/submission" "$proof/results"
cp -R solutions/. "$proof/submission/"
cp "$source_folder/run_autograder" "$proof/run_autograder"
ln -s "$source_folder" "$proof/source"
bash "$proof/run_autograder"
node -e '
  const { score, tests } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const most = tests.reduce((sum, test) => sum + test.max_score, 0);
  if (score !== most) throw new Error(`the model solutions got ${score} of ${most} points`);
  console.log(`The model solutions get ${score} of ${most} points. The autograder is ready.`);
' "$proof/results/results.json"
