/**
 * Multi-head attention of the solutions, a pass at a time: beside the same of another commit. Either
 * is loaded and timed by this kit, so that the code alone is another.
 */
import { join } from 'node:path';
import { mismatch } from '../../../reference/judging/close';
import type { Data } from '../../../reference/judging/data';
import { type CodeContender, codeContenders } from '../contenders';
import { openSession } from '../session';
import { type Course, quick as few, full, type Size } from '../sizes';
import { type Extent, each, type Figures, type Kit, type Work } from './work';

const showSize = ({ T, dModel }: Size): string => `T = ${T}, dModel = ${dModel}`;

/** Megabytes below which the memory is not that of the pass. */
const LEAST = 1;

/** One process: a first pass, whose memory counts, then warm ones, whose time does. */
async function pass(
  contender: CodeContender,
  size: Size,
  { pace, patience }: Course,
  expect: (answer: Data) => void,
): Promise<Figures> {
  const session = await openSession(contender);
  try {
    const heard = await session.answer(size, patience);
    if ('trouble' in heard) throw new Error(heard.trouble);
    expect(heard.answer);
    const timed = await session.time(size, pace);
    if ('trouble' in timed) throw new Error(timed.trouble);
    const megabytes = heard.megabytes ?? 0;
    return { pass: timed.milliseconds, ...(megabytes >= LEAST && { peak: megabytes }) };
  } finally {
    await session.close();
  }
}

/** Takes every answer that is the first one; a time of another would say nothing. */
function sameAnswer(): (answer: Data) => void {
  let first: Data | undefined;
  return (answer) => {
    first ??= answer;
    const off = mismatch(answer, first);
    if (off) throw new Error(`it answers otherwise: ${off.summary}`);
  };
}

/** Names of the functions that take and return the same. */
const [plain = '', ...ofLibraries] = codeContenders({ folder: '' }).map(({ name }) => name);

function attends(
  name: string,
  size: Size,
  { course, trials }: Pick<Work, 'trials'> & { course: Course },
): Work {
  const expect = sameAnswer();
  return {
    name: `${name}, ${showSize(size)}`,
    trials,
    async open({ folder }: Kit) {
      const all = codeContenders({ folder: join(folder, 'solutions') });
      const contender = all.find((one) => one.name === name) as CodeContender;
      return each(() => pass(contender, size, course, expect));
    },
  };
}

/** One of each kind: even, wide, long. */
const sizes: Size[] = [
  { T: 128, dModel: 128 },
  { T: 64, dModel: 256 },
  { T: 512, dModel: 128 },
];
const small: Size = { T: 128, dModel: 48 };

/** The functions of every library at the first size, the plain one at all. */
export const attentions = ({ quick, growth }: Extent): Work[] => {
  const course = quick ? few : full;
  const trials = quick ? 1 : 5;
  const [first = small, ...others] = quick ? [small] : sizes;
  return [
    ...[plain, ...ofLibraries].map((name) => attends(name, first, { course, trials })),
    ...others.map((size) => attends(plain, size, { course, trials })),
    ...(growth ? [64, 128, 256, 512] : []).map((T) => ({
      ...attends(plain, { T, dModel: 128 }, { course, trials: 3 }),
      name: `${plain}, dModel = 128, T positions`,
      size: T,
    })),
  ];
};
