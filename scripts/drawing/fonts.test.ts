import { basename } from 'node:path';
import { chooseFonts, reportMissing, spellOut } from './fonts';

const filesFor = (text: string): string[] =>
  chooseFonts([text]).files.map(({ path }) => basename(path));

const scripts: Record<string, string> = {
  Latin: 'Dog naïve ﬁ ##ing ▁the Ġdog',
  Cyrillic: 'Собака їжак',
  Greek: 'σκύλος',
  Arabic: 'الكلب پنجه',
  Devanagari: 'कुत्ता',
  Chinese: '狗咬人 貓',
  Japanese: '犬が人を噛むカタカナ',
  Korean: '개가 물었다 뷁',
  Hebrew: 'שלום',
  Thai: 'ภาษาไทย',
  emoji: '🐕👩‍💻🇫🇷❤️',
};

test.each(Object.entries(scripts))('the kit can draw %s', (_, text) => {
  expect(chooseFonts([text]).missing).toEqual([]);
});

test('reads no font that a text does not need', () => {
  expect(filesFor('plain text')).toEqual(['sans.ttf', 'sans-semibold.ttf']);
  expect(filesFor('الكلب')).toEqual(['sans.ttf', 'sans-semibold.ttf', 'arabic.ttf']);
});

test('what no font has is spelled out and reported', () => {
  const { missing } = chooseFonts(['ox 𓃾 𓃾', '𐎀']);
  expect(missing).toEqual(['𓃾', '𐎀']);
  expect(spellOut('ox 𓃾', missing)).toBe('ox ‹U+130FE›');
  expect(reportMissing(missing).join('')).toMatch(/U\+130FE, U\+10380/);
  expect(reportMissing([])).toEqual([]);
});
