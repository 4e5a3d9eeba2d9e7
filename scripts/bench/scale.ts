/** Logarithmic axes: both scales of a panel, and the ticks of the one that shows times or memory. */
import type { Quantity } from './growth';

/** A number to its place on a logarithmic axis from `from` to `to`, `start` to `end` pixels. */
export const logScale =
  ([from, to]: [number, number], [start, end]: [number, number]) =>
  (value: number): number =>
    start + ((Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))) * (end - start);

/** Factors of ten within a range, with 2 and 5 between them where there would be fewer than three. */
export function ticksOf([from, to]: [number, number]): number[] {
  const first = Math.floor(Math.log10(from));
  const decades = Array.from(
    { length: Math.ceil(Math.log10(to)) - first + 1 },
    (_, i) => first + i,
  );
  const multiples = (factors: number[]): number[] =>
    decades
      // Parsed, because 10 ** −2 is not always 0.01.
      .flatMap((decade) => factors.map((factor) => Number(`${factor}e${decade}`)))
      .filter((tick) => tick >= from && tick <= to);
  const tens = multiples([1]);
  return tens.length >= 3 ? tens : multiples([1, 2, 5]);
}

/** `0.01 ms`, `10 ms`, `1 s`; `10 MB`, `1 GB`: an axis that names its own unit. */
export function showTick(amount: number, quantity: Quantity): string {
  const [small, large] = quantity === 'milliseconds' ? ['ms', 's'] : ['MB', 'GB'];
  return amount >= 1_000 ? `${amount / 1_000} ${large}` : `${amount} ${small}`;
}
