/** Counts as bars, in SVG that takes its colours from the page and stretches to the place it has. */

/** Marks from `from` to `to`, both of them in it, and how many there are. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

const widths = [1, 2, 5, 10, 20, 50, 100];

/** Whole marks from 0 to `maxScore` in bins of one round width; full marks are in the last. */
export function binsOf(marks: readonly number[], maxScore: number, most: number): Bin[] {
  const width = widths.find((each) => maxScore / each <= most) ?? Math.ceil(maxScore / most);
  const last = Math.max(0, Math.ceil(maxScore / width) - 1);
  const bins = Array.from({ length: last + 1 }, (_, i) => ({
    from: i * width,
    to: i === last ? maxScore : (i + 1) * width - 1,
    count: 0,
  }));
  for (const mark of marks) {
    const bin = bins[Math.min(last, Math.floor(mark / width))];
    if (bin) bin.count += 1;
  }
  return bins;
}

const GAP = 0.08;

const heightOf = (count: number, most: number): string =>
  (most === 0 ? 0 : (90 * count) / most).toFixed(1);

function drawBars(bins: readonly Bin[]): string {
  const most = Math.max(0, ...bins.map(({ count }) => count));
  const bars = bins.map(({ count }, i) => {
    const height = heightOf(count, most);
    return `<rect x="${i + GAP}" y="${(100 - Number(height)).toFixed(1)}" width="${1 - 2 * GAP}" height="${height}"/>`;
  });
  const box = `viewBox="0 0 ${bins.length} 100" preserveAspectRatio="none"`;
  return `<svg class="bars" ${box} aria-hidden="true">${bars.join('')}</svg>`;
}

const label = ({ from, to }: Bin): string => (from === to ? `${from}` : `${from} to ${to}`);

/** In words, for those who do not see it: `0 to 4 points: 2, 100 points: 1`. */
function describe(bins: readonly Bin[]): string {
  const filled = bins.filter(({ count }) => count > 0);
  return filled.map((bin) => `${label(bin)} points: ${bin.count}`).join(', ') || 'no marks yet';
}

/** The marks of a class, each bin with its number and its first mark. */
export function drawHistogram(marks: readonly number[], maxScore: number): string {
  const bins = binsOf(marks, maxScore, 20);
  const most = Math.max(0, ...bins.map(({ count }) => count));
  const labels = bins.flatMap(({ from, count }, i) => {
    const column = `grid-column:${i + 1}`;
    const over = `margin-bottom:${((11 * Number(heightOf(count, most))) / 100).toFixed(2)}rem`;
    const fourth = i % 4 === 0 ? ' fourth' : '';
    return [
      ...(count > 0 ? [`<span class="count" style="${column};${over}">${count}</span>`] : []),
      `<span class="from${fourth}" style="${column}">${from}</span>`,
    ];
  });
  return [
    `<div class="histogram" role="img" aria-label="Marks: ${describe(bins)}" style="--bins:${bins.length}">`,
    drawBars(bins),
    ...labels,
    '</div>',
  ].join('\n');
}

/** The same, small and without numbers, for a cell. */
export function drawSmall(marks: readonly number[], maxScore: number): string {
  const bins = binsOf(marks, maxScore, 10);
  return `<span class="small" role="img" aria-label="${describe(bins)}" title="${describe(bins)}">${drawBars(bins)}</span>`;
}

/** A bar that is filled so far, from 0 to 1; the number stands beside it. */
export const shareBar = (share: number): string =>
  `<span class="share" aria-hidden="true"><svg viewBox="0 0 1 1" preserveAspectRatio="none"><rect width="${share.toFixed(3)}" height="1"/></svg></span>`;
