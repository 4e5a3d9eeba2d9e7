/** A real browser for the explorer's tests: Chromium as the machine has it, nothing downloaded. */
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import type { Checkout } from '../../testing/checkout';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser's program: what `CHROME_PATH` names, else the first on the PATH; null without any. */
function findChromium(): string | null {
  const { CHROME_PATH, PATH = '' } = process.env;
  const folders = [...PATH.split(delimiter), '/usr/bin'];
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...(CHROME_PATH ? [CHROME_PATH] : []), ...candidates].find(isProgram) ?? null;
}

const program = findChromium();

/** Behind the title of what needs the browser. */
export const skipped = program ? '' : ' (skipped: no Chromium on the PATH or in CHROME_PATH)';
/** `describe` for what needs the browser. */
export const inBrowser = program ? describe : describe.skip;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: program ?? '', args: flags });

export interface Running {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Starts `npm run explore` in a checkout, on a port of its own. */
export async function startExplorer(checkout: Checkout): Promise<Running> {
  const child = checkout.start(['explore', '--port', '0']);
  const ended = once(child, 'exit');
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      said += text;
      const [found] = said.match(/http:\/\/127\.0\.0\.1:\d+\//) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`explore ended: ${said}`)));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, port: Number(new URL(url).port), stop };
}
