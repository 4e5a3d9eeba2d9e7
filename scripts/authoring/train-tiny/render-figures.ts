/** How the tiny model's figures are written down, on the terminal and in its card. */
import type { Alignment, Tally } from './evaluation';
import type { Figures } from './figures';
import { languages } from './languages/all';
import { lacks } from './recipes';

const show = (value: number): string => value.toFixed(3);
const percent = ({ right, all }: Tally): string => `${show(right / all)} of ${all}`;

/** By layer and head, for the model and for those that lack something. */
function renderHeads({ alignment, baselines }: Figures): string[] {
  const row = (name: string, cells: string[][]): string =>
    `  ${name.padEnd(21)}${cells.map((ofHeads) => ofHeads.map((cell) => cell.padStart(7)).join('')).join('   ')}`.trimEnd();
  const found = ({ layers }: Alignment): string[][] => layers.map((heads) => heads.map(show));
  const models = lacks.flatMap((lack) => {
    const measured = baselines[lack];
    return measured ? [row(`without ${lack}`, found(measured))] : [];
  });
  const columns = alignment.layers.map((heads) => heads.map((_, h) => `head ${h}`));
  const layers = alignment.layers.map((heads, i) =>
    heads.map((_, h) => (h === 0 ? `layer ${i}` : '')),
  );
  return [
    'alignment, by head',
    row('', layers),
    row('', columns),
    row('this model', found(alignment)),
    ...models,
    row('chance', [[show(alignment.chance)]]),
  ];
}

/** Of the head that is guided, by the languages of the pair. */
function renderPairs({ pairs }: Alignment): string[] {
  const codes = languages.map(({ code }) => code);
  const cell = (from: string, to: string): string =>
    (from === to ? '-' : show(pairs[`${from}-${to}`] ?? 0)).padStart(8);
  return [
    'alignment of head 0 of layer 0, from (rows) to (columns)',
    `    ${codes.map((code) => code.padStart(8)).join('')}`,
    ...codes.map((from) => `  ${from}${codes.map((to) => cell(from, to)).join('')}`),
  ];
}

/** The figures as lines. */
export function renderFigures(figures: Figures): string {
  const { meanings, alignment, guesses, fertility } = figures;
  return [
    `${meanings} held-out meanings, ${alignment.asked} pieces asked for their translation`,
    '',
    ...renderHeads(figures),
    '',
    ...renderPairs(alignment),
    '',
    'hidden pieces guessed',
    `  with a translation beside the sentence  ${percent(guesses.beside)}`,
    `  from the sentence alone                 ${percent(guesses.alone)}`,
    '',
    `fertility  ${languages.map(({ code }) => `${code} ${(fertility[code] ?? 0).toFixed(2)}`).join('  ')}`,
  ].join('\n');
}
