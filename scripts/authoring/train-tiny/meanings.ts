/**
 * What the tiny model's sentences say, before any language says it: who does what to what, where and
 * when. Meanings are drawn, not listed; which of them are held out follows from the meaning itself,
 * so that no sentence of a held-out meaning is trained on in any language.
 */
import { hashOf } from '../../../reference/judging/inputs';
import type { Random } from './random';

export const subjects = [
  ...(['cat', 'dog', 'girl', 'boy', 'woman'] as const),
  ...(['man', 'teacher', 'bird', 'horse'] as const),
] as const;
export const subjectQualities = ['small', 'big', 'beautiful', 'good', 'clever', 'happy'] as const;
export const objects = [
  ...(['milk', 'water', 'tea', 'bread', 'fish', 'apple', 'rice'] as const),
  ...(['book', 'letter', 'newspaper', 'flower', 'ball', 'key'] as const),
] as const;
export const objectQualities = ['new', 'old', 'white', 'red'] as const;
export const places = [
  ...(['kitchen', 'garden', 'house', 'school'] as const),
  ...(['market', 'park', 'city', 'village'] as const),
] as const;
export const times = ['today', 'now', 'often', 'always'] as const;

export type Subject = (typeof subjects)[number];
export type SubjectQuality = (typeof subjectQualities)[number];
export type Thing = (typeof objects)[number];
export type ThingQuality = (typeof objectQualities)[number];
export type Place = (typeof places)[number];
export type Time = (typeof times)[number];

/** What each verb can be done to. */
export const verbs = {
  drinks: ['milk', 'water', 'tea'],
  eats: ['bread', 'fish', 'apple', 'rice'],
  reads: ['book', 'letter', 'newspaper'],
  sees: objects,
  finds: objects,
  buys: objects,
  brings: objects,
  sells: objects,
} as const satisfies Record<string, readonly Thing[]>;
export type Verb = keyof typeof verbs;

export interface Meaning {
  subject: Subject;
  subjectIs: SubjectQuality | null;
  verb: Verb;
  object: Thing;
  objectIs: ThingQuality | null;
  place: Place | null;
  time: Time | null;
}

/** One meaning in ten is never trained on. */
export const isHeldOut = (meaning: Meaning): boolean =>
  hashOf(Object.values(meaning).join(' '), 0) % 10 === 0;

/** How often a part that can be left out is there. */
const SHARE = 0.6;

function drawMeaning(random: Random): Meaning {
  const maybe = <T>(choices: readonly T[]): T | null =>
    random.unit() < SHARE ? random.pick(choices) : null;
  const verb = random.pick(Object.keys(verbs) as Verb[]);
  return {
    subject: random.pick(subjects),
    subjectIs: maybe(subjectQualities),
    verb,
    object: random.pick<Thing>(verbs[verb]),
    objectIs: maybe(objectQualities),
    place: maybe(places),
    time: maybe(times),
  };
}

/** @param heldOut whether those that are never trained on are wanted, or the others */
export function drawMeanings(count: number, random: Random, heldOut: boolean): Meaning[] {
  const meanings: Meaning[] = [];
  while (meanings.length < count) {
    const meaning = drawMeaning(random);
    if (isHeldOut(meaning) === heldOut) meanings.push(meaning);
  }
  return meanings;
}
