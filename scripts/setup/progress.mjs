/**
 * Shows a long step on stderr: one line that ticks on a terminal, plain lines elsewhere.
 * Uses no colour at all, so NO_COLOR has nothing to switch off.
 */
const { stderr } = process;
const isTicking = Boolean(stderr.isTTY) && process.env.TERM !== 'dumb' && !process.env.CI;
const plainEvery = 30_000;

// A closed pipe (`npm run check 2>&1 | head`) must not end an install half-way.
stderr.on('error', () => {});

export const say = (line) => stderr.write(`${line}\n`);

/** 75000 → `1 min 15 s`. */
export function elapsed(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/**
 * Opens a step. `detail` says what it is at, `phase` the same but worth a line in a log too,
 * `end` closes it with a last line (or with none).
 */
export function startStep(label) {
  const start = Date.now();
  let detail = '';
  const status = () => `${label}${detail && `: ${detail}`} … ${elapsed(Date.now() - start)}`;
  const tick = () => stderr.write(`\r\x1b[K${status().slice(0, (stderr.columns || 80) - 1)}`);
  const timer = isTicking ? setInterval(tick, 200) : setInterval(() => say(status()), plainEvery);
  timer.unref();
  if (isTicking) tick();
  else say(`${label} …`);
  return {
    detail: (text) => {
      detail = text;
    },
    phase: (text) => {
      if (!isTicking && text && text !== detail) say(`${label}: ${text} …`);
      detail = text;
    },
    end: (text) => {
      clearInterval(timer);
      if (isTicking) stderr.write('\r\x1b[K');
      if (text) say(`${text} (${elapsed(Date.now() - start)})`);
    },
  };
}
