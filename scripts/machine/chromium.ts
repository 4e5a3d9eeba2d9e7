/** Chromium as the machine has it; nothing is downloaded. */
import { findOnPath, isProgram } from './programs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser's program: what `CHROME_PATH` names, else the first on the PATH; null without any. */
export function findChromium(): string | null {
  const { CHROME_PATH } = process.env;
  return CHROME_PATH && isProgram(CHROME_PATH) ? CHROME_PATH : findOnPath(names);
}
