/** Whether a model can read a text at all: a map of unknown pieces says nothing about the text. */
/** Above this share of unknown pieces a text is not read but guessed at. */
const MOST = 0.3;

/**
 * A sentence where more than 30 % of a text's pieces are unknown to a model, else null.
 * @param unknown for each piece, special tokens left out
 */
export function doubtUnknown(model: string, unknown: readonly boolean[]): string | null {
  const lost = unknown.filter(Boolean).length;
  if (lost <= MOST * unknown.length) return null;
  const percent = Math.round((100 * lost) / unknown.length);
  return `${lost} of ${unknown.length} pieces (${percent} %) are unknown to ${model}, so what it makes of this text means little.`;
}
