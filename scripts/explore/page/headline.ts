/** A row in one line: `cat (head 1) = 0.50 · drinks + 0.17 · cat + 0.10 · the + 22 more`. */
import { make, makeAs } from './elements';
import { foldKeys } from './folding';

/** The same row of another head. */
export interface OtherHead {
  head: number;
  title: string;
  /** `[T]` */
  weights: number[];
}

/** Keys that are named in a headline, and in a line about another head. */
const [NAMED, NAMED_BESIDE] = [3, 2];
/** Other heads that are named; the maps show all. */
const OTHERS = 3;

/** `0.50 · drinks + 0.17 · cat + 23 more` */
function sumOf(names: string[], weights: number[], most: number): Node[] {
  const { order, shown } = foldKeys(weights);
  const worth = order
    .slice(0, Math.min(most, shown))
    .filter((key, i) => i === 0 || (weights[key] ?? 0) >= 0.005);
  const terms = worth.flatMap((key, i) => [
    document.createTextNode(i === 0 ? '' : ' + '),
    makeAs(
      'span',
      'term',
      make('b', (weights[key] ?? 0).toFixed(2)),
      ' · ',
      make('bdi', names[key] ?? ''),
    ),
  ]);
  const left = order.length - worth.length;
  return left > 0 ? [...terms, makeAs('span', 'rest', ` + ${left} more`)] : terms;
}

export function headline(
  title: string,
  names: string[],
  row: number,
  weights: number[],
): HTMLElement {
  const head = title.toLowerCase();
  const says = `An output row is a sum of values: each key gives as much of its value as its weight says. This is what ${head} hands on.`;
  return make(
    'div',
    makeAs(
      'p',
      'headline',
      make('bdi', names[row] ?? ''),
      ` (${head}) = `,
      ...sumOf(names, weights, NAMED),
    ),
    makeAs('p', 'hint', says),
  );
}

/** The same row in other heads, each a link-like button that locks it there. */
export function otherHeads(others: OtherHead[], names: string[]): HTMLElement[] {
  if (others.length === 0) return [];
  const lines = others.slice(0, OTHERS).map(({ head, title, weights }) => {
    const button = make('button', title);
    button.type = 'button';
    button.dataset.head = String(head);
    return make('li', button, ' = ', ...sumOf(names, weights, NAMED_BESIDE));
  });
  const left = others.length - lines.length;
  const more = left > 0 ? [make('li', `and ${left} more heads`)] : [];
  return [
    makeAs('p', 'hint', 'Other heads mix the same row otherwise:'),
    makeAs('ul', 'others', ...lines, ...more),
  ];
}
