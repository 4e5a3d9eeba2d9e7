/** A word whose pieces Python may cut otherwise is named to the person who asked, by each command. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { type Checkout, makeCheckout } from '../testing/checkout';

/** U+1AE5 came with Unicode 17, which Python's tokenizers know: is it younger than this Node? */
const isYounger = /\p{Cn}/u.test('\u1ae5');
const testOlder = isYounger ? test : test.skip;
const named = isYounger ? '' : ' (skipped: this Node knows all that Python does)';
const word = 'ca\u1ae5t';

let checkout: Checkout;
let model: string;
beforeAll(() => {
  checkout = makeCheckout();
  model = join(checkout.folder, 'asking');
  mkdirSync(model);
  cpSync(join(root, 'reference/oracle/goldens/hf-xlmr-tiny'), model, { recursive: true });
  const file = join(model, 'tokenizer.json');
  const tokenizer = JSON.parse(readFileSync(file, 'utf8'));
  // This rule asks Node which characters are letters.
  tokenizer.pre_tokenizer.pretokenizers[0] = { type: 'Whitespace' };
  writeFileSync(file, JSON.stringify(tokenizer));
});
afterAll(() => checkout.remove());

/** What a command prints about a text, on one line. */
const printed = (command: string, text: string): string => {
  const args = command === 'heatmap' ? ['--target', 'solutions', '--out', checkout.folder] : [];
  const { code, stdout } = checkout.run([command, '--model', model, '--text', text, ...args]);
  expect(code).toBe(0);
  return stdout.replace(/\s+/g, ' ');
};

describe.each(['tokens', 'heatmap'])('%s', (command) => {
  testOlder(`names the word that is in doubt${named}`, () => {
    expect(printed(command, `The ${word} drinks milk.`)).toContain(
      `"${word}": Python's tokenizers may give other pieces here`,
    );
  });

  test('says nothing of words that are in none', () => {
    expect(printed(command, 'The cat drinks milk.')).not.toMatch(/Python/);
  });
});
