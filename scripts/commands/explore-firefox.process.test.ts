/** The explorer in Firefox: that every page draws, follows hands and keys, and fits a phone. */
import { catalog } from '../../exercises/catalog';
import { type Running, startExplorer } from '../explore/testing/browser';
import { type Firefox, type FirefoxPage, findFirefox } from '../explore/testing/firefox';
import { solve } from '../explore/testing/solved';
import { type Checkout, makeCheckout } from '../testing/checkout';

const firefox = findFirefox();
const skipped = 'missing' in firefox ? ` (skipped: ${firefox.missing})` : '';
const inFirefox = skipped ? describe.skip : describe;

jest.setTimeout(120_000);

inFirefox.each([
  ['light', 1_280],
  ['dark', 360],
] as const)(`in Firefox, %s, %i px wide${skipped}`, (look, width) => {
  let checkout: Checkout;
  let running: Running;
  let browser: Firefox;
  let page: FirefoxPage;
  let complaints: string[];
  beforeAll(async () => {
    if ('missing' in firefox) return;
    checkout = makeCheckout();
    solve(checkout);
    [running, browser] = await Promise.all([
      startExplorer(checkout),
      firefox.open(look === 'dark'),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    checkout?.remove();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setViewport({ width, height: 900 });
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  async function open(path: string): Promise<void> {
    await page.goto(running.url + path);
    await page.waitForSelector('#view', { visible: true });
    await page.waitForSelector('body[aria-busy="false"]');
  }
  const textOf = (id: string) =>
    page.evaluate<string>(`document.getElementById('${id}').textContent`);
  const widthOf = () => page.evaluate<number>('document.documentElement.scrollWidth');

  test.each(catalog.map(({ slug }) => slug))('%s draws and is no wider', async (slug) => {
    await open(`${slug}#who=solutions`);
    expect(await page.evaluate('document.getElementById("trouble").hidden')).toBe(true);
    expect(await page.evaluate('document.querySelectorAll("#sheet svg, #maps").length')).toBe(1);
    expect(await widthOf()).toBeLessThanOrEqual(width);
  });

  test('the keyboard moves through the cells, locks a row and lets it go', async () => {
    await open('#model=relations&locked=none');
    await page.focus('#pointer');
    await page.keyboard.press('ArrowDown');
    expect(await textOf('spoken')).toMatch(/Head 0, query “dog”, row 1, key “dog”/);
    await page.keyboard.press('Enter');
    expect(await textOf('formed-title')).toBe('Head 0: the output row of “dog”');
    await page.keyboard.press('Escape');
    expect(await textOf('formed-says')).toContain('No row is locked');
  });

  test('a click locks the row under it, and moves nothing', async () => {
    await open('#model=relations&locked=none');
    const place = () =>
      page.evaluate<number[]>(
        '[document.getElementById("maps").getBoundingClientRect()].flatMap(({ x, y, width }) => [x, y, width])',
      );
    await page.evaluate('document.getElementById("maps").scrollIntoView({ block: "center" })');
    const before = await place();
    await page.mouse.click((before[0] ?? 0) + 75, (before[1] ?? 0) + 45);
    expect(await textOf('formed-title')).toBe('Head 0: the output row of “dog”');
    expect(await place()).toEqual(before);
  });

  test('the colours of its page are those of the look', async () => {
    await open('#model=tiny');
    const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const [red = 0] = paper.match(/\d+/g)?.map(Number) ?? [];
    expect(look === 'dark' ? red < 80 : red > 200).toBe(true);
  });
});
