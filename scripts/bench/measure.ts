/**
 * First everybody answers at every size and is compared, then those who are right are timed.
 * A wrong answer at any size means no time at all: how fast a wrong answer comes is worth nothing.
 */
import { type Mismatch, mismatch, showCell } from '../../reference/judging/close';
import type { Data } from '../../reference/judging/data';
import type { Timed } from './clock';
import type { Contender } from './contenders';
import { type FirstPass, type Heard, openSession, type Session } from './session';
import { type Course, type Size, SLOWEST, STOP } from './sizes';

/** One size of one contender; the memory is that of its first pass. */
export interface Timing extends Size, Timed, Pick<FirstPass, 'megabytes'> {
  /** One pass took longer than a second: it is not repeated, and larger sizes are left out. */
  stopped: boolean;
}

export type Verdict = 'timed' | 'wrong' | 'unwritten' | 'failed';

export interface Result {
  contender: Contender;
  verdict: Verdict;
  /** Why there are no times; null where there are. */
  says: string | null;
  timings: Timing[];
  /** Lines that the code printed. */
  printed: number;
}

const keyOf = ({ T, dModel }: Size): string => `${T} ${dModel}`;
const showSize = ({ T, dModel }: Size): string => `T = ${T}, dModel = ${dModel}`;

/** Hears what is being done. */
type Tell = (doing: string) => void;

/** What becomes of a contender between its answers and its times. */
interface Entrant {
  contender: Contender;
  /** Sizes at which one pass took too long. */
  slow: Timing[];
  /** Sizes to be timed. */
  open: (Size & FirstPass)[];
  out: { verdict: Verdict; says: string } | null;
  printed: number;
}

const isAsLarge = (size: Size, than: Size): boolean =>
  size.T >= than.T && size.dModel >= than.dModel;

function describeTrouble(trouble: string, at: Size): Entrant['out'] {
  const stub = trouble.match(/Not implemented: (\w+) \(exercise (\d+)\)/);
  if (!stub) return { verdict: 'failed', says: `${trouble} (${showSize(at)})` };
  return { verdict: 'unwritten', says: `not written yet (exercise ${stub[2]})` };
}

function describeWrong({ summary, cells: [cell] }: Mismatch, at: Size): Entrant['out'] {
  const first = cell ? `; ${showCell(cell)}` : '';
  return { verdict: 'wrong', says: `wrong at ${showSize(at)}: ${summary}${first}` };
}

/** Sizes by key, with the answer that all others are compared with. */
type Answers = Map<string, Data>;

/** Why an answer is none, or wrong; null where it is as expected, or the first of its size. */
function judge(heard: Heard, size: Size, answers: Answers): Entrant['out'] {
  if ('trouble' in heard) return describeTrouble(heard.trouble, size);
  const expected = answers.get(keyOf(size));
  if (expected === undefined) answers.set(keyOf(size), heard.answer);
  const off = expected === undefined ? null : mismatch(heard.answer, expected);
  return off && describeWrong(off, size);
}

/** Whose answers others are compared with: an engine's, or where there is none the first one's. */
const leads = ({ kind }: Contender, all: readonly Contender[]): boolean =>
  kind === 'engine' || all.every((contender) => contender.kind === 'code');

/** What all contenders of a run share. */
interface Run {
  contenders: readonly Contender[];
  course: Course;
  answers: Answers;
  tell: Tell;
}

/** Runs something in a process of its own, so that no size takes memory that a larger one left. */
async function withSession<T>(entrant: Entrant, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(entrant.contender);
  try {
    return await use(session);
  } finally {
    await session.close();
    entrant.printed += session.printed.count;
  }
}

/**
 * Whether a contender is to answer a size: not where it was slow at a smaller one. One that leads
 * goes on as long as it can be expected to end soon, because others have nothing to be compared with
 * where no contender has answered.
 */
function isAsked({ contender, slow }: Entrant, size: Size, { contenders, answers }: Run): boolean {
  const before = slow.filter((each) => isAsLarge(size, each));
  if (answers.has(keyOf(size))) return before.length === 0;
  return (
    leads(contender, contenders) &&
    before.every((each) => each.milliseconds * (size.T / each.T) ** 2 < SLOWEST)
  );
}

/** Has a contender answer the sizes of one dModel; stops where an answer is none, or wrong. */
async function answerAll(entrant: Entrant, dModel: number, session: Session, run: Run) {
  for (const T of run.course.Ts) {
    const size = { T, dModel };
    if (!isAsked(entrant, size, run)) continue;
    run.tell(`checking ${entrant.contender.name}, ${showSize(size)}`);
    const heard = await session.answer(size, run.course.patience);
    entrant.out = judge(heard, size, run.answers);
    if (entrant.out || 'trouble' in heard) return;
    const { milliseconds, megabytes } = heard;
    const first = { ...size, milliseconds, megabytes };
    if (milliseconds > STOP) entrant.slow.push({ ...first, passes: 1, stopped: true });
    else entrant.open.push(first);
  }
}

async function check(contender: Contender, run: Run): Promise<Entrant> {
  const entrant: Entrant = { contender, slow: [], open: [], out: null, printed: 0 };
  for (const dModel of run.course.dModels) {
    if (entrant.out) break;
    await withSession(entrant, (session) => answerAll(entrant, dModel, session, run));
  }
  return entrant;
}

/** Times what was answered quickly; a contender that fails now has no times at all. */
async function time(entrant: Entrant, { course, tell }: Run): Promise<Timing[]> {
  const { contender, slow, open } = entrant;
  const timings = [...slow];
  await withSession(entrant, async (session) => {
    for (const { T, dModel, megabytes } of open) {
      const size = { T, dModel };
      tell(`timing ${contender.name}, ${showSize(size)}`);
      const timed = await session.time(size, course.pace);
      if ('trouble' in timed) {
        entrant.out = describeTrouble(timed.trouble, size);
        return;
      }
      timings.push({ ...size, ...timed, megabytes, stopped: false });
    }
  });
  return timings.sort((a, b) => a.dModel - b.dModel || a.T - b.T);
}

async function resultOf(entrant: Entrant, run: Run): Promise<Result> {
  const timings = entrant.out ? [] : await time(entrant, run);
  const { contender, out, printed } = entrant;
  if (out) return { contender, ...out, timings: [], printed };
  return { contender, verdict: 'timed', says: null, timings, printed };
}

/**
 * Checks and times contenders, one at a time so that none disturbs another.
 * @param contenders the best engine first: its answers are what the others are compared with;
 *   without an engine they are compared with the first that answers
 */
export async function measure(
  contenders: Contender[],
  course: Course,
  tell: Tell,
): Promise<Result[]> {
  const run: Run = { contenders, course, answers: new Map(), tell };
  const entrants: Entrant[] = [];
  for (const contender of contenders) entrants.push(await check(contender, run));
  const results: Result[] = [];
  for (const entrant of entrants) results.push(await resultOf(entrant, run));
  return results;
}
