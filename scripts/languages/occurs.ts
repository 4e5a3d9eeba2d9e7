/** Whether a sentence is said in a text of code or data, as whole or made of pieces with values between. */

/** As it stands in code, in JSON, and in code in single quotes. */
const spellings = (piece: string): string[] => [
  piece,
  JSON.stringify(piece).slice(1, -1),
  piece.replaceAll("'", "\\'"),
];

/** @param sentence `{count} of {all} numbers are off` */
export const occursIn = (text: string, sentence: string): boolean =>
  sentence
    .split(/\{\w+\}/)
    .map((piece) => piece.trim())
    .every((piece) => spellings(piece).some((spelling) => text.includes(spelling)));
