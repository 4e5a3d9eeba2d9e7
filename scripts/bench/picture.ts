/** The chart as a PNG file, or the line that says why there is none. */
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { chooseFonts } from '../drawing/fonts';
import { loadCanvas, noPictures } from '../drawing/node-canvas';
import { createPainter, encodePng } from '../drawing/png';
import { writeOut } from '../terminal/output';
import { chartOf } from './chart';
import { drawChart } from './draw';
import { TITLE } from './lettering';
import { render } from './render';
import type { BenchReport } from './report';

const FILE = 'bench.png';
/** Wide enough for every table to be in one piece. */
const WIDTH = 120;

/** For search, and for people who cannot see the picture. */
const textsOf = (report: BenchReport): Record<string, string> => ({
  Title: TITLE,
  Description: stripVTControlCharacters(render(report, WIDTH)),
  Software: 'Attention Kata, npm run bench',
});

/** Draws and writes the chart; returns a line about it. */
export async function drawReport(report: BenchReport, out: string): Promise<string> {
  if (report.contenders.every(({ timings }) => timings.length === 0)) {
    return 'No picture, because nothing was timed.';
  }
  const canvas = loadCanvas();
  if ('missing' in canvas) return noPictures(canvas);
  const painter = createPainter(canvas, chooseFonts([JSON.stringify(report), '·=^']).files);
  const drawn = painter.paintSheet(chartOf(report, painter.measure), drawChart);
  const file = join(out, FILE);
  writeOut(file, await encodePng(drawn, textsOf(report)));
  return `Picture: ${relative(process.cwd(), file)}`;
}
