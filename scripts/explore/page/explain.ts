/** What the page says about an answer: doubts, advice, and how a locked row comes to be. */
import { whyNoAttention } from '../../scenes/answer';
import { isAlmostEven } from '../../scenes/stats';
import type { Answer } from './attend';
import type { Forming } from './formed';
import type { Shown } from './readout';
import type { Row } from './state';
import { differ, expectedOutput } from './values';

/** More than float32 could explain. */
const NOTICEABLE = 1e-3;

/** Sentences under the maps; most answers need none. */
export function notesOf({ attended, scene }: Answer): string[] {
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
  ];
}

function verdictOn({ scene, attended }: Answer, row: number): string {
  const own = attended.output[row] ?? [];
  const difference = differ(own, expectedOutput(scene, attended.weights, row));
  return difference < NOTICEABLE
    ? 'The sums of all heads side by side, times wO, are the output row that the code returned.'
    : `The output row that the code returned differs from these sums, times wO, by up to ${(100 * difference).toPrecision(2)} % of its largest entry; npm run check 5 says more.`;
}

/** A locked row as it is formed; null where there is no such row. */
export function formingOf(answer: Answer, shown: Shown, { head, row }: Row): Forming | null {
  const panel = shown.panels[head];
  const weights = panel?.weights[row];
  if (!panel || !weights) return null;
  return {
    title: panel.title,
    tokens: shown.tokens,
    row,
    weights,
    values: shown.valuesOf(head),
    verdict: verdictOn(answer, row),
  };
}
