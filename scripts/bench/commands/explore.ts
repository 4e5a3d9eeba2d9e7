/** Frames a second of the explorer's page while the pointer moves across maps with a row locked. */
import type { Browser, LaunchOptions, Page } from 'playwright-core';
import { findChromium } from '../../machine/chromium';
import { words } from './bert';
import { hear, keepOpen, kitCommand, start } from './program';
import type { Extent, Kit, Lacking, Opened, Work } from './work';

const SIZE = { width: 1_280, height: 900 };
const SECONDS = 3;

/** Starts the explorer and waits for its address. */
async function serve({ folder }: Kit) {
  const program = start(folder, kitCommand('explore', '--port', '0'));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    hear(program, (text) => {
      said += text;
      const [found] = said.match(/http:\/\/127\.0\.0\.1:\d+\//) ?? [];
      if (found) resolve(found);
    });
    void program.ended
      .catch(() => null)
      .then(() => reject(new Error(`bench: explore ended: ${said}`)));
  });
  return { url, stop: program.end };
}

/** Runs in the page: a promise of its frames a second. */
const counting = (milliseconds: number): string => `new Promise((resolve) => {
  const begun = performance.now();
  let frames = 0;
  const next = () => {
    frames += 1;
    const passed = performance.now() - begun;
    if (passed < ${milliseconds}) requestAnimationFrame(next);
    else resolve((1_000 * frames) / passed);
  };
  requestAnimationFrame(next);
})`;

/** Counts frames in the page while the pointer goes to and fro over the maps. */
async function countFrames(page: Page): Promise<number> {
  const box = await page.locator('#maps').boundingBox();
  if (!box) throw new Error('bench: the explorer shows no maps');
  const [width, height] = [
    Math.min(box.width, SIZE.width - box.x),
    Math.min(box.height, SIZE.height - box.y),
  ];
  const frames = page.evaluate<number>(counting(1_000 * SECONDS));
  let isOver = false;
  const cross = async (): Promise<void> => {
    for (let i = 0; !isOver; i += 1) {
      const along = Math.abs(((i / 60) % 2) - 1);
      await page.mouse.move(box.x + width * along, box.y + height * ((i * 0.618) % 1));
    }
  };
  const counted = frames.finally(() => {
    isOver = true;
  });
  // Both are waited for: a page that goes away fails both.
  const [count] = await Promise.all([counted, cross()]);
  return count;
}

async function openPage(browser: Browser, url: string, T: number, heads: number): Promise<Page> {
  const page = await browser.newPage({ viewport: SIZE });
  const state = { model: 'notebook', text: words(T), heads: String(heads), locked: '0.5' };
  await page.goto(`${url}#${new URLSearchParams(state)}`);
  await page.locator('#view').waitFor({ state: 'visible', timeout: 120_000 });
  await page.waitForTimeout(1_000);
  return page;
}

/** It ends with this process, which tells by itself what Ctrl-C does. */
const plain: LaunchOptions = {
  args: ['--no-sandbox', '--disable-gpu'],
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
};

/** Chromium, or else the Chrome that playwright finds where each system keeps it. */
async function openBrowser(): Promise<Browser | Lacking> {
  const { chromium } = await import('playwright-core');
  const program = findChromium();
  const which: LaunchOptions = program ? { executablePath: program } : { channel: 'chrome' };
  try {
    return await chromium.launch({ ...which, ...plain });
  } catch {
    const what = program ? `${program} does not start` : 'no Chromium or Chrome is here';
    return { reason: `${what} (CHROME_PATH names one)` };
  }
}

async function openExplorer(kit: Kit, T: number, heads: number): Promise<Opened | Lacking> {
  const browser = await openBrowser();
  if ('reason' in browser) return browser;
  const leave = keepOpen(() => browser.close());
  let stop = async (): Promise<void> => {};
  const close = async (): Promise<void> => {
    await Promise.allSettled([leave(), stop()]);
  };
  try {
    const served = await serve(kit);
    stop = served.stop;
    const page = await openPage(browser, served.url, T, heads);
    return { measure: async () => ({ frames: await countFrames(page) }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

export const explorers = ({ quick, growth }: Extent): Work[] => [
  {
    name: quick ? 'explore, 16 tokens, 4 heads' : 'explore, 128 tokens, 16 heads',
    trials: quick ? 1 : 7,
    open: (kit) => (quick ? openExplorer(kit, 16, 4) : openExplorer(kit, 128, 16)),
  },
  ...(growth ? [16, 32, 64, 128] : []).map((T) => ({
    name: 'explore, T tokens, 4 heads',
    size: T,
    trials: 3,
    open: (kit: Kit) => openExplorer(kit, T, 4),
  })),
];
