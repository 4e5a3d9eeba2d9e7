/** How far a run is, on stderr: one line that is redrawn on a terminal, a few plain lines elsewhere. */

import { redraw } from './output';
import { toTerminal } from './printable';
import { keepStart } from './width';

export interface Progress {
  /** One more is done. */
  step(note?: string): void;
  end(): void;
}

interface Stream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const BAR = 24;
/** Milliseconds between redraws, and between plain lines. */
const REDRAW = 100;
const PLAIN = 15_000;

/** 75 → `1 min 15 s`. */
export function showSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** So many tell how fast it goes: the first ones wait for everything that begins. */
const TELLING = 20;

/**
 * `37/200  12.5/s  14 s left`; how long it will take only once that can be told.
 * @param own how many this run has done itself, in so many seconds
 */
export function showRate(done: number, total: number, own: number, seconds: number): string {
  const rate = own / Math.max(seconds, 1e-3);
  const isTold = own >= TELLING || (own > 0 && 2 * done >= total);
  const left = isTold ? `  ${rate.toFixed(1)}/s  ${showSeconds((total - done) / rate)} left` : '';
  return `${done}/${total}${left}`;
}

function bar(done: number, total: number): string {
  const full = total === 0 ? BAR : Math.floor((done / total) * BAR);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

/**
 * Begins to show progress.
 * @param label what is being done, for a log
 * @param known how many were done before this run began, which say nothing about its rate
 */
export function startProgress(
  label: string,
  total: number,
  known: number,
  stream: Stream,
): Progress {
  const started = Date.now();
  const onTerminal = stream.isTTY === true && process.env.TERM !== 'dumb';
  let done = known;
  let shown = onTerminal ? 0 : started;
  let note = '';
  const state = (): string =>
    showRate(done, total, done - known, (Date.now() - started) / 1000) + note;
  const show = (): void => {
    const line = onTerminal ? `${bar(done, total)} ${state()}` : `${label}: ${state()}`;
    if (onTerminal) redraw(stream, keepStart(line, (stream.columns ?? 80) - 1));
    else stream.write(`${toTerminal(line)}\n`);
    shown = Date.now();
  };
  if (onTerminal) show();
  return {
    step(says) {
      done += 1;
      note = says ? `  ${says}` : '';
      if (Date.now() - shown >= (onTerminal ? REDRAW : PLAIN)) show();
    },
    end() {
      if (onTerminal) redraw(stream, '');
    },
  };
}

/** What a long computation is at. */
export interface Telling {
  tell(says: string): void;
  end(): void;
}

/** Milliseconds between plain lines about what is computed. */
const PLAIN_TELLING = 5_000;

/** Begins to tell: in one line that is redrawn on a terminal, now and then in one of its own elsewhere. */
export function startTelling(stream: Stream): Telling {
  const onTerminal = stream.isTTY === true && process.env.TERM !== 'dumb';
  let shown = 0;
  return {
    tell(says) {
      if (onTerminal) redraw(stream, keepStart(`${says} …`, (stream.columns ?? 80) - 1));
      else if (Date.now() - shown < PLAIN_TELLING) return;
      else stream.write(`${toTerminal(says)} …\n`);
      shown = Date.now();
    },
    end() {
      if (onTerminal && shown > 0) redraw(stream, '');
    },
  };
}
