/** A real browser for the explorer's tests. */
import { once } from 'node:events';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../machine/chromium';
import type { Checkout } from '../../testing/checkout';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

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
