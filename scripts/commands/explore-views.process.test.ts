/**
 * The explorer's views of single exercises, in a real Chromium on a real server. Without Chromium
 * everything that needs it is reported as skipped.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { catalog } from '../../exercises/catalog';
import {
  inBrowser,
  openBrowser,
  type Running,
  skipped,
  startExplorer,
} from '../explore/testing/browser';
import { fileOf } from '../explore/testing/solved';
import { type Checkout, makeCheckout } from '../testing/checkout';

jest.setTimeout(60_000);

inBrowser(`the views of the exercises${skipped}`, () => {
  let checkout: Checkout;
  let running: Running;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    checkout = makeCheckout();
    [running, browser] = await Promise.all([startExplorer(checkout), openBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    checkout?.remove();
  });

  const open = async (slug: string, hash = ''): Promise<void> => {
    await page.goto(`${running.url}${slug}#${hash}`);
    // The same page with another hash is not loaded anew.
    await page.reload();
    await page.locator('#view:visible, #trouble:visible').first().waitFor();
  };
  const settled = () => page.locator('body[aria-busy="false"]').waitFor();
  const said = () => page.locator('#says').textContent();
  const write = (slug: string, text: string): void =>
    checkout.write(join('exercises', fileOf(slug)), text);
  const solution = (slug: string): string =>
    readFileSync(join(checkout.folder, 'solutions', fileOf(slug)), 'utf8');

  test.each(catalog.map(({ slug, title }) => [slug, title] as const))(
    '%s has a page of its own, which draws what the code computes',
    async (slug, title) => {
      await open(slug, 'who=solutions');
      expect(await page.locator('#trouble:visible').count()).toBe(0);
      expect(await page.getByRole('link', { name: title }).getAttribute('aria-current')).toBe(
        'page',
      );
      expect(await page.locator('#sheet svg, #maps').count()).toBe(1);
    },
  );

  test('an exercise that is not written says so, and is drawn as soon as it is saved', async () => {
    await open('01-softmax');
    await page.locator('#trouble').filter({ hasText: 'softmax is not written yet' }).waitFor();
    write('01-softmax', solution('01-softmax'));
    await page.locator('#view:visible').waitFor();
    expect(await said()).toContain('Each row is one softmax and sums to 1.');
  });

  test('a link restores what was chosen, and a slider goes into it', async () => {
    await open('01-softmax', 'who=solutions&axis=0&shift=100');
    expect(await said()).toContain('Each column is one softmax');
    expect(await said()).toMatch(/With 100 added to every logit no weight changes by more than/);
    await page.getByLabel('Temperature').fill('-1');
    await page.waitForURL((url) => url.hash.includes('temperature=0.1'));
    await settled();
    await page.getByRole('button', { name: 'As in the beginning' }).click();
    await page.waitForURL((url) => !url.hash.includes('temperature'));
  });

  test('numbers that make no sense are a sentence, not a mistake', async () => {
    await open('01-softmax', 'who=solutions&logits=1 2%0A3');
    await page
      .locator('#trouble')
      .filter({ hasText: 'row 2 has 1 entry, the first has 2' })
      .waitFor();
  });

  test('code that overflows is drawn as it is, with the question that leads on', async () => {
    write(
      '01-softmax',
      'export const softmax = (x: number[][]) => x.map((r) => { const e = r.map(Math.exp); const s = e.reduce((a, b) => a + b); return e.map((v) => v / s); });\n',
    );
    await open('01-softmax', 'shift=1000');
    await page.locator('#says').filter({ hasText: 'Which exponential overflows' }).waitFor();
  });

  test('a word or a head is chosen on the picture, by pointer and by keyboard', async () => {
    await open('07-multilingual', 'who=solutions');
    await page.getByRole('button', { name: 'show head 3' }).click();
    await page.waitForURL((url) => url.hash.includes('head=3'));
    await settled();
    const cat = page.getByRole('button', { name: 'show what "cat" looks at alone' });
    await cat.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('#says').filter({ hasText: 'Head 3, "drinks":' }).waitFor();
    expect(await page.evaluate('document.activeElement.className')).toBe('area');
  });

  test('the picture is taken away as SVG, on white and with its words', async () => {
    await open('07-multilingual', 'who=solutions');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'SVG' }).click(),
    ]);
    const svg = readFileSync(await download.path(), 'utf8');
    expect(svg).toMatch(/^<svg [^>]*><title>Which words look at which/);
    expect(svg).toContain('>बिल्ली</text>');
  });

  test('nothing is wider than a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const { slug } of catalog) {
      await open(slug, 'who=solutions');
      const [scroll, client] = (await page.evaluate(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      )) as [number, number];
      expect([slug, scroll]).toEqual([slug, client]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});
