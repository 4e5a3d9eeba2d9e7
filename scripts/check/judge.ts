/** Judges exercises of a target by their visible examples and by a suite's spec. Prints nothing. */
import {
  type CatalogEntry,
  type Exercise,
  exampleOf,
  prerequisitesOf,
} from '../../exercises/catalog';
import { type Known, recognise } from '../../reference/judging/recognition';
import { judge, type Plan } from '../../reference/judging/spec';
import { overall, type TestResult, type Verdict } from '../../reference/judging/verdict';
import type { Printed } from '../../reference/running/child';
import type { Lacking } from '../../reference/running/lacking';
import type { Session } from '../../reference/running/target';
import type { NamedTarget } from '../targets/target';
import { type ExampleFailure, runExamples } from './examples';
import { type PrintedHere, printedHere } from './printed';
import type { Kind, Suite } from './suite';

/** A judged test; a visible example carries no points and says what its line said. */
export type CheckedTest = TestResult & {
  kind: Kind;
  failure?: ExampleFailure | null;
  /** What the call printed that it failed by. */
  printed: PrintedHere;
  /** The misconception that gives the same wrong answer; null where none is known to. */
  misconception: Known | null;
};

export interface CheckedExercise {
  exercise: CatalogEntry;
  verdict: Verdict;
  /** Nothing has been written yet. */
  notStarted: boolean;
  tests: CheckedTest[];
  /** The misconception that explains most of what is wrong; null where none is known to. */
  cause: Known | null;
  /** What the file used and would not find where submissions are graded; decides nothing. */
  lacking: Lacking[];
}

/** The test to explain: the first that does not pass. */
export const testToExplain = ({ tests }: CheckedExercise): CheckedTest | undefined =>
  tests.find(({ verdict }) => verdict !== 'pass');

/** A property's failure is shown by the smallest input that still fails. */
async function shrinkFirst(plan: Plan, results: TestResult[], session: Session) {
  const at = results.findIndex(({ verdict }) => verdict !== 'pass');
  const { shrink } = plan.tests[at] ?? {};
  if (results[at]?.verdict !== 'fail' || !shrink) return results;
  const judgeAlone = async (single: Plan) => judge(single, await session.run(single.calls))[0];
  const smallest = await shrink(async (single) => (await judgeAlone(single))?.verdict === 'fail');
  const shrunk = smallest && (await judgeAlone(smallest));
  return shrunk ? results.with(at, shrunk) : results;
}

async function judgeBySpec(exercise: CatalogEntry, target: NamedTarget, suite: Suite) {
  const session = target.open(exercise);
  const runSpec = async () => {
    const plan = await suite.state(exercise.slug);
    const outcomes = await session.run(plan.calls);
    const results = judge(plan, outcomes);
    const all = session.printed();
    return { plan, outcomes, results, all, shown: await shrinkFirst(plan, results, session) };
  };
  const { all, shown, ...judged } = await runSpec().catch(async (error) => {
    await session.close();
    throw error;
  });
  const isRight = judged.results.every(({ verdict }) => verdict === 'pass');
  await (isRight ? session.leave() : session.close());
  const printedBy = ({ reason, finding }: TestResult): Printed =>
    session.printedBy(reason === 'load-error' || !finding ? null : finding.call);
  return {
    ...judged,
    tests: shown.map((test) => ({ ...test, printed: printedHere(printedBy(test), all) })),
    lacking: session.lacking(),
  };
}

/** Examples call the code where they run themselves, so a stranger's is judged without them. */
async function judgeExamples(exercise: Exercise, { own }: NamedTarget): Promise<CheckedTest[]> {
  const file = exampleOf(exercise);
  const results = own ? await runExamples({ exercise, target: own, file }) : [];
  const worth = { points: 0, maxPoints: 0, finding: null, kind: 'example' as const };
  return results.map((result) => ({ ...result, ...worth, misconception: null }));
}

function isNotStarted(exercise: Exercise, tests: readonly TestResult[]): boolean {
  const stubs = exercise.exports.map(
    (name) => `Not implemented: ${name} (exercise ${exercise.slug.slice(0, 2)})`,
  );
  const says = tests.map(({ finding }) => finding?.mismatch.summary ?? '');
  return says.every((summary) => stubs.some((stub) => summary.includes(stub)));
}

/** Judges one exercise. */
export async function checkExercise(
  exercise: CatalogEntry,
  target: NamedTarget,
  suite: Suite,
): Promise<CheckedExercise> {
  const [examples, judged] = await Promise.all([
    judgeExamples(exercise, target),
    judgeBySpec(exercise, target, suite),
  ]);
  const { plan, outcomes, results, lacking } = judged;
  const verdict = overall([...examples, ...judged.tests]);
  // Of an example that fails, the cause is seen in what the spec asked, though all of it be met.
  const named =
    verdict === 'pass' ? null : recognise(suite.known(exercise.slug), plan, outcomes, results);
  const ofSpec = judged.tests.map((test, i) => ({
    ...test,
    kind: suite.kind,
    misconception: named?.tests[i] ?? null,
  }));
  return {
    exercise,
    verdict,
    notStarted: isNotStarted(exercise, judged.tests),
    tests: [...examples, ...ofSpec],
    cause: named?.cause ?? null,
    lacking,
  };
}

/** The first exercise that a failing one stands on and that does not pass either. */
export async function findFailingPrerequisite(
  exercise: Exercise,
  target: NamedTarget,
  suite: Suite,
): Promise<CheckedExercise | null> {
  for (const earlier of prerequisitesOf(exercise)) {
    const checked = await checkExercise(earlier, target, suite);
    if (checked.verdict !== 'pass') return checked;
  }
  return null;
}
