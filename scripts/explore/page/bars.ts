/**
 * Numbers as bars, in SVG, so that the style sheet colours them on any screen and on paper. A sign is
 * told by the side of the line that a bar stands on, not by its colour alone.
 */

const space = 'http://www.w3.org/2000/svg';

function part(name: string, attributes: Record<string, string | number>, ...inner: Element[]) {
  const made = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...inner);
  return made;
}

function frame(className: string, viewBox: string, ...inner: Element[]): SVGElement {
  const attributes = { class: className, viewBox, preserveAspectRatio: 'none' };
  return part('svg', { ...attributes, 'aria-hidden': 'true' }, ...inner) as SVGElement;
}

/** Of the room of one number, what its bar leaves free on the left. */
const GAP = 0.1;
/** Twice the height of the tallest bar, and a little more, so that its end is seen. */
const HEIGHT = 2.04;

/** The bars of one sign, as a path; upwards is negative in SVG. */
const pathOf = (row: number[], largest: number, isOn: (value: number) => boolean): string =>
  row
    .map((value, i) => {
      if (!isOn(value) || largest === 0) return '';
      const end = Math.max(-1, Math.min(1, -value / largest));
      return `M${i + GAP} 0V${end.toFixed(4)}H${i + 1 - GAP}V0Z`;
    })
    .join('');

/** A row of signed numbers, and a way to show another one in its place. */
export function signedBars(row: number[], largest: number) {
  const [up, down] = [part('path', { class: 'up' }), part('path', { class: 'down' })];
  const mark = part('rect', { class: 'mark', y: -HEIGHT / 2, width: 1, height: HEIGHT });
  const zero = part('path', { class: 'zero', d: `M0 0H${row.length}` });
  const show = (next: number[]): void => {
    up.setAttribute(
      'd',
      pathOf(next, largest, (value) => value > 0),
    );
    down.setAttribute(
      'd',
      pathOf(next, largest, (value) => value < 0),
    );
  };
  show(row);
  const viewBox = `0 ${-HEIGHT / 2} ${Math.max(1, row.length)} ${HEIGHT}`;
  return { bars: frame('signed', viewBox, mark, zero, up, down), show };
}

/** A weight from 0 to 1, as far as it goes. */
export function weightBar(weight: number) {
  const bar = part('rect', { class: 'share', height: 1 });
  const show = (next: number): void =>
    bar.setAttribute('width', String(Math.max(0, Math.min(1, next))));
  show(weight);
  return {
    bar: frame('weight', '0 0 1 1', part('rect', { class: 'whole', width: 1, height: 1 }), bar),
    show,
  };
}

/** The largest absolute value of a matrix. */
export const largestOf = (rows: number[][]): number =>
  rows.reduce((most, row) => row.reduce((top, value) => Math.max(top, Math.abs(value)), most), 0);
