/**
 * `heatmap` with an exercise's number: the exercise's view, drawn of what the target's own functions
 * answer. What a person may choose are flags named after the view's fields.
 */
import { type CatalogEntry, exerciseExporting, nameOf, numberOf } from '../../exercises/catalog';
import type { Data } from '../../reference/judging/data';
import type { Session } from '../../reference/running/target';
import { attendBelow } from '../scenes/below';
import { whyNothing } from '../scenes/compute';
import { HEAP } from '../scenes/measure';
import { sceneOf } from '../scenes/model-scene';
import { sceneOptions } from '../scenes/options';
import { creditOf } from '../scenes/pictures';
import { chooseTarget, type NamedTarget, showTargets } from '../targets/target';
import { terminalWidth } from '../terminal/colour';
import { print, printError } from '../terminal/output';
import { wrap } from '../terminal/values';
import type { Chosen } from '../views/part';
import { expectChosen, type Field, NoAnswer, type Run, type View } from '../views/view';
import { readFormats } from './look';
import { drawSeen } from './sheet';

/** Pixels that a picture may be wide: a page in print, a slide. */
const ROOM = 960;

/** The flags of a view, beside which every view has those of the picture and of whose code runs. */
export function viewForm(exercise: CatalogEntry, { fields }: View) {
  const flags = fields.map(
    ({ name, initial }) => [name, { type: 'string', default: initial }] as const,
  );
  const options = {
    ...(Object.fromEntries(flags) as Record<string, { type: 'string'; default: string }>),
    format: { type: 'string', default: 'png' },
    out: { type: 'string', default: 'heatmaps' },
    target: { type: 'string', default: 'exercises' },
  } as const;
  return { usage: usageOf(exercise, fields), options, allowPositionals: true };
}

function explained(field: Field): string {
  const { label, initial } = field;
  if (field.kind === 'range') return `${label}, ${field.min} to ${field.max} (default ${initial})`;
  if (field.kind === 'choice') {
    const each = field.options.map(([value, says]) =>
      value === says ? value : `${value} ${says}`,
    );
    return `${label}: ${each.join(', ')} (default ${initial})`;
  }
  return `${label} (default ${JSON.stringify(initial.replaceAll('\n', '; '))})`;
}

function usageOf(exercise: CatalogEntry, fields: readonly Field[]): string {
  const rows: [flag: string, says: string][] = [
    ...fields.map((field): [string, string] => [`--${field.name} …`, explained(field)]),
    ['--format F', 'png (default), svg or pdf, or several: png,svg,pdf'],
    ['--out DIR', 'where the picture goes (default heatmaps)'],
    ['--target T', `whose code: ${showTargets}`],
    ['--help', 'show this'],
  ];
  const widest = Math.max(...rows.map(([flag]) => flag.length)) + 4;
  const lines = rows.flatMap(([flag, says]) =>
    wrap(says, 86 - widest).map(
      (line, i) => `  ${(i === 0 ? flag : '').padEnd(widest - 2)}${line}`,
    ),
  );
  return `
Usage: npm run heatmap ${numberOf(exercise)} [-- flags]

Draws what your own functions of exercise ${numberOf(exercise)} (${exercise.title}) make of numbers.

${lines.join('\n')}

Exit code: 0 drawn, 1 the code gave no answer, 2 could not run.
`;
}

/** The target's functions behind a view's calls; a session is opened with the first call of its exercise. */
function runOf(target: NamedTarget, rest: Pick<Run, 'measure' | 'room'>) {
  const sessions = new Map<CatalogEntry, Session>();
  const answer = async (name: string, ...args: Data[]): Promise<Data> => {
    const exercise = exerciseExporting(name);
    if (!exercise) throw new Error(`heatmap: no exercise of the catalogue exports ${name}`);
    const session = sessions.get(exercise) ?? target.open(exercise, HEAP);
    sessions.set(exercise, session);
    const [outcome] = await session.run([{ name, args: args.map((data) => ({ data })) }]);
    if (outcome?.kind === 'returned') return outcome.value;
    throw new NoAnswer(
      outcome ? whyNothing(outcome, name, exercise, target) : `${name} gave no answer`,
    );
  };
  // A session answers in order, one batch at a time.
  let last: Promise<unknown> = Promise.resolve();
  const call: Run['call'] = (name, ...args) => {
    const answering = last.then(() => answer(name, ...args));
    last = answering.catch(() => {});
    return answering;
  };
  const scene: Run['scene'] = async ({ model = 'tiny', ...asked }) => {
    const options = sceneOptions({ layer: '0', seed: '42', ...asked });
    return sceneOf(model, options, await attendBelow(target));
  };
  const close = async (): Promise<string[]> => {
    await Promise.all([...sessions.values()].map((session) => session.close()));
    return [...sessions.values()].flatMap((session) => session.printed().lines);
  };
  return { run: { call, scene, ...rest }, close };
}

/** A flag for each field of the view, and whose code, and where to. */
interface Given {
  [field: string]: unknown;
  out: string;
  format: string;
  target: string;
}

/** Draws a view and says in words what it shows; returns the command's exit code. */
export async function drawView(
  exercise: CatalogEntry,
  view: View,
  { out, format, target: whose, ...values }: Given,
): Promise<number> {
  const target = await chooseTarget(whose);
  const tell = (says: string, show = print): void => show(wrap(says, terminalWidth()).join('\n'));
  const files = { out, name: nameOf(exercise), formats: readFormats({ format }) };
  const easel = drawSeen(files, [creditOf(target.name)], Object.values(values as Chosen));
  const { run, close } = runOf(target, { measure: easel.measure, room: ROOM });
  try {
    expectChosen(view.fields, values as Chosen);
    const seen = await view.draw(values as Chosen, run);
    for (const says of [seen.title, ...seen.says]) tell(says);
    print(`\n${await easel.draw(seen)}`);
    return 0;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    tell(error.message, printError);
    return 1;
  } finally {
    for (const line of await close()) tell(`your code printed: ${line}`);
  }
}
