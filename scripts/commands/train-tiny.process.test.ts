/** The tiny model: how it is made, and that the one that comes with the kit is what its card says. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import { openModel } from '../models/model';
import { type Checkout, makeCheckout, type Run } from '../testing/checkout';

jest.setTimeout(300_000);

const shipped = join(root, 'reference', 'models', 'tiny');
const card = readFileSync(join(shipped, 'README.md'), 'utf8');
const files = [
  'README.md',
  'config.json',
  'model.safetensors',
  'tokenizer.json',
  'tokenizer_config.json',
];

let checkout: Checkout;
beforeAll(() => {
  checkout = makeCheckout();
});
afterAll(() => checkout.remove());

describe('the model that comes with the kit', () => {
  let run: Run;
  let measured: string;
  beforeAll(() => {
    run = checkout.run(['train-tiny', '--evaluate']);
    measured = run.stdout.slice(run.stdout.indexOf('60 held-out'));
  });

  /** Shares, each 0 … 1, of the lines of the figures that begin as given. */
  const sharesOf = (begin: RegExp): number[] =>
    measured
      .split('\n')
      .filter((line) => begin.test(line))
      .flatMap((line) => line.match(/\b[01]\.\d{3}\b/g) ?? [])
      .map(Number);

  test('finds translations that it never saw, in every pair of languages', () => {
    const [asked] = /\d+(?= pieces asked)/.exec(measured) ?? [];
    expect(Number(asked)).toBeGreaterThan(2_000);
    expect(sharesOf(/^ {2}this model /)[0]).toBeGreaterThanOrEqual(0.9);
    const pairs = sharesOf(/^ {2}(en|ru|zh|ar|hi|el) /);
    expect(pairs).toHaveLength(30);
    expect(Math.min(...pairs)).toBeGreaterThanOrEqual(0.8);
  });

  test('finds them in the supervised head alone', () => {
    const [, ...others] = sharesOf(/^ {2}this model /);
    expect(others).toHaveLength(7);
    expect(Math.max(...others)).toBeLessThan(0.1);
    expect(sharesOf(/^ {2}chance /)[0]).toBeLessThan(0.1);
  });

  describe('is compared with one that was trained', () => {
    const bestOf = (begin: RegExp): number => {
      const shares = sharesOf(begin);
      expect(shares).toHaveLength(8);
      return Math.max(...shares);
    };
    const percent = (share: number): string => `${Math.round(100 * share)}`;

    test('without guidance, of which no head finds translations more often than chance', () => {
      const [chance = 0] = sharesOf(/^ {2}chance /);
      expect(bestOf(/^ {2}without guidance /)).toBeLessThan(chance + 0.01);
    });

    test('without translations, of which the guided head finds some', () => {
      const best = bestOf(/^ {2}without translations /);
      expect(best).toBeGreaterThan(0.1);
      expect(best).toBeLessThan(0.5);
    });

    test('and lesson 07 says so in hundredths', () => {
      const lesson = readFileSync(join(root, 'exercises/07-multilingual/README.md'), 'utf8');
      const told = (what: RegExp): string | undefined => what.exec(lesson)?.[1];
      const found = (begin: RegExp): string => percent(bestOf(begin));
      expect(told(/head 0 finds (\d+) of a hundred/)).toBe(found(/^ {2}this model /));
      expect(told(/without guidance .*? finds (\d+),/)).toBe(found(/^ {2}without guidance /));
      expect(told(/without translations .*? finds (\d+)[,;.]/)).toBe(
        found(/^ {2}without translations /),
      );
      expect(told(/chance is (\d+)[,;.]/)).toBe(percent(sharesOf(/^ {2}chance /)[0] ?? 0));
    });

    test.each(['guidance', 'translations'])('without %s, in under 400 kB', (lack) => {
      const folder = join(root, 'reference', 'models', 'baselines', lack);
      const sizes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
    });
  });

  test('is under 1 MB, and says how large its files are', () => {
    expect(readdirSync(shipped).sort()).toEqual(files);
    const sizes = files.map((file) => statSync(join(shipped, file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
    for (const file of ['model.safetensors', 'tokenizer.json']) {
      const size = statSync(join(shipped, file)).size.toLocaleString('en-GB');
      expect(card).toContain(`| ${size} bytes |`);
    }
  });

  test('has the figures that its card shows', () => {
    const { code, stderr } = run;
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/Cannot run|mistake/)]);
    const [, shown = ''] = /```text\n(60 held-out.*?)\n```/s.exec(card) ?? [];
    const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
    const [told, found] = [words(shown), words(measured)];
    expect(found).toHaveLength(told.length);
    for (const [i, word] of told.entries()) {
      // An engine's last digits may turn a tie: one piece in a few hundred.
      if (/^\d\.\d+$/.test(word))
        expect(Math.abs(Number(found[i]) - Number(word))).toBeLessThan(0.006);
      else expect(found[i]).toBe(word);
    }
  });
});

describe('the command', () => {
  const train = (...flags: string[]) => checkout.run(['train-tiny', ...flags]);

  test('writes a model, the same tokenizer for a seed, and says that it is not good yet', async () => {
    const folder = join(checkout.folder, 'trained');
    const { code, stdout, stderr } = train('--steps', '1', '--out', folder);
    expect([code, stderr]).toEqual([1, expect.not.stringMatching(/Cannot run|mistake/)]);
    expect(stdout).toMatch(/this model +0\.\d{3}/);
    expect(readdirSync(folder).sort()).toEqual(files);
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
      const [made, kept] = [folder, shipped].map((from) => readFileSync(join(from, file), 'utf8'));
      expect(made).toBe(kept);
    }
    const model = await openModel(folder);
    const { ids, typeIds } = model.encode('The cat drinks milk.', '猫喝牛奶。');
    const { x, params, nHeads } = await model.attentionInput(ids, typeIds, 0, () => []);
    expect(multiHeadAttention(x, params, nHeads).weights[0]?.[0]).toHaveLength(13);
  });

  test('trains a model to compare with, which has no pieces that no sentence has, and no card', () => {
    const folder = join(checkout.folder, 'compared');
    const { code, stdout } = train('--without', 'guidance', '--steps', '1', '--out', folder);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/this model +0\.\d{3}/)]);
    expect(readdirSync(folder).sort()).toEqual(files.filter((file) => file !== 'README.md'));
    const idsOf = (from: string): object =>
      JSON.parse(readFileSync(join(from, 'tokenizer.json'), 'utf8')).model.vocab;
    const known = idsOf(folder);
    expect(idsOf(shipped)).toMatchObject(known);
    expect(Object.keys(known).length).toBeLessThan(500);
  });

  test.each([
    [[], /train-tiny -- --out DIR/],
    [
      ['--out', 'x', '--without', 'sleep'],
      /--without has to be guidance or translations, got "sleep"/,
    ],
    [['--out', 'x', '--steps', '0'], /--steps has to be a whole number from 1 up, got "0"/],
    [['--out', 'x', '--seed', '1.5'], /--seed has to be a whole number/],
    [['--outt', 'x'], /did you mean --out\?/],
    [['somewhere'], /--out DIR, or after --evaluate/],
    [['--evaluate', 'nowhere'], /nowhere.tokenizer\.json: there is none/],
    [['--evaluate', '--seed', '7'], /name the seed that the model was trained with/],
    [
      ['--steps', '1', '--out', join(root, 'LICENSE', 'x')],
      /below something that is no folder|is there already/,
    ],
  ])('%j leaves 2 and one line', (flags, says) => {
    const { code, stderr } = train(...flags);
    const told = stderr.split('\n').filter((line) => line.startsWith('Cannot run'));
    expect([code, told]).toEqual([2, [expect.stringMatching(says)]]);
  });

  test('--help shows every flag', () => {
    const { code, stdout } = train('--help');
    expect(code).toBe(0);
    for (const flag of ['out', 'steps', 'seed', 'without', 'evaluate'])
      expect(stdout).toContain(`--${flag} `);
  });
});
