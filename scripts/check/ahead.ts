/** Has the children ready that the next verdict on an exercise needs, before a file is saved. */
import { type CatalogEntry, exampleOf } from '../../exercises/catalog';
import { endAhead, startAhead } from '../../reference/running/ahead';
import type { Opening } from '../../reference/running/target';
import type { NamedTarget } from '../targets/target';
import type { ExampleRequest } from './examples';

export { endAhead };

/** Starts them; for a stranger's code there are none. */
export function prepareVerdict(exercise: CatalogEntry, { own }: NamedTarget): void {
  if (!own) return;
  const opening: Opening = { exercise, target: own };
  const examples: ExampleRequest = { ...opening, file: exampleOf(exercise) };
  startAhead('calls', { prepare: opening });
  startAhead('examples', { prepare: examples });
}
