/**
 * How the weights of a row come to be: q · k → ÷ (√dK · temperature) → softmax, computed by the kit, so
 * that it can be compared with the weights that the code returned. Knows no document.
 */
import { type Layer, scoresOf, widthOf } from './values';

/** One key's way to its weight. */
export interface Link {
  /** q · k */
  score: number;
  /** q · k ÷ (√dK · temperature) */
  logit: number;
  isMasked: boolean;
  weight: number;
}

export interface Chain {
  dK: number;
  temperature: number;
  /** The largest logit of the keys that are seen; it is subtracted before exp. */
  largest: number;
  /** Σ exp(logit − largest) over the keys that are seen. */
  total: number;
  /** `[T]` */
  links: Link[];
}

/** @param sees whether the query may attend to a key */
export function chainOf(
  layer: Layer,
  { head, row }: { head: number; row: number },
  temperature: number,
  sees: (key: number) => boolean,
): Chain {
  const dK = widthOf(layer);
  const scores = scoresOf(layer, head, row);
  const logits = scores.map((score) => score / (Math.sqrt(dK) * temperature));
  const seen = logits.filter((_, key) => sees(key));
  const largest = Math.max(...seen);
  const total = seen.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  const links = logits.map((logit, key) => {
    const isMasked = !sees(key);
    const weight = isMasked ? 0 : Math.exp(logit - largest) / total;
    return { score: scores[key] ?? 0, logit, isMasked, weight };
  });
  return { dK, temperature, largest, total, links };
}

const number = (value: number): string => value.toFixed(2).replace('-', '−');

/** Each step with its numbers: `q·k 12.31 ÷ √16 = 3.08 → exp(3.08 − 3.08) ÷ 1.99 = 0.502`. */
export function sayLink({ score, logit, isMasked, weight }: Link, chain: Chain): string {
  const { dK, temperature, largest, total } = chain;
  const cooled = temperature === 1 ? '' : ` ÷ ${temperature}`;
  const scaled = `q·k ${number(score)} ÷ √${dK}${cooled} = ${number(logit)}`;
  if (isMasked) return `${scaled} → masked, so 0`;
  return `${scaled} → exp(${number(logit)} − ${largest < 0 ? `(${number(largest)})` : number(largest)}) ÷ ${number(total)} = ${weight.toFixed(3)}`;
}

/** The largest difference between the chain's weights and those the code returned. */
export const gapOf = ({ links }: Chain, weights: number[]): number =>
  Math.max(...links.map(({ weight }, key) => Math.abs(weight - (weights[key] ?? 0))));
