/** Weights as they are written into cells. */

/** Weights that would read as nothing are not written, so that a map's few large ones stand out. */
export const isBlank = (weight: number): boolean => weight !== 0 && Math.abs(weight) < 0.005;

/** `0.25` → `.25` where the cell is narrow; what is exactly 0 or 1 has no decimals to show. */
export function valueText(weight: number, cell: number): string {
  if (weight === 0 || weight === 1) return String(weight);
  if (isBlank(weight)) return '';
  const text = weight.toFixed(2);
  return cell < 32 ? text.replace(/^0/, '') : text;
}
