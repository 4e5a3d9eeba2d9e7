#!/usr/bin/env bash
# string-width 8.3.0 gives U+0E33 THAI CHARACTER SARA AM no column behind a consonant, and an Indic
# conjunct of several letters one. wcwidth 0.9.4 (Python), which terminals follow more closely, gives
# the vowel a column and the conjunct two, so that a table padded by string-width has columns that
# stand apart.
#
#            string-width 8.3.0   wcwidth 0.9.4
#   กำ                 1                2
#   น้ำ                1                2
#   क्ष                1                2
#
# Fails where either comes to do otherwise. Runs in a temporary folder; needs Node 20, npm, python3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund string-width@8.3.0
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target py wcwidth==0.9.4
cat > run.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import stringWidth from 'string-width';
const python = 'import sys, wcwidth; print(wcwidth.wcswidth(sys.argv[1]))';
const seen = ['\u0e01\u0e33', '\u0e19\u0e49\u0e33', '\u0915\u094d\u0937', 'ab'].map((text) => {
  const there = execFileSync('python3', ['-c', python, text], { env: { ...process.env, PYTHONPATH: 'py' } });
  return [text, stringWidth(text), Number(there)];
});
for (const row of seen) console.log(row.join('  '));
const widths = JSON.stringify(seen.map(([, ...columns]) => columns));
if (widths !== '[[1,2],[1,2],[1,2],[2,2]]') {
  console.log(`changed: ${widths}`);
  process.exitCode = 1;
}
JS
node run.mjs
