/** `npm run tokens`: the pieces, ids and fertility of a text under several models. */
import { UserError } from '../../reference/user-error';
import { doubtPieces } from '../models/doubt';
import { openTokenizer } from '../models/model';
import { terminalWidth } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, writeJson } from '../terminal/output';
import { wrap } from '../terminal/values';
import { splitWords, type Tokenized, tokenize } from '../tokens/fertility';
import { render } from '../tokens/render';

const usage = `
Usage: npm run tokens -- --text "…" [--model M]… [--json FILE]

Shows the pieces that models cut a text into, side by side, with their ids and how
many pieces a word costs (fertility). Special tokens are left out. Words stand
between spaces; in scripts without spaces they are Unicode's (Intl.Segmenter). The ids
are those of Python's tokenizers; a word for which that is not certain is named.

  --text T      the text
  --model M     tiny (default), a folder with a tokenizer.json, or a hub id such as
                FacebookAI/xlm-roberta-base; may be given more than once
  --json FILE   also write { text, words, models: [{ model, tokens, ids, unknown,
                fertility }] }
  --help        show this

HF_ENDPOINT, HF_TOKEN, HF_HOME and the rest of docs/environment.md mean what they mean
for Hugging Face's own tools. Exit code: 0 done, 2 could not run.
`;

const options = {
  text: { type: 'string' },
  model: { type: 'string', multiple: true },
  json: { type: 'string' },
} as const;

void runCommand({ usage, options }, async ({ values }) => {
  const { text, model: models = ['tiny'], json } = values;
  if (!text)
    throw new UserError('expected a text: npm run tokens -- --text "The cat drinks milk."');
  const words = splitWords(text);
  const all: Tokenized[] = [];
  const doubts: (string | null)[] = [];
  for (const model of models) {
    const tokenizer = await openTokenizer(model);
    all.push(tokenize(model, tokenizer, text));
    doubts.push(doubtPieces(model, tokenizer, [text]));
  }
  const width = terminalWidth();
  print(render(words.length, all, width));
  for (const doubt of doubts) if (doubt) print(`\n${wrap(doubt, width).join('\n')}`);
  if (json) writeJson(json, { text, words, models: all });
  return 0;
});
