/** What comes after a pass: the next exercise, and what there is to see with what was written. */
import { type CatalogEntry, catalog, type Exercise, numberOf } from '../../exercises/catalog';
import { answersTo } from '../answers/answers';
import { say } from '../languages/tongue';
import { checkCommand } from '../targets/target';
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { labelled, roomBeside } from './labels';

/** What shows attention shows that of this exercise. */
const SHOWN = '05-multi-head';

const pictures = (): string[] => [
  `npm run heatmap  ${say('pictures of what your attention looks at')}`,
  `npm run explore  ${say('a page that draws it again whenever you save')}`,
];
const speed = (): string => `npm run bench -- --quick  ${say('how fast it is')}`;

/** `02 Cosine similarity` */
export const headingOf = ({ slug, title }: Exercise): string => `${slug.slice(0, 2)} ${say(title)}`;

/** The last of some exercises, which are in catalogue order. */
const lastOf = (exercises: readonly CatalogEntry[]): number => Math.max(...exercises.map(numberOf));

/** The exercise that follows some; null after the last there is. */
export const exerciseAfter = (exercises: readonly CatalogEntry[]): CatalogEntry | null =>
  catalog.find((exercise) => numberOf(exercise) > lastOf(exercises)) ?? null;

/** What can be looked at after some exercises pass: when attention is whole, and at the end. */
function sightsAfter(passed: readonly CatalogEntry[]): string[] {
  const shown = catalog.find(({ slug }) => slug === SHOWN);
  if (!shown) return [];
  if (exerciseAfter(passed) === null) return [...pictures(), speed()];
  return lastOf(passed) === numberOf(shown) ? pictures() : [];
}

/** Where there is an answer to compare one's own with; more than one at a time would be too much to read. */
function comparing(passed: readonly CatalogEntry[]): string[] {
  const [exercise, ...others] = passed;
  if (!exercise || others.length > 0 || !answersTo(exercise)) return [];
  return labelled('compare', [checkCommand(exercise, 'exercises', '--compare')]);
}

function stepsTo(next: CatalogEntry | null): string[] {
  if (!next) return labelled('next', [say('nothing: that was the last exercise here')]);
  return [
    ...labelled('next', [paint('bold', headingOf(next))]),
    ...labelled('read', [`exercises/${next.slug}/README.md`]),
    ...labelled('then', [checkCommand(next, 'exercises', '--watch')]),
  ];
}

/**
 * The next steps of a learner whose exercises pass, a line each.
 * @param passed what was judged, in catalogue order
 * @param width columns of the screen
 * @param isCompared whether it was compared with other answers already
 */
export function showNext(
  passed: readonly CatalogEntry[],
  width: number,
  isCompared = false,
): string {
  const room = roomBeside(width);
  const sights = sightsAfter(passed).flatMap((sight) => wrap(sight, room));
  const steps = [
    ...labelled('see', sights),
    ...(isCompared ? [] : comparing(passed)),
    ...stepsTo(exerciseAfter(passed)),
  ];
  return steps.join('\n');
}
