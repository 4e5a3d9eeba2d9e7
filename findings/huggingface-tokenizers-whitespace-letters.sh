#!/usr/bin/env bash
# @huggingface/tokenizers 0.2.0: the pre-tokenizer Whitespace counts only a to z, digits and _ as
# letters (`\w` without the flag u), so it cuts words at each accent, and keeps letters of other
# scripts together with punctuation. tokenizers 0.23.3 (Python) goes by Unicode.
#
#            JavaScript    Python
#   naïve    na ï ve       naïve
#   да!      да!           да !
#
# Fails where either comes to do otherwise. Runs in a temporary folder; needs Node 20, npm, python3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @huggingface/tokenizers@0.2.0
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target py tokenizers==0.23.3
cat > run.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { WhitespacePreTokenizer } from '@huggingface/tokenizers';
const split = new WhitespacePreTokenizer({ type: 'Whitespace' });
const python =
  'import sys; from tokenizers.pre_tokenizers import Whitespace; sys.stdout.buffer.write(" ".join(p for p, _ in Whitespace().pre_tokenize_str(sys.argv[1])).encode())';
const seen = ['na\u00efve', '\u0434\u0430!', 'ab!'].map((text) => {
  const there = execFileSync('python3', ['-X', 'utf8', '-c', python, text], { env: { ...process.env, PYTHONPATH: 'py' } });
  return [text, split.pre_tokenize(text).join(' '), String(there)];
});
for (const row of seen) console.log(row.join(' | '));
const expected = 'naïve|na ï ve|naïve|да!|да!|да !|ab!|ab !|ab !';
if (seen.flat().join('|') !== expected) {
  console.log('changed');
  process.exitCode = 1;
}
JS
node run.mjs
