/** Progress as a person or a log reads it. */
import { showRate, showSeconds, startProgress, startTelling } from './progress';

test('tells rate and time left, from what this run has done itself', () => {
  expect(showRate(60, 100, 20, 10)).toBe('60/100  2.0/s  20 s left');
  expect(showRate(60, 100, 0, 10)).toBe('60/100');
  expect(showRate(3, 1_000, 3, 10)).toBe('3/1000');
  expect(showRate(1, 2, 1, 1)).toBe('1/2  1.0/s  1 s left');
  expect([59, 61, 3_700].map(showSeconds)).toEqual(['59 s', '1 min 1 s', '1 h 1 min']);
});

test('redraws one line on a terminal and takes it away at the end', () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 60, write: (text: string) => written.push(text) };
  const progress = startProgress('grade', 2, 0, stream);
  progress.step();
  progress.end();
  expect(written[0]).toMatch(/^\r.*░+ 0\/2$/);
  expect(written.at(-1)).toBe('\r\u001b[K');
  expect(written.join('')).not.toContain('\n');
});

test('a log gets no control characters, and nothing for a short run', () => {
  const written: string[] = [];
  const progress = startProgress('grade', 2, 0, { write: (text: string) => written.push(text) });
  progress.step();
  progress.end();
  expect(written.join('')).toBe('');
});

test('what a long computation is at is one line that goes on a terminal, and few lines in a log', () => {
  const tellBoth = (isTTY: boolean): string => {
    const written: string[] = [];
    const telling = startTelling({ isTTY, write: (text: string) => written.push(text) });
    for (const says of ['layer 0', 'layer 1']) telling.tell(says);
    telling.end();
    return written.join('');
  };
  expect(tellBoth(true)).toBe('\r\u001b[Klayer 0 …\r\u001b[Klayer 1 …\r\u001b[K');
  expect(tellBoth(false)).toBe('layer 0 …\n');
});
