/**
 * The lessons are true: every number they show is computed by their own programs on the solutions,
 * every command they show runs, and no section is missing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type CatalogEntry, catalog, nameOf, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { openLibrary } from '../../../reference/running/libraries';
import { createLoader, exerciseAt } from '../../../reference/running/load';
import { type FakeHub, startHub } from '../../models/testing/hub';
import { multilingualBert } from '../../models/testing/mbert';
import { unfoundedClaims } from './claims';
import { commandsOf, type Output, outputsOf, processFor } from './commands';
import { type Lesson, readLesson } from './markdown';
import { isShownRight, knownTo } from './numbers';
import { programOf, runProgram } from './program';
import { isInOrder } from './sections';

const lessons = catalog.map(readLesson);
const named = lessons.map((lesson) => [lesson.exercise.slug, lesson] as const);
const scratch = mkdtempSync(join(tmpdir(), 'lessons-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const solutions = createLoader({ folder: join(root, 'solutions') });

const recordings = ['recordings', 'models/tiny'].map((name) => join(root, 'reference', name));

/** Answers a lesson's import as if the lesson were the exercise's file; recordings may be read, too. */
function importFor({ file, exercise }: Lesson) {
  return (name: string): unknown => {
    const found = exerciseAt(join(root, 'exercises'), join(root, file), name);
    if (found) return solutions(found);
    if (exercise.libraries?.includes(name)) return openLibrary(name);
    const path = resolve(root, dirname(file), name);
    const isData = recordings.includes(dirname(path)) && path.endsWith('.json');
    if (isData) return JSON.parse(readFileSync(path, 'utf8'));
    throw new Error(`${file} imports ${name}; it may import exercises and recordings only`);
  };
}

const ran = new Map<Lesson, ReturnType<typeof runProgram>>();

/** What a lesson's program shows; it runs once. */
function run(lesson: Lesson) {
  const shown = ran.get(lesson) ?? runProgram(lesson, importFor(lesson));
  ran.set(lesson, shown);
  return shown;
}

describe.each(named)('lesson %s', (_, lesson) => {
  const { exercise, text, sections } = lesson;

  test('has a summary and all sections in order', () => {
    expect(text).toMatch(
      new RegExp(`^# ${exercise.slug.slice(0, 2)} · ${exercise.title}\n\n\\*\\*TL;DR`, 'i'),
    );
    const titles = sections.map(({ title }) => title);
    expect({ titles, isInOrder: isInOrder(titles) }).toEqual({ titles, isInOrder: true });
  });

  test('names its file and its exports in the task, and how to check them', () => {
    const tasks = sections.filter(({ title }) => title === 'Your task');
    const task = tasks.map((each) => each.text).join('\n');
    expect(task).toContain(`\`exercises/${sourceOf(exercise)}\``);
    for (const name of exercise.exports) expect(task).toContain(`\`${name}(`);
    expect(commandsOf(lesson)).toEqual(
      expect.arrayContaining([
        `npx jest exercises/${exercise.slug}`,
        `npm run check ${nameOf(exercise)}`,
        `npm run check ${nameOf(exercise)} -- --hint`,
        `npm run check ${nameOf(exercise)} -- --mine`,
      ]),
    );
  });

  test('links to files that are there, and to the next lesson', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
    const gone = links.filter((link) => !existsSync(join(root, dirname(lesson.file), link)));
    expect(gone).toEqual([]);
    const next = catalog[catalog.indexOf(exercise as CatalogEntry) + 1];
    if (next) expect(links).toContain(`../${next.slug}/README.md`);
  });

  test('shows what its program computes', () => {
    const shown = run(lesson);
    expect(shown.length).toBeGreaterThan(5);
    const wrong = shown.filter(({ says, gives }) => !isShownRight(says, gives));
    expect(wrong).toEqual([]);
  });

  test('claims nothing in its text that its program does not compute', () => {
    const computed = run(lesson).map(({ gives }) => gives);
    expect(unfoundedClaims(lesson, knownTo(computed, programOf(lesson)))).toEqual([]);
  });

  test('asks questions that a command helps to answer', () => {
    const reflection = sections.find(({ title }) => title === 'Reflection')?.text ?? '';
    const questions = `\n${reflection}`.split(/\n\*\*\d\. /).slice(1);
    expect(questions.length).toBeGreaterThanOrEqual(3);
    expect(questions.filter((question) => !question.includes('```sh'))).toEqual([]);
  });
});

test('programs have no type errors, so that they can be pasted', () => {
  const solutions = join(root, 'solutions').replaceAll('\\', '/');
  const files = lessons.map((lesson) => {
    const program = programOf(lesson)
      .replaceAll(`'../`, `'${solutions}/`)
      .replaceAll(`'./`, `'${solutions}/${lesson.exercise.slug}/`);
    const file = join(scratch, `${nameOf(lesson.exercise)}.ts`);
    writeFileSync(file, program);
    return file;
  });
  const libraries = catalog.flatMap((exercise) => exercise.libraries ?? []);
  const places = libraries.map((name) => [name, [join(root, 'node_modules', name)]] as const);
  const paths = Object.fromEntries(places);
  const compilerOptions = { noUnusedLocals: false, types: [], noEmit: true, paths };
  const config = { extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] };
  writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify(config));
  const compiler = createRequire(join(root, 'package.json')).resolve('typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', scratch], { encoding: 'utf8' });
  expect(stdout).toBe('');
}, 60_000);

/** Stands in for the hub, with a model of the true shapes; its numbers mean nothing. */
const tokenizer = join(root, 'reference', 'oracle', 'goldens', 'hf-bert-tiny', 'tokenizer.json');
let hub: FakeHub;
beforeAll(async () => {
  hub = await startHub(
    'google-bert/bert-base-multilingual-cased',
    multilingualBert(JSON.parse(readFileSync(tokenizer, 'utf8'))),
  );
});
afterAll(() => hub.close());

interface Tried {
  exit: number | null;
  says: string;
}

/** Exit code and output of a command, which runs beside others. */
async function tryCommand(command: string, out: string): Promise<Tried> {
  return new Promise((resolve) => {
    const places = { HF_ENDPOINT: hub.endpoint, HF_HOME: `${out}-hf` };
    // The engine that loads soonest: lessons say nothing of engines.
    const env = { ...process.env, KATA_ENGINE: 'tfjs-wasm', ...places };
    const child = spawn(process.execPath, processFor(command, out), { cwd: root, env });
    let says = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        says += chunk;
      });
    }
    child.on('close', (exit) => resolve({ exit, says }));
  });
}

/** Of the experiment in lesson 05, where the model is written out by hand. */
test.each([1, 2])('heatmap draws the relations that a lesson writes out, heads: %d', async (n) => {
  const file = join(scratch, `relations-${n}.json`);
  const command = `npm run heatmap -- --model relations --heads ${n} --json "${file}"`;
  await tryCommand(command, join(scratch, 'relations'));
  const { weights } = JSON.parse(readFileSync(file, 'utf8')) as { weights: number[][][] };
  const shown = lessons.flatMap(run).find(({ expression }) => expression === `rowOfBites(${n})`);
  expect(weights.map((map) => map[1])).toBeClose(shown?.gives as number[][]);
});

// The explorer serves until it is told to end; explore.process.test.ts starts it. A learner's own
// example is a file in exercises/; check.process.test.ts has one made and counted.
const shown = [...new Set(lessons.flatMap(commandsOf))].filter(
  (command) => command !== 'npm run explore' && !command.endsWith(' --mine'),
);
// Where all passes, asking for a hint does the same and reads one flag more. Jest alone is called for
// the last lesson's examples; release.process.test.ts calls it for all of them.
const jests = shown.filter((command) => command.startsWith('npx jest '));
const commands = shown.filter(
  (command) => !shown.includes(`${command} -- --hint`) && !jests.slice(0, -1).includes(command),
);

const tried = new Map<string, Promise<Tried>>();

/** A lesson's command, which runs once, with a folder of its own for what it writes. */
function tryOnce(command: string): Promise<Tried> {
  const trying =
    tried.get(command) ?? tryCommand(command, join(scratch, String(commands.indexOf(command))));
  tried.set(command, trying);
  return trying;
}

const outputs = lessons
  .flatMap(outputsOf)
  .map((output): [string, Output] => [output.command, output]);

test.each(outputs)('%s prints what the lesson shows', async (command, { shows }) => {
  const { says } = await tryOnce(command);
  const printed = says.split('\n').map((line) => line.trim());
  expect(shows.map((line) => line.trim()).filter((line) => !printed.includes(line))).toEqual([]);
});

test.concurrent.each(commands)(
  '%s',
  async (command) => {
    const { exit, says } = await tryOnce(command);
    expect({ exit, says: exit === 0 ? '' : says }).toEqual({ exit: 0, says: '' });
  },
  120_000,
);
