/** Each language has words for all that `check` says, and for nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { catalog, exampleOf } from '../../exercises/catalog';
import type { Plan } from '../../reference/judging/spec';
import { root } from '../../reference/root';
import { collectAnswers } from '../answers/answers';
import { hidden } from '../check/hidden.kit';
import { readKnown } from '../check/known';
import { labels } from '../check/labels';
import { properties } from '../check/properties';
import { filesBelow } from '../release/files';
import { widthOf } from '../terminal/width';
import { languages } from './choose';
import type { Phrases } from './phrases';

const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const phrasesOf = (code: string): Phrases =>
  JSON.parse(read('scripts', 'languages', `${code}.json`));

const others = Object.keys(languages).filter((code) => code !== 'en');
const english = phrasesOf('en');

/** What `say('…')` is called with in a file. */
function saidIn(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    const isSay = ts.isCallExpression(node) && node.expression.getText() === 'say';
    if (isSay && first && ts.isStringLiteralLike(first)) found.push(first.text);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.ESNext, true));
  return found;
}

const sourcesBelow = (folder: string): string[] =>
  filesBelow(join(root, folder))
    .filter((path) => /\.(?:ts|json)$/.test(path) && !/\.test\.ts$/.test(path))
    .map((path) => `${folder}/${path}`);

const titlesOf = ({ tests }: Plan): string[] => tests.map(({ title }) => title);

const examplesOf = (path: string): string[] =>
  [...read('exercises', path).matchAll(/^\s*test\('(.*)',/gm)].map(([, title = '']) => title);

/** All sentences that have to be there, from where they are written. */
async function everySentence(): Promise<Set<string>> {
  const sentences = new Set<string>([...labels, hidden.test, properties.test]);
  const add = (...all: string[]): void => all.forEach((each) => void sentences.add(each));
  add(
    ...sourcesBelow('scripts/check')
      .filter((path) => path.endsWith('.ts'))
      .flatMap(saidIn),
  );
  for (const exercise of catalog) {
    const { slug, title, hints } = exercise;
    add(title, ...Object.values(hints).flat(), ...examplesOf(exampleOf(exercise)));
    for (const suite of [hidden, properties]) add(...titlesOf(await suite.state(slug)));
    for (const suite of ['specs', 'visible'] as const) {
      for (const { says, asks } of readKnown(suite, slug).misconceptions) {
        add(says, ...(asks ? [asks] : []));
      }
    }
    add(...collectAnswers(exercise).others.map(({ says }) => says));
  }
  return sentences;
}

const placesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

const wordsIn = (text: string): string[] => text.replace(/\{\w+\}/g, ' ').match(/[a-z]{3,}/g) ?? [];

/** What judging says is made of pieces, `expected {wanted}, got {got}`: its words are found there. */
const judging = ['exercises', 'reference/judging', 'reference/running', 'reference/visible'];

let sentences: Set<string>;
beforeAll(async () => {
  sentences = await everySentence();
});

describe.each(others)('%s', (code) => {
  const phrases = phrasesOf(code);
  const forms = Object.entries(phrases).flatMap(([key, phrase]) =>
    (typeof phrase === 'string' ? [phrase] : Object.values(phrase)).map((form) => [key, form]),
  ) as [string, string][];

  test('has words for all that is said', () => {
    expect([...sentences].filter((each) => !Object.hasOwn(phrases, each))).toEqual([]);
  });

  test('has words for nothing else', () => {
    const texts = [...judging, 'reference/specs', 'scripts/check'].flatMap(sourcesBelow);
    const text = texts.map((path) => read(path)).join('\n');
    const strays = Object.keys(phrases).filter(
      (each) => !sentences.has(each) && !wordsIn(each).every((word) => text.includes(word)),
    );
    expect(strays).toEqual([]);
  });

  test('has the same sentences as the other languages', () => {
    expect(Object.keys(phrases).sort()).toEqual(Object.keys(phrasesOf(others[0] ?? '')).sort());
  });

  test('has the same values in each sentence, and a word for each', () => {
    const changed = forms.filter(
      ([key, form]) => form.trim() === '' || `${placesIn(form)}` !== `${placesIn(key)}`,
    );
    expect(changed).toEqual([]);
  });

  test('has each plural where English has one', () => {
    const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
    // Of these only French and Spanish have more, for millions.
    const needed = pluralCategories.filter((each) => each === 'one' || each === 'other').sort();
    const lacking = Object.keys(english).filter(
      (key) => `${Object.keys(phrases[key] ?? {}).sort()}` !== `${needed}`,
    );
    expect(lacking).toEqual([]);
  });

  test('leaves room beside its labels', () => {
    const wide = labels.filter((label) => widthOf(String(phrases[label])) > 13);
    expect(wide).toEqual([]);
  });
});

test('there is a file for each language and no other', () => {
  const files = readdirSync(join(root, 'scripts', 'languages')).filter((file) =>
    /\.json$/.test(file),
  );
  expect(files.sort()).toEqual(
    Object.keys(languages)
      .map((code) => `${code}.json`)
      .sort(),
  );
});
