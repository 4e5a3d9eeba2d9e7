/** A checkout whose learner has written all that the explorer runs. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from '../../testing/checkout';

const slugs = [
  '01-softmax',
  '02-cosine-sim',
  '03-split-heads',
  '04-single-head',
  '05-multi-head',
  '07-multilingual',
];

/** An exercise's file below the folder of its author. */
export const fileOf = (slug: string): string => join(slug, `${slug.slice(3)}.ts`);

/** The learner's file that the explorer calls. */
export const multiHead = join('exercises', fileOf('05-multi-head'));

/** Puts the solutions where the learner's files are. */
export function solve({ folder }: Checkout): void {
  for (const slug of slugs) {
    const [from = '', to = ''] = ['solutions', 'exercises'].map((whose) =>
      join(folder, whose, fileOf(slug)),
    );
    copyFileSync(from, to);
  }
}
