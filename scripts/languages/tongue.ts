/** The language that this command speaks: English, until another is chosen before anything is said. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import type { Code } from './choose';
import { createTongue, type Phrases, type Tongue } from './phrases';

const phrasesOf = (code: Code): Phrases =>
  JSON.parse(readFileSync(join(root, 'scripts', 'languages', `${code}.json`), 'utf8'));

const speaking = (code: Code): { code: Code; tongue: Tongue } => ({
  code,
  tongue: createTongue(code, phrasesOf(code)),
});

let spoken = speaking('en');

/** From now on all is said in this language; what it has no words for stays English. */
export function speak(code: Code): void {
  spoken = speaking(code);
}

/** One of the kit's sentences with its values: `say('{count} more', { count: 3 })`. */
export const say: Tongue['say'] = (...given) => spoken.tongue.say(...given);

/** A sentence that was made elsewhere, as what judging says of an answer. */
export const translate: Tongue['translate'] = (text) => spoken.tongue.translate(text);

/** `a, b and c` */
export const listed = (items: readonly string[]): string =>
  new Intl.ListFormat(spoken.code === 'en' ? 'en-GB' : spoken.code).format(items);
