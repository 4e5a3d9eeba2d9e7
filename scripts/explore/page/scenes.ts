/** The last scenes by question: most of what a person changes leaves the scene as it is. */
import type { PlainScene } from '../answers';
import { askScene, type Refusal } from './kit';

const KEPT = 4;
const kept = new Map<string, PlainScene>();

type Question = Readonly<Record<string, string>>;

const keyOf = (question: Question): string => JSON.stringify(question);

export const isKept = (question: Question): boolean => kept.has(keyOf(question));

/** Forgets them all: some were computed by code that was saved anew. */
export const forgetScenes = (): void => kept.clear();

/** The scene of a question, asked for where it is none of the last. */
export async function sceneOf(question: Question): Promise<PlainScene | Refusal> {
  const known = kept.get(keyOf(question));
  if (known) return known;
  const scene = await askScene(question);
  if ('trouble' in scene) return scene;
  kept.set(keyOf(question), scene);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return scene;
}
