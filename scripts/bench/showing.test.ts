/** The table and the chart of a made-up report: what stands in them, and that it fits. */
import { stripVTControlCharacters } from 'node:util';
import { inks } from '../drawing/colour';
import { chooseFonts } from '../drawing/fonts';
import { SCALE } from '../drawing/ink';
import { loadCanvas } from '../drawing/node-canvas';
import { createPainter } from '../drawing/png';
import { boxOf } from '../drawing/text';
import { type Chart, chartOf } from './chart';
import { drawChart } from './draw';
import { render } from './render';
import type { BenchReport, Row } from './report';
import { showTick, ticksOf } from './scale';
import { spread } from './spread';
import { showMilliseconds } from './tables';

const Ts = [8, 16, 32, 64, 128, 256, 512];
const dModels = [32, 128, 768];

/** Times that grow with T and dModel, up to a second and one beyond. */
function row(name: string, exercise: string | null, factor: number): Row {
  const timings = dModels.flatMap((dModel) => {
    const all = Ts.map((T) => {
      const milliseconds = factor * T * dModel * 1e-4;
      const megabytes = (factor ** 0.25 * T * T) / 60;
      return { T, dModel, milliseconds, megabytes, passes: 5, stopped: milliseconds > 1_000 };
    });
    const end = all.findIndex(({ stopped }) => stopped);
    return end < 0 ? all : all.slice(0, end + 1);
  });
  const engine = exercise === null ? `${name} 4.22.0` : null;
  return { name, exercise, engine, verdict: 'timed', says: null, timings, printed: 0 };
}

const rows = [
  row('multiHeadAttention', '05-multi-head', 100),
  row('tfMultiHeadAttention', '06-framework-comparison', 40),
  row('mathMultiHeadAttention', '06-framework-comparison', 150),
  row('tfjs-node-gpu', null, 2),
  row('tfjs-wasm', null, 2.1),
  row('tfjs-cpu', null, 40),
];
const report: BenchReport = {
  schema: 'attention-kata/bench/v1',
  machine: { node: 'v20.20.0', cpu: 'A Processor', cores: 2 },
  target: 'solutions',
  heads: 8,
  Ts,
  dModels,
  contenders: rows,
  absent: [],
};

describe('the table', () => {
  test.each([40, 60, 80, 120])('fits %i columns and holds every time', (width) => {
    const lines = stripVTControlCharacters(render(report, width)).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    const cells = lines
      .filter((line) => rows.some(({ name }) => new RegExp(`^${name} +[\\d.,*–< ]+$`).test(line)))
      .flatMap((line) => line.split(/\s+/).slice(1));
    expect(cells).toHaveLength(2 * rows.length * Ts.length * dModels.length);
    const shown = rows.flatMap(({ timings }) => [...timings, ...timings]);
    expect(cells.filter((cell) => cell !== '–')).toHaveLength(shown.length);
  });

  test('tells by which power of T time and memory grow, where enough was measured', () => {
    const text = stripVTControlCharacters(render(report, 80));
    expect(text).toMatch(/^tfjs-wasm( +T\^1\.0 +T\^2\.0){3}$/m);
    const few = rows.map((each) => ({ ...each, timings: each.timings.slice(0, 2) }));
    expect(stripVTControlCharacters(render({ ...report, contenders: few }, 80))).not.toContain(
      'T^',
    );
  });

  test('leaves memory out where the system does not tell it', () => {
    const blind = rows.map((each) => ({
      ...each,
      timings: each.timings.map((timing) => ({ ...timing, megabytes: null })),
    }));
    const text = stripVTControlCharacters(render({ ...report, contenders: blind }, 80));
    expect(text).not.toContain('Megabytes');
    expect(text).toMatch(/^tfjs-wasm( +T\^1\.0 +–){3}$/m);
    const measure = (words: string, { size }: { size: number }) => 0.55 * size * words.length;
    expect(chartOf({ ...report, contenders: blind }, measure).panels).toHaveLength(dModels.length);
  });

  test('marks the pass at which a contender was stopped, and says so', () => {
    const text = render(report, 80);
    expect(text).toMatch(/^mathMultiHeadAttention .* 737 +1,475\* +– +– *$/m);
    expect(text).toMatch(/\* one pass, longer than a second; larger sizes are left out/);
  });

  test('compares the own function with the best engine where both were timed', () => {
    expect(render(report, 200)).toMatch(
      /At T = 128, dModel = 768, multiHeadAttention takes 50 times as long as tfjs-node-gpu\./,
    );
  });

  test('gives those without times a line each', () => {
    const untimed = { timings: [], verdict: 'unwritten', says: 'not written yet (exercise 05)' };
    const [own, ...others] = rows as [Row, ...Row[]];
    const contenders = [{ ...own, ...untimed } as Row, ...others];
    const absent = [{ name: 'tfjs-node-gpu' as const, reason: 'no library' }];
    const text = render({ ...report, contenders, absent }, 80);
    expect(text).toMatch(/^multiHeadAttention: not written yet \(exercise 05\)$/m);
    expect(text).toMatch(/^tfjs-node-gpu is left out: no library$/m);
    expect(text).not.toMatch(/^multiHeadAttention +\d/m);
  });

  test.each([
    [0.01234, '0.012'],
    [1.234, '1.23'],
    [9.996, '10.0'],
    [99.96, '100'],
    [12345.6, '12,346'],
  ])('%d is %s', (milliseconds, text) => {
    expect(showMilliseconds(milliseconds)).toBe(text);
  });
});

describe('the scale of times', () => {
  test.each<[[number, number], string[]]>([
    [
      [0.02, 2_000],
      ['0.1 ms', '1 ms', '10 ms', '100 ms', '1 s'],
    ],
    [
      [0.8, 6],
      ['1 ms', '2 ms', '5 ms'],
    ],
  ])('from %j has ticks %j', (range, texts) => {
    expect(ticksOf(range).map((tick) => showTick(tick, 'milliseconds'))).toEqual(texts);
  });
});

test('names move apart as little as they have to, and stay inside', () => {
  expect(spread([10, 50, 90], 10, [0, 100])).toEqual([10, 50, 90]);
  expect(spread([52, 50, 90], 10, [0, 100])).toEqual([56, 46, 90]);
  expect(spread([50, 50, 50, 62], 10, [0, 100])).toEqual([38, 48, 58, 68]);
  expect(spread([99, 98, 97], 10, [0, 100])).toEqual([100, 90, 80]);
  expect(spread([2, 1], 10, [0, 100])).toEqual([10, 0]);
});

function expectWhole(chart: Chart): void {
  const boxes = chart.texts.map(boxOf);
  for (const [i, a] of boxes.entries()) {
    expect(a.x).toBeGreaterThanOrEqual(0);
    expect(a.x + a.width).toBeLessThanOrEqual(chart.width);
    expect(a.y + a.height).toBeLessThanOrEqual(chart.height);
    for (const b of boxes.slice(i + 1)) {
      const apart =
        a.x + a.width <= b.x ||
        b.x + b.width <= a.x ||
        a.y + a.height <= b.y ||
        b.y + b.height <= a.y;
      expect(apart).toBe(true);
    }
  }
}

describe('the chart', () => {
  const chart = chartOf(report, (text, { size }) => 0.55 * size * text.length);

  test('names every contender beside times and beside memory, and no two texts touch', () => {
    for (const { name } of rows) {
      const texts = chart.texts
        .map(({ text }) => text)
        .filter((text) => text.startsWith(`${name} `));
      expect(texts).toEqual([`${name}  T^1.0`, `${name}  T^2.0`]);
    }
    expectWhole(chart);
  });

  test('has a point for each time and memory, inside its panel, higher where it took more', () => {
    const points = chart.curves.flatMap((curve) => curve.points);
    expect(points).toHaveLength(2 * rows.flatMap(({ timings }) => timings).length);
    for (const [i, { points: own }] of chart.curves.entries()) {
      const panel = chart.panels[Math.floor(i / rows.length)] ?? chart.panels[0];
      for (const [at, { x, y }] of own.entries()) {
        expect(x).toBeGreaterThan(panel?.x ?? 0);
        expect(x).toBeLessThan((panel?.x ?? 0) + (panel?.width ?? 0));
        expect(y).toBeGreaterThan(panel?.y ?? 0);
        if (at > 0) expect(y).toBeLessThan(own[at - 1]?.y ?? 0);
      }
    }
  });

  test('tells contenders apart by colour and by marker', () => {
    const first = chart.curves.slice(0, rows.length);
    expect(new Set(first.map(({ colour }) => colour)).size).toBe(rows.length);
    expect(new Set(first.map(({ marker }) => marker)).size).toBe(rows.length);
    expect(first.filter(({ isOwn }) => isOwn)).toHaveLength(1);
  });
});

const library = loadCanvas();
const skipped = 'missing' in library ? ` (skipped: node-canvas: ${library.missing})` : '';

(skipped ? test.skip : test)(`a drawn point has its contender's colour${skipped}`, () => {
  if ('missing' in library) return;
  const painter = createPainter(library, chooseFonts([JSON.stringify(report)]).files);
  const chart = chartOf(report, painter.measure);
  expectWhole(chart);
  const { canvas } = painter.paintSheet(chart, drawChart);
  const pixelAt = (x: number, y: number): string => {
    const { data } = canvas.getContext('2d').getImageData(x * SCALE, y * SCALE, 1, 1);
    return `#${[...data.slice(0, 3)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  };
  const own = chart.curves.find(({ isOwn }) => isOwn);
  for (const { x, y, stopped } of own?.points ?? []) {
    expect(pixelAt(x, y)).toBe(stopped ? inks.paper : own?.colour);
  }
});
