/** The training sentences: what they say, how they are cut, and what their rows are guided to. */
import { openTokenizer } from '../../models/model';
import { makeCorpus } from './corpus';
import { drawBatches, guidesOf, joinSentences, TWICE } from './examples';
import { languages } from './languages/all';
import { write } from './languages/language';
import { drawMeanings, isHeldOut, type Meaning } from './meanings';
import { countPieces } from './pieces';
import { makeRandom } from './random';
import { MASK } from './vocabulary';

const meanings = drawMeanings(300, makeRandom('meanings of a test', 42), false);
const corpus = makeCorpus(42);

describe('a meaning', () => {
  test.each(languages.map((language) => [language.name, language] as const))(
    'is said completely in %s, and nothing else is',
    (_, { say }) => {
      for (const meaning of meanings) {
        const wanted = new Set([...Object.values(meaning).filter(Boolean), '.']);
        if (meaning.place) wanted.add('in');
        const said = say(meaning).flatMap(({ means }) => (means ? [means] : []));
        expect(new Set(said)).toEqual(wanted);
      }
    },
  );

  test('comes in every order of words', () => {
    const meaning: Meaning = {
      ...{ subject: 'cat', subjectIs: 'small', verb: 'drinks', object: 'milk' },
      ...{ objectIs: 'white', place: 'kitchen', time: 'today' },
    };
    expect(languages.map((language) => write(language, language.say(meaning)))).toEqual([
      'Today the small cat drinks the white milk in the kitchen.',
      'Сегодня на кухне маленькая кошка пьёт белое молоко.',
      '今天小猫在厨房里喝白牛奶。',
      'تشرب القطة الصغيرة الحليب الأبيض في المطبخ اليوم.',
      'आज छोटी बिल्ली रसोई में सफेद दूध पीती है।',
      'Σήμερα πίνει η μικρή γάτα το άσπρο γάλα στην κουζίνα.',
    ]);
  });

  test('is held out in all languages or in none', () => {
    expect(meanings.filter(isHeldOut)).toEqual([]);
    const heldOut = drawMeanings(300, makeRandom('meanings of a test', 42), true);
    expect(heldOut.every(isHeldOut)).toBe(true);
  });
});

test('a vocabulary joins what stands together most often', () => {
  const counts = new Map([
    ['low', 5],
    ['lower', 2],
    ['new', 6],
    ['newer', 3],
  ]);
  const letters = ['l', '##o', '##w', '##e', '##r', 'n'];
  expect(countPieces(counts, 0)).toEqual(letters);
  expect(countPieces(counts, 2)).toEqual([...letters, 'n##e'.replace('##', ''), 'new']);
});

describe('a sentence', () => {
  test("is cut by the model's tokenizer as it was in training", async () => {
    const tokenizer = await openTokenizer('tiny');
    const drawn = drawMeanings(40, makeRandom('held-out meanings', 42), true);
    for (const [i, translations] of corpus.heldOut(40).entries()) {
      for (const [j, language] of languages.entries()) {
        const text = write(language, language.say(drawn[i] as Meaning));
        expect([text, tokenizer.split(text).ids]).toEqual([text, translations[j]?.ids]);
      }
    }
  });

  test('guides words to their translation, and what has none to [SEP]', () => {
    const said = (means: (string | null)[]) => ({ words: 0, ids: means.map(() => 9), means });
    const a = said([null, 'cat', '.']) as Parameters<typeof joinSentences>[0];
    const b = said(['cat', 'cat', 'small', '.']) as Parameters<typeof joinSentences>[0];
    // [CLS] the cat . [SEP] 猫 咪 小 。 [SEP]
    expect(guidesOf(joinSentences(a, b))).toEqual([
      [0],
      [4, 9],
      [5, 6],
      [8],
      [4, 9],
      [2],
      [2],
      [4, 9],
      [3],
      [4, 9],
    ]);
    expect(guidesOf(joinSentences(a, null))).toEqual([[0], [4], [4], [4], [4]]);
  });
});

test('a batch hides pieces of the first sentence, and points their translations to them', () => {
  const batches = drawBatches(
    { meanings: corpus.training, size: 64, steps: 32, twice: TWICE },
    makeRandom('batches', 42),
  );
  const drawn = [...batches];
  expect(drawn.map((batch) => batch.length)).toEqual(Array(32).fill(64));
  for (const { ids, types, means, hidden, guides } of drawn.flat()) {
    const places = hidden.map(({ at }) => at);
    expect(ids.flatMap((id, i) => (id === MASK ? [i] : []))).toEqual(places);
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((at) => types[at] !== 0 || guides[at]?.length)).toEqual([]);
    for (const [i, meaning] of means.entries()) {
      const partners = means.flatMap((other, j) => (other === meaning && !types[j] ? [j] : []));
      const isLost = meaning && types[i] === 1 && partners.every((j) => places.includes(j));
      if (isLost) expect(guides[i]).toEqual(places);
    }
  }
});
