/**
 * The explorer's pages past axe-core's rules: light and dark, wide and as narrow as a phone, with a row
 * locked, while it plays, and with code that fails. Without Chromium it is reported as skipped.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import {
  inBrowser,
  openBrowser,
  type Running,
  skipped,
  startExplorer,
} from '../explore/testing/browser';
import { fileOf, multiHead, solve } from '../explore/testing/solved';
import { type Checkout, makeCheckout } from '../testing/checkout';

const requireFromRoot = createRequire(join(root, 'package.json'));
// As a text, because the page lets no script of another place run.
const axe = readFileSync(requireFromRoot.resolve('axe-core/axe.min.js'), 'utf8');

jest.setTimeout(120_000);

const looks = [
  ['light', 1_280],
  ['dark', 1_280],
  ['light', 360],
  ['dark', 360],
] as const;

inBrowser(`axe finds nothing${skipped}`, () => {
  let checkout: Checkout;
  let running: Running;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    checkout = makeCheckout();
    solve(checkout);
    [running, browser] = await Promise.all([startExplorer(checkout), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    checkout?.remove();
  });
  beforeEach(() => solve(checkout));
  afterEach(() => page?.close());

  async function open(path: string, [colorScheme, width]: (typeof looks)[number]): Promise<void> {
    page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    await page.goto(running.url + path);
    await page.locator('#view:visible, #trouble:visible').first().waitFor();
    await page.locator('body[aria-busy="false"]').waitFor();
  }

  /** What axe finds, a line each: the rule, and where. */
  async function found(): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  test.each(looks)('on the page of the maps, %s, %i px wide', async (...look) => {
    await open('#model=notebook&chain=true&locked=0.2', look);
    expect(await found()).toEqual([]);
  });

  test.each(looks)('while the sum plays, %s, %i px wide', async (...look) => {
    await open('#model=tiny&locked=0.3', look);
    await page.getByRole('button', { name: 'Play' }).click();
    expect(await found()).toEqual([]);
  });

  describe.each(catalog.map(({ slug }) => slug))('on the page of %s', (slug) => {
    test.each([looks[0], looks[3]])('%s, %i px wide', async (...look) => {
      await open(`${slug}#who=solutions`, look);
      expect(await found()).toEqual([]);
    });
  });

  test.each(looks)('where the code fails, %s, %i px wide', async (...look) => {
    checkout.write(multiHead, 'export function multiHeadAttention() { return null; }');
    await open('#model=notebook', look);
    expect(await found()).toEqual([]);
    checkout.write(
      join('exercises', fileOf('01-softmax')),
      'export const softmax = () => nothing;',
    );
    await page.goto(`${running.url}01-softmax`);
    await page.locator('#trouble:visible').waitFor();
    expect(await found()).toEqual([]);
  });
});
