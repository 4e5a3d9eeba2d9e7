/** The way from one exercise's view to another's: a link for each exercise. */
import { catalog, numberOf } from '../../../exercises/catalog';
import { byId, make, makeAs } from './elements';

/** @param slug of the exercise that this page shows; `home` is the one whose view is the first page */
export function showExercises(slug: string, home: string): void {
  const links = catalog.map((exercise) => {
    const link = make('a', `${numberOf(exercise)} `, makeAs('span', 'name', exercise.title));
    link.href = exercise.slug === home ? '/' : `/${exercise.slug}`;
    if (exercise.slug === slug) link.ariaCurrent = 'page';
    return link;
  });
  byId('exercises').replaceChildren(...links);
}
