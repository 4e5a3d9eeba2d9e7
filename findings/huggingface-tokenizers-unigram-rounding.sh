#!/usr/bin/env bash
# @huggingface/tokenizers 0.2.0 and tokenizers 0.23.3 (Python) give other ids for the same Unigram
# tokenizer.json, where a letter stands in a row: two orders of the same pieces have the same score
# but for rounding. JavaScript adds the score of the next piece before it compares, by which the two
# sums become equal, and keeps the first; Rust compares before.
#
#            pieces: 8 (1), 88 (2), 7 (3)
#   78887    JavaScript 3,1,2,3   Python 3,2,1,3
#   7888     both       3,2,1
#
# Fails where either comes to do otherwise. Runs in a temporary folder; needs Node 20, npm, python3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @huggingface/tokenizers@0.2.0
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target py tokenizers==0.23.3
cat > tokenizer.json <<'JSON'
{ "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
  "normalizer": null, "pre_tokenizer": null, "post_processor": null, "decoder": null,
  "model": { "type": "Unigram", "unk_id": 0, "byte_fallback": false,
    "vocab": [["<unk>", 0], ["8", -4.4], ["88", -7.2], ["7", -3]] } }
JSON
cat > run.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
const tokenizer = new Tokenizer(JSON.parse(readFileSync('tokenizer.json', 'utf8')), {});
const python =
  'import sys, tokenizers; print(*tokenizers.Tokenizer.from_file("tokenizer.json").encode(sys.argv[1]).ids, sep=",")';
const seen = ['78887', '7888'].map((text) => {
  const there = execFileSync('python3', ['-c', python, text], { env: { ...process.env, PYTHONPATH: 'py' } });
  return [text, tokenizer.encode(text).ids.join(), String(there).trim()];
});
for (const row of seen) console.log(row.join('  '));
if (seen.flat().join(' ') !== '78887 3,1,2,3 3,2,1,3 7888 3,2,1 3,2,1') {
  console.log('changed');
  process.exitCode = 1;
}
JS
node run.mjs
