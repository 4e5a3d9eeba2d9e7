/**
 * How much of the tolerances right answers take, and how far away wrong ones are, on the engine that
 * is loaded: by running them where learners' answers run.
 */
import { join } from 'node:path';
import { type CatalogEntry, catalog, type Slug } from '../../../exercises/catalog';
import { type Misconception, plant } from '../../../reference/judging/misconceptions';
import { decisiveShare, sharesOf } from '../../../reference/judging/shares';
import { type Plan, QUICK, type Spec, THOROUGH } from '../../../reference/judging/spec';
import { engine, loadEngine } from '../../../reference/oracle/engine';
import { root } from '../../../reference/root';
import { type ChildSession, openTarget } from '../../../reference/running/target';
import { all, few, waysOf } from './ways';

const efforts = { QUICK, THOROUGH };

/** What is measured. */
export interface Scope {
  seeds: readonly number[];
  /** Of right answers. Wrong ones are judged as for a grade. */
  efforts: readonly (keyof typeof efforts)[];
  /** Which arithmetic each right answer is tried in; none tries no right answer. */
  arithmetic: 'few' | 'all' | 'none';
  /** Ids of wrong answers. */
  wrong: readonly string[] | 'all';
}

/** A share of what is allowed that was measured. */
export interface Figure {
  slug: Slug;
  /** The test's title. */
  title: string;
  /** A right way's name, or a misconception's id. */
  answer: string;
  share: number;
}

export interface Measured {
  /** `tfjs-wasm 4.22.0` */
  engine: string;
  /** The most that each right answer takes of each test. */
  right: Figure[];
  /** For each wrong answer the test that it fails by most, under the seed where that is least. */
  wrong: Figure[];
}

const folder = join(root, 'solutions');

const loadSpec = async (slug: Slug): Promise<Spec> =>
  (await import(`../../../reference/specs/${slug}.spec.ts`)).default;

async function loadBank(slug: Slug): Promise<Misconception[]> {
  const { default: named, probes } = await import(`../../../reference/misconceptions/${slug}.ts`);
  return [...named, ...probes];
}

/** The largest share of each test over all plans. */
async function tryWay(session: ChildSession, plans: readonly Plan[]): Promise<Map<string, number>> {
  const most = new Map<string, number>();
  for (const plan of plans) {
    for (const { title, share } of sharesOf(plan, await session.run(plan.calls))) {
      most.set(title, Math.max(most.get(title) ?? 0, share));
    }
  }
  return most;
}

async function measureRight(
  exercise: CatalogEntry,
  session: ChildSession,
  scope: Scope,
): Promise<Figure[]> {
  if (scope.arithmetic === 'none') return [];
  const { slug } = exercise;
  const spec = await loadSpec(slug);
  const plans = scope.seeds.flatMap((seed) =>
    scope.efforts.map((effort) => spec.state(seed, efforts[effort])),
  );
  const figures: Figure[] = [];
  for (const { name, sources } of waysOf(exercise, { few, all }[scope.arithmetic])) {
    session.goOnWith({ folder, replaced: sources });
    for (const [title, share] of await tryWay(session, plans)) {
      figures.push({ slug, title, answer: name, share });
    }
  }
  return figures;
}

async function measureWrong(
  exercise: CatalogEntry,
  session: ChildSession,
  { seeds, wrong }: Scope,
): Promise<Figure[]> {
  const { slug } = exercise;
  const asked = (await loadBank(slug)).filter(({ id }) => wrong === 'all' || wrong.includes(id));
  const spec = await loadSpec(slug);
  const plans = asked.length > 0 ? seeds.map((seed) => spec.state(seed, QUICK)) : [];
  const figures: Figure[] = [];
  for (const each of asked) {
    session.goOnWith({ folder, replaced: { [slug]: plant(exercise, each) } });
    let least = { title: '', share: Infinity };
    for (const plan of plans) {
      const decisive = decisiveShare(plan, await session.run(plan.calls));
      if (decisive.share < least.share) least = decisive;
    }
    figures.push({ slug, ...least, answer: each.id });
  }
  return figures;
}

/** Measures on the engine that `KATA_ENGINE` names, or the best there is. */
export async function measure(scope: Scope): Promise<Measured> {
  await loadEngine();
  const measured: Measured = { engine: engine().label, right: [], wrong: [] };
  for (const exercise of catalog) {
    const session = openTarget({ folder }, exercise);
    measured.right.push(...(await measureRight(exercise, session, scope)));
    measured.wrong.push(...(await measureWrong(exercise, session, scope)));
    await session.close();
  }
  return measured;
}
