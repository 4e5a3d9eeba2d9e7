/** Numbers and vectors as words, for the eye and for a screen reader. Knows no document. */

/** Three decimals and a true minus sign; what rounds to nothing has none. */
export const decimal = (value: number): string =>
  value
    .toFixed(3)
    .replace(/^-(?!0\.000$)/, '−')
    .replace(/^-/, '');

export const percent = (share: number): string =>
  `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;

export const quoted = (token: string | undefined): string => `“${token ?? ''}”`;

/** `[0.120, −0.031, … 12 more]` */
export function vectorText(vector: number[]): string {
  const shown = vector.slice(0, 4).map(decimal);
  const rest = vector.length > 4 ? [`… ${vector.length - 4} more`] : [];
  return `[${[...shown, ...rest].join(', ')}]`;
}
