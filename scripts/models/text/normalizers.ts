/** The normalizers of a tokenizer.json that `@huggingface/tokenizers` reads otherwise than the Rust crate. */
import type { JsonObject } from '../json';
import { combining, control, ideograph, lowercase, mark, normalForm, white } from './characters';
import { readCharsmap } from './charsmap';

export type Normalize = (text: string) => string;

/** Every character of a class, replaced. */
const replaceAll = (characters: string, by: string): Normalize => {
  const found = new RegExp(`[${characters}]`, 'gu');
  return (text) => text.replaceAll(found, by);
};

const chain =
  (steps: readonly Normalize[]): Normalize =>
  (text) =>
    steps.reduce((normal, step) => step(normal), text);

const makeBert = (config: JsonObject): Normalize => {
  const { clean_text: cleans, handle_chinese_chars: parts, lowercase: lowers } = config;
  const strips = config.strip_accents ?? lowers;
  return chain([
    ...(cleans ? [replaceAll(control, ''), replaceAll(white, ' ')] : []),
    ...(parts ? [replaceAll(ideograph, ' $& ')] : []),
    ...(strips ? [normalForm('NFD'), replaceAll(mark, '')] : []),
    ...(lowers ? [lowercase] : []),
  ]);
};

const makeStrip = ({ strip_left: left, strip_right: right }: JsonObject): Normalize =>
  chain([
    ...(left ? [(text: string) => text.replace(new RegExp(`^[${white}]+`, 'u'), '')] : []),
    ...(right ? [(text: string) => text.replace(new RegExp(`[${white}]+$`, 'u'), '')] : []),
  ]);

/** By type; null for a rule of which the library's reading is as good. */
export const normalizers: Readonly<Record<string, (config: JsonObject) => Normalize | null>> = {
  BertNormalizer: makeBert,
  Lowercase: () => lowercase,
  NFC: () => normalForm('NFC'),
  NFD: () => normalForm('NFD'),
  NFKC: () => normalForm('NFKC'),
  NFKD: () => normalForm('NFKD'),
  Precompiled: ({ precompiled_charsmap: charsmap }) =>
    typeof charsmap === 'string' ? readCharsmap(charsmap) : null,
  Strip: makeStrip,
  StripAccents: () => replaceAll(combining, ''),
};
