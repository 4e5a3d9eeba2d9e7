/** The hidden specs of a run, stated once: their calls and reference answers are the same for all. */
import { type CatalogEntry, catalog, type Slug } from '../../exercises/catalog';
import { type Data, decode } from '../../reference/judging/data';
import { type Plan, QUICK, type Spec } from '../../reference/judging/spec';
import { playBack, type Recorded } from '../../reference/oracle/recording';
import { startChild } from '../../reference/running/child';
import { UserError } from '../../reference/user-error';

/** A plan for each exercise of the run. */
export type Plans = ReadonlyMap<Slug, Plan>;

/** Plans, and the label of the engine that computed what they expect. */
export interface Stated {
  engine: string;
  plans: Plans;
}

/** What the process with the engine is asked. */
export interface Asked {
  seed: number;
  slugs: readonly Slug[];
}

/** What it tells: its label and what it computed for each exercise, encoded, or why it cannot. */
export type Told = { engine: string; answers: unknown[] } | { trouble: string };

/** Milliseconds for an engine to be found, which tries each of them, and to compute. */
const LIMIT = 240_000;

export const loadSpec = async (slug: Slug): Promise<Spec> =>
  (await import(`../../reference/specs/${slug}.spec.ts`)).default;

/** Has a process of its own load the engine, which ends with it, and state these specs. */
async function askEngine(asked: Asked): Promise<{ engine: string; answers: Data[] }> {
  const child = startChild<Asked, Told>('state-plans');
  child.send(asked);
  const told = await child.hear(LIMIT);
  await child.close();
  if (typeof told === 'object' && 'trouble' in told) throw new UserError(told.trouble);
  if (typeof told === 'object') return { ...told, answers: told.answers.map(decode) };
  const says = child.printed.lines.join('\n');
  throw new Error(`grade: the process with the reference engine gave no answers: ${told}\n${says}`);
}

/**
 * The plans of these exercises, of all where none is named.
 * @throws UserError when no engine can run, with the reason
 */
export async function statePlans(
  seed: number,
  slugs: readonly Slug[] = catalog.map(({ slug }) => slug),
): Promise<Stated> {
  const { engine, answers } = await askEngine({ seed, slugs });
  const stated = slugs.map(async (slug, i) => {
    const spec = await loadSpec(slug);
    return [
      slug,
      playBack(answers[i] as unknown as Recorded[], () => spec.state(seed, QUICK)),
    ] as const;
  });
  return { engine, plans: new Map(await Promise.all(stated)) };
}

/** The exercises that a run judges. */
export const exercisesOf = (plans: Plans): CatalogEntry[] =>
  catalog.filter(({ slug }) => plans.has(slug));

/** @throws Error for an exercise that is not judged */
export function planOf(plans: Plans, slug: Slug): Plan {
  const plan = plans.get(slug);
  if (plan) return plan;
  throw new Error(`grade: ${slug} is not judged in this run`);
}
