/**
 * A view is one exercise drawn: what a person may choose, and the picture of what the learner's own
 * functions make of it. Each lies in the file of its exercise's name; `explore` and `heatmap` show
 * the same ones. Types, and the way to a view by its exercise's folder.
 */
import type { Data } from '../../reference/judging/data';
import { UserError } from '../../reference/user-error';
import type { Measure } from '../drawing/text';
import type { PlainScene } from '../scenes/scene';
import type { Chosen, Part } from './part';

/** What a person may choose, as text: a flag of `heatmap`, a field of the page. */
export type Field = {
  /** Of the flag, and in a link. */
  name: string;
  label: string;
  initial: string;
} & (
  | { kind: 'text'; rows: number }
  /** `even`: in equal ratios from `min` to `max`, as a temperature wants it. */
  | { kind: 'range'; min: number; max: number; step: number; even?: boolean }
  | { kind: 'choice'; options: readonly (readonly [value: string, says: string])[] }
  /** A whole number. */
  | { kind: 'count'; min: number; max: number }
  /** Chosen on the picture alone. */
  | { kind: 'picture' }
);

/** Divides what a softmax is given. */
export const temperatureField: Field = {
  kind: 'range',
  name: 'temperature',
  label: 'Temperature',
  initial: '1',
  min: 0.1,
  max: 10,
  step: 0.02,
  even: true,
};

/** What a view is drawn with. */
export interface Run {
  /**
   * What the learner's function of this name returns for these arguments.
   * @throws NoAnswer where it gives none
   */
  call(name: string, ...args: Data[]): Promise<Data>;
  /** A model's layer for a text, whose lower layers the learner's code computes. */
  scene(asked: Chosen): Promise<PlainScene>;
  measure: Measure;
  /** Pixels that the picture may be wide. */
  room: number;
}

/** A picture, and what it says in words for those who cannot see it. */
export interface Seen extends Part {
  title: string;
  says: string[];
}

export interface View {
  /** A question to answer before one moves anything; the picture then shows. */
  asks: string;
  fields: readonly Field[];
  /** @throws NoAnswer, and UserError for choices that make no sense */
  draw(chosen: Chosen, run: Run): Promise<Seen>;
}

/**
 * Refuses what a field does not have; texts are read by the view.
 * @throws UserError that names the field, and what it takes
 */
export function expectChosen(fields: readonly Field[], chosen: Chosen): void {
  for (const field of fields) {
    const value = chosen[field.name] ?? field.initial;
    const refuse = (expected: string): never => {
      throw new UserError(`${field.name}: expected ${expected}, got "${value}"`);
    };
    if (field.kind === 'choice') {
      const values = field.options.map(([each]) => each);
      if (!values.includes(value)) refuse(`one of ${values.join(', ')}`);
    }
    if (field.kind !== 'range' && field.kind !== 'count') continue;
    const { min, max } = field;
    const number = value.trim() === '' ? Number.NaN : Number(value.replace('−', '-'));
    if (!(number >= min && number <= max)) refuse(`a number from ${min} to ${max}`);
  }
}

/** Why there is nothing to draw: what the learner's function did in place of answering as asked. */
export class NoAnswer extends Error {
  override readonly name: string = 'NoAnswer';
}

/** The values that a person who chooses nothing gets. */
export const initialOf = (fields: readonly Field[]): Chosen =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));

/** The view of an exercise, by its folder. */
export const loadView = async (slug: string): Promise<View> =>
  (await import(/* @vite-ignore */ `./${slug}.view.ts`)).view;
