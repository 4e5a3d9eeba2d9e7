/** Whether a sentence is said in a text of code or data, as a whole or made of pieces with values between. */

/** Code and JSON with quotes as they are said, to look for sentences in. */
export const unescaped = (code: string): string => code.replace(/\\(["'])/g, '$1');

/**
 * @param text see `unescaped`
 * @param sentence `{count} of {all} numbers are off`
 */
export const occursIn = (text: string, sentence: string): boolean =>
  sentence.split(/\{\w+\}/).every((piece) => text.includes(piece.trim()));
