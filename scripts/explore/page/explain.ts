/** What the page says about an answer: doubts, advice, and how a locked row comes to be. */

import { causal, masking } from '../../models/mask';
import { whyNoAttention } from '../../scenes/answer';
import { isAlmostEven } from '../../scenes/stats';
import type { Answer } from './attend';
import { type Chain, chainOf, gapOf } from './chain';
import type { Forming } from './formed';
import type { OtherHead } from './headline';
import type { Shown } from './readout';
import type { Row, State } from './state';
import { differ, expectedOutput } from './values';

/** More than float32 could explain. */
const NOTICEABLE = 1e-3;

/**
 * Sentences under the maps; most answers need none.
 * @param hasNumbers whether there is room for numbers in the cells
 */
export function notesOf(
  { attended, scene }: Answer,
  { values, average, read }: State,
  hasNumbers: boolean,
): string[] {
  const { weights } = attended;
  const T = scene.tokens.length;
  const doubt = whyNoAttention(weights);
  const even = T > 2 && weights.every(isAlmostEven);
  return [
    ...(scene.doubt ? [scene.doubt] : []),
    ...(doubt ? [doubt] : []),
    ...(even
      ? [
          `Every row shares itself out almost evenly, ${(1 / T).toFixed(2)} to each. A lower temperature brings out the differences.`,
        ]
      : []),
    ...(values && !hasNumbers ? ['The cells are too small here for their numbers.'] : []),
    ...(average && read === 'lengths'
      ? ['The average has no values of its own, so that it is left out of this reading.']
      : []),
  ];
}

function verdictOn({ scene, attended }: Answer, row: number): string {
  const own = attended.output[row] ?? [];
  const difference = differ(own, expectedOutput(scene, attended.weights, row));
  return difference < NOTICEABLE
    ? 'The sums of all heads side by side, times wO, are the output row that the code returned.'
    : `The output row that the code returned differs from these sums, times wO, by up to ${(100 * difference).toPrecision(2)} % of its largest entry; npm run check 5 says more.`;
}

function verdictOnChain(chain: Chain, weights: number[]): string {
  const gap = gapOf(chain, weights);
  return gap < NOTICEABLE
    ? 'Each chain ends at the weight that the code returned.'
    : `The weights that the code returned differ from the ends of these chains by up to ${gap.toPrecision(2)}; npm run check 4 says more.`;
}

function chainFor({ scene }: Answer, row: Row, { temperature, mask }: State): Chain {
  const chosen = mask === 'causal' ? causal(scene.tokens.length) : undefined;
  const seen = masking(scene.mask, chosen).mask?.[row.row];
  return chainOf(scene, row, temperature, (key) => seen?.[key] ?? true);
}

/** The same row in the other heads; the average is none. */
const othersOf = ({ attended }: Answer, { panels }: Shown, { head, row }: Row): OtherHead[] =>
  attended.weights.flatMap((map, other) =>
    other === head
      ? []
      : [{ head: other, title: panels[other]?.title ?? '', weights: map[row] ?? [] }],
  );

/**
 * A locked row as it is formed; null where there is no such row.
 * @param asked the state that the answer is for
 */
export function formingOf(answer: Answer, shown: Shown, at: Row, asked: State): Forming | null {
  const { head, row } = at;
  const panel = shown.panels[head];
  const weights = panel?.weights[row];
  if (!panel || !weights) return null;
  const values = shown.valuesOf(head);
  const chain = asked.chain && values ? chainFor(answer, at, asked) : null;
  return {
    title: panel.title,
    tokens: shown.tokens,
    row,
    weights,
    values,
    chain,
    others: othersOf(answer, shown, at),
    verdicts: [...(chain ? [verdictOnChain(chain, weights)] : []), verdictOn(answer, row)],
  };
}
