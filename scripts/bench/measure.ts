/**
 * First everybody answers at every size and is compared, then those who are right are timed.
 * A wrong answer at any size means no time at all: how fast a wrong answer comes is worth nothing.
 */
import { type Mismatch, mismatch, showCell } from '../../reference/judging/close';
import type { Data } from '../../reference/judging/data';
import type { Timed } from './clock';
import type { Contender } from './contenders';
import { type Heard, openSession, type Session } from './session';
import { type Course, type Size, STOP, sizesOf } from './sizes';

/** One size of one contender. */
export interface Timing extends Size, Timed {
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
  session: Session;
  /** Sizes at which one pass took too long. */
  slow: Timing[];
  /** Sizes to be timed. */
  open: Size[];
  out: { verdict: Verdict; says: string } | null;
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

/**
 * Has a contender answer every size it is quick enough for. One that leads is the first to answer a
 * size, however slow it is; others have nothing to be compared with where no contender has answered.
 */
async function check(
  session: Session,
  isLeading: boolean,
  { course, answers, tell }: { course: Course; answers: Answers; tell: Tell },
): Promise<Entrant> {
  const entrant: Entrant = { session, slow: [], open: [], out: null };
  for (const size of sizesOf(course)) {
    const isKnown = answers.has(keyOf(size));
    const isSlow = entrant.slow.some((slow) => isAsLarge(size, slow));
    if (isKnown ? isSlow : !isLeading) continue;
    tell(`checking ${session.contender.name}, ${showSize(size)}`);
    const heard = await session.answer(size, course.patience);
    const out = judge(heard, size, answers);
    if (out || 'trouble' in heard) return { ...entrant, out };
    const { milliseconds } = heard;
    if (milliseconds > STOP) entrant.slow.push({ ...size, milliseconds, passes: 1, stopped: true });
    else entrant.open.push(size);
  }
  return entrant;
}

async function time(
  { session, slow, open, out }: Entrant,
  { pace }: Course,
  tell: Tell,
): Promise<Result> {
  const { contender, printed } = session;
  const none = { contender, timings: [], printed: printed.count };
  if (out) return { ...none, ...out };
  const timings: Timing[] = [...slow];
  for (const size of open) {
    tell(`timing ${contender.name}, ${showSize(size)}`);
    const timed = await session.time(size, pace);
    if ('trouble' in timed) {
      return { ...none, verdict: 'failed', says: `${timed.trouble} (${showSize(size)})` };
    }
    timings.push({ ...size, ...timed, stopped: false });
  }
  timings.sort((a, b) => a.dModel - b.dModel || a.T - b.T);
  return { contender, verdict: 'timed', says: null, timings, printed: printed.count };
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
  const sessions: Session[] = [];
  const entrants: Entrant[] = [];
  const results: Result[] = [];
  const answers: Answers = new Map();
  try {
    for (const contender of contenders) {
      const session = openSession(contender);
      sessions.push(session);
      const isLeading = leads(contender, contenders);
      entrants.push(await check(session, isLeading, { course, answers, tell }));
    }
    for (const entrant of entrants) {
      results.push(await time(entrant, course, tell));
    }
    return results;
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }
}
