#!/usr/bin/env bash
# sucrase 3.35.1, transforms "typescript" and "imports": of an export that declares two names, the
# code it writes declares the first and assigns to the second, which nothing declares.
#
#   export const a = 1, b = 2;   ->   const a = 1; exports.a = a, b = 2;
#
# Expected: both are exported, as TypeScript 6.0.3 and esbuild 0.28.2 do.
# Seen:     ReferenceError: b is not defined (the code is strict, so the assignment throws).
# Likewise a namespace with a value is left out without an error, and its use throws.
# Fails where sucrase comes to do otherwise. Runs in a temporary folder; Node and npm are enough.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund sucrase@3.35.1
cat > run.cjs <<'JS'
const { transform } = require('sucrase');
const kinds = {
  'two names': ['export const a = 1, b = 2;', 'ReferenceError: b is not defined'],
  'a namespace': ['namespace N { export const x = 1; }\nexport const a = N.x;', 'ReferenceError: N is not defined'],
  'one name': ['export const a = 1;', '{"a":1}'],
};
for (const [kind, [source, expected]] of Object.entries(kinds)) {
  const { code } = transform(source, { transforms: ['typescript', 'imports'], disableESTransforms: true });
  const exported = {};
  let seen;
  try {
    new Function('exports', code)(exported);
    seen = JSON.stringify(exported);
  } catch (error) {
    seen = String(error);
  }
  console.log(`${kind}: ${seen}`);
  if (seen !== expected) {
    console.log(`  changed: was ${expected}`);
    process.exitCode = 1;
  }
}
JS
node run.cjs
