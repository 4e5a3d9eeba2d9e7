/**
 * Words of many scripts, each with a vocabulary that cuts it, and random ones. Many of the pieces
 * are there to tempt: shorter than the right one, right but for their ##, the same letters in
 * another Unicode form.
 */
import * as fc from 'fast-check';
import { sizes } from './inputs';

export interface Cut {
  word: string;
  vocab: string[];
}

const cut = (word: string, ...vocab: string[]): Cut => ({ word, vocab });

/** Signs that join the letter before them are written as escapes, to be seen. */
export const cuts = {
  Latin: cut('Sprachen', 'Sp', 'Sprach', 'sprach', '##chen', '##e', '##en', 'en', '##n'),
  combiningAccent: cut('cafe\u0301s', 'caf', 'cafe', 'caf\u00e9', '##\u0301', '##\u0301s', '##s'),
  Greek: cut('γλώσσες', 'γ', 'γλ', 'γλώσσ', '##ες', '##ς', 'ες'),
  Cyrillic: cut('языками', 'я', 'язык', 'ЯЗЫК', '##а', '##ами', 'ами', '##ми'),
  Georgian: cut('ენებისთვის', 'ე', 'ენ', '##ებ', '##ების', '##თ', '##თვის', 'თვის'),
  Hebrew: cut('ובשפות', 'ו', '##ב', '##שפ', '##שפות', 'שפות', '##ות'),
  Arabic: cut(
    'ك\u0650ت\u064eابهم',
    'ك',
    'كتاب',
    '##\u0650',
    '##\u0650ت',
    '##\u064eاب',
    '##ه',
    '##هم',
  ),
  Devanagari: cut(
    'ह\u093fन\u094dद\u0940',
    'ह',
    '##\u093f',
    '##\u093fन',
    '##\u094dद',
    '##\u0940',
    '##न',
  ),
  Thai: cut('ภาษาไทย', 'ภ', 'ภาษา', '##ไท', '##ไทย', 'ไทย'),
  Chinese: cut('语言模型', '语', '语言', '##模', '##模型', '模型', '##型'),
  Japanese: cut('ことばは', 'こと', 'ことば', '##ば', '##は', 'は'),
  Korean: cut('언어들이', '언', '언어', '##들', '##이', '들이', '언어들이'.normalize('NFD')),
  beyond16Bits: cut('𠮷野家𐌰', '𠮷', '##野', '##野家', '野家', '##𐌰', '𐌰'),
  emoji: cut('👩\u200d💻👍🏽', '👩', '##\u200d', '##💻', '##👍', '##🏽', '👍'),
} satisfies Record<string, Cut>;

/** Within 16 bits and beyond, standing alone and joining what comes before. */
const letters = ['a', 'e', '\u0301', 'ж', '語', '𝒳', '😀', '\u093f'];

const mark = (start: number, piece: string): string => (start === 0 ? piece : `##${piece}`);

/**
 * A word and a vocabulary that cuts it: every letter on its own, so that nothing is unknown, and
 * some longer pieces, none of them the whole word.
 */
export const anyCut = (largest: number): fc.Arbitrary<Cut> =>
  fc
    .record({
      points: fc.array(fc.constantFrom(...letters), { minLength: 3, maxLength: largest }),
      spans: fc.array(fc.record({ from: sizes(0, largest), length: sizes(2, 4) }), {
        minLength: 2,
        maxLength: largest,
      }),
    })
    .map(({ points, spans }) => {
      const whole = points.join('');
      const long = spans
        .map(({ from, length }) => ({ start: from % points.length, length }))
        .map(({ start, length }) => mark(start, points.slice(start, start + length).join('')))
        .filter((piece) => piece !== whole);
      const single = points.flatMap((point) => [point, `##${point}`]);
      return { word: whole, vocab: [...new Set([...long, ...single])] };
    });
