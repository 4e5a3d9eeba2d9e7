/**
 * What `heatmap` prints: per head its entropy where the code has a `headEntropy`, its strongest
 * pairs and a small shaded map, so that
 * "where does attention concentrate" has an answer in words too. Strings only.
 */

import { isRightToLeft } from '../drawing/text';
import { namesOf, pairsOf } from '../scenes/pairs';
import { bitsOf, type NamedMap } from '../scenes/report';
import type { Scene } from '../scenes/scene';
import { isAlmostEven } from '../scenes/stats';
import { paint } from '../terminal/colour';
import { printableLine } from '../terminal/printable';
import { wrap } from '../terminal/values';
import { padEnd, widthOf } from '../terminal/width';

type Matrix = number[][];

/** A pair of usual words has room in so many columns. */
const PAIR_WIDTH = 20;
/** Keeps the words of a pair on one line. */
const UNBROKEN = '\u00a0';
/** Lower ends of the shades; the scale is the same for every head, as in the pictures. */
const shades: readonly [from: number, shade: string][] = [
  [0.75, '█'],
  [0.5, '▓'],
  [0.25, '▒'],
  [0.05, '░'],
  [-Infinity, ' '],
];
const legend = '░ from 0.05   ▒ from 0.25   ▓ from 0.5   █ from 0.75';

/** A token that cannot turn the order of the line around it, and cannot command the terminal. */
export function plainToken(token: string): string {
  const plain = printableLine(token.replace(/\p{Bidi_Control}/gu, '·'));
  // First strong isolate … pop directional isolate.
  return isRightToLeft(plain) ? `\u2068${plain}\u2069` : plain;
}

const pairsLine = (map: Matrix, tokens: string[]): string =>
  pairsOf(map, namesOf(tokens, plainToken))
    .map((pair) => pair.replaceAll(' ', UNBROKEN))
    .join(', ');

const shadeOf = (weight: number): string => shades.find(([from]) => weight >= from)?.[1] ?? ' ';

/** Each cell two characters wide, so that it is about square. */
const shadedRows = (map: Matrix): string[] =>
  map.map((row) => row.map((weight) => shadeOf(weight).repeat(2)).join(''));

const dimmed = (text: string, width: number): string[] =>
  wrap(text, width).map((line) => paint('dim', line));

/** What is drawn, in bold where it is not too long for a line. */
function headline({ model, about, layer }: Scene, cooled: string[], width: number): string[] {
  const name = `${model}, layer ${layer}`;
  return wrap(`${name}: ${[...about, ...cooled].join(', ')}`, width).map((line) =>
    line.replace(name, () => paint('bold', name)),
  );
}

/** A head's name, its entropy and its pairs, these wrapped under themselves where there is room. */
function headLines(named: NamedMap, tokens: string[], widest: number, width: number): string[] {
  const { name, map } = named;
  const entropy = named.entropy === null ? '' : `${bitsOf(named.entropy, map.length)}  `;
  const first = `${paint('bold', padEnd(name, widest))}  ${entropy}`;
  const beside = widest + entropy.length + 2;
  const indent = width - beside < PAIR_WIDTH ? 2 : beside;
  const lines = wrap(pairsLine(map, tokens), width - indent).map((line) =>
    line.replaceAll(UNBROKEN, ' '),
  );
  if (indent < beside) return [first.trimEnd(), ...lines.map((line) => `  ${line}`)];
  return lines.map((line, i) => (i === 0 ? first : ' '.repeat(indent)) + line);
}

/** Maps side by side, as many as fit; nothing where not even one does. */
function shadedMaps(maps: NamedMap[], width: number): string[] {
  const size = maps[0]?.map.length ?? 0;
  const column = Math.max(2 * size, ...maps.map(({ name }) => widthOf(name))) + 3;
  const perLine = Math.floor(width / column);
  if (perLine === 0 || size < 2 || size > 24) return [];
  const groups = Array.from({ length: Math.ceil(maps.length / perLine) }, (_, g) =>
    maps.slice(g * perLine, (g + 1) * perLine),
  );
  const lines = groups.flatMap((group) => {
    const names = group.map(({ name }) => padEnd(name, column));
    const drawn = group.map(({ map }) => shadedRows(map));
    const rows = Array.from({ length: size }, (_, i) =>
      drawn.map((map) => padEnd(`│${map[i]}│`, column)).join(''),
    );
    return [paint('dim', names.join('').trimEnd()), ...rows.map((row) => row.trimEnd()), ''];
  });
  return [...lines, ...dimmed(`A row for each query. ${legend}`, width)];
}

/** A word of advice where a map on the scale from 0 to 1 shows next to nothing. */
function adviceFor(maps: NamedMap[], T: number): string[] {
  if (T <= 2 || !maps.every(({ map }) => isAlmostEven(map))) return [];
  return [
    `Every row shares itself out almost evenly, ${(1 / T).toFixed(2)} to each. A lower --temperature brings out the differences.`,
  ];
}

/** What the average is, where it was asked for. */
const aboutAverage = (maps: NamedMap[]): string[] =>
  maps.some(({ name }) => name === 'average')
    ? [
        'The average is what nn.MultiheadAttention of PyTorch returns unless told average_attn_weights=False. No head attends like that.',
      ]
    : [];

/** @param maps the heads in order, and the average where it was asked for */
export function summarise(scene: Scene, maps: NamedMap[], temperature: number, width: number) {
  const { tokens } = scene;
  const widest = Math.max(...maps.map(({ name }) => widthOf(name)));
  const cooled = temperature === 1 ? [] : [`temperature ${temperature}`];
  const isMeasured = maps.every(({ entropy }) => entropy !== null);
  return [
    ...headline(scene, cooled, width),
    ...wrap(tokens.map(plainToken).join(' '), width),
    '',
    ...dimmed(
      `${isMeasured ? 'Mean entropy of the rows, and the' : 'The'} strongest pairs (query → key):`,
      width,
    ),
    ...maps.flatMap((map) => headLines(map, tokens, widest, width)),
    '',
    ...shadedMaps(maps, width),
    ...[...aboutAverage(maps), ...adviceFor(maps, tokens.length)].flatMap((advice) =>
      wrap(advice, width),
    ),
  ].join('\n');
}
