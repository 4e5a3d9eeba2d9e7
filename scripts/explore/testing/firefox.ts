/**
 * A Firefox for the explorer's tests, driven by WebDriver BiDi. Neither the browser nor puppeteer-core
 * (57 MB with what it needs) belongs to the kit; playwright-core drives only a Firefox of its own.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { findOnPath } from '../../machine/programs';

/** What the tests use of puppeteer's pages. */
export interface FirefoxPage {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  waitForSelector(selector: string, options?: { visible: boolean }): Promise<unknown>;
  waitForFunction(condition: string): Promise<unknown>;
  evaluate<T>(expression: string): Promise<T>;
  click(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  keyboard: { press(key: string): Promise<void> };
  mouse: { move(x: number, y: number): Promise<void>; click(x: number, y: number): Promise<void> };
  setViewport(size: { width: number; height: number }): Promise<void>;
  on(event: 'console' | 'pageerror', hear: (heard: unknown) => void): void;
  close(): Promise<void>;
}

export interface Firefox {
  newPage(): Promise<FirefoxPage>;
  close(): Promise<void>;
}

interface Puppeteer {
  launch(options: object): Promise<Firefox>;
}

const names = ['firefox-esr', 'firefox'];

/** Starts Firefox in light or dark; what is missing, where it cannot. */
export function findFirefox(): { open(isDark: boolean): Promise<Firefox> } | { missing: string } {
  const program = findOnPath(names);
  if (!program) return { missing: 'no Firefox on the PATH' };
  const requireFromRoot = createRequire(join(root, 'package.json'));
  try {
    const puppeteer: Puppeteer = requireFromRoot('puppeteer-core');
    const open = (isDark: boolean): Promise<Firefox> =>
      puppeteer.launch({
        browser: 'firefox',
        executablePath: program,
        headless: true,
        extraPrefsFirefox: { 'layout.css.prefers-color-scheme.content-override': isDark ? 0 : 1 },
      });
    return { open };
  } catch {
    return { missing: 'npm install --no-save --ignore-scripts puppeteer-core@24' };
  }
}
