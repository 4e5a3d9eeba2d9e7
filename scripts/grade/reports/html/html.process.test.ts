/**
 * The pages as people open them: from the disk, in a real Chromium, with an id that is markup.
 * Without Chromium everything here is reported as skipped.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { inBrowser, openBrowser, skipped } from '../../../explore/testing/browser';
import { fileNameOf } from '../../../submissions/ids';
import { HOSTILE, report, submissions } from '../fixture';
import { writeReports } from '../write';

const MARKUP = '<img src=x onerror=alert(1)><script>alert(2)</script>';
const people = [
  ...Object.values(submissions),
  { ...submissions.wrong, id: MARKUP, name: '<b>bold</b>' },
  { ...submissions.right, id: 'ben', name: 'Ben' },
];

inBrowser(`the pages${skipped}`, () => {
  let out: string;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let requests: string[];

  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'kata-html-'));
    const output = {
      out,
      formats: ['html' as const],
      level: 'full' as const,
      acceptLower: false,
      gradebook: null,
      overrides: null,
    };
    await writeReports({ ...report, submissions: people }, output);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(out, { recursive: true, force: true });
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    trouble = [];
    requests = [];
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('dialog', (dialog) => {
      trouble.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => requests.push(request.url()));
  });
  afterEach(() => page.close());

  /** Opens a file of the report, by its path in it. */
  async function open(...path: string[]): Promise<string> {
    const { href } = pathToFileURL(join(out, ...path));
    await page.goto(href);
    return href;
  }

  const rows = (table: string) => page.locator(`#${table} tbody tr:visible`);
  const column = (table: string, i: number): Promise<string[]> =>
    page.locator(`#${table} tbody tr:visible td:nth-child(${i})`).allTextContents();
  const head = (table: string, name: string) =>
    page.locator(`#${table}`).getByRole('button', { name, exact: true });

  test('are one file each: nothing is asked of the network, nothing goes wrong', async () => {
    const ofClass = await open('class.html');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('The class');
    expect(requests).toEqual([ofClass]);
    for (const { id } of people) {
      requests.length = 0;
      const own = await open('feedback', `${fileNameOf(id)}.html`);
      expect(requests).toEqual([own]);
    }
    expect(trouble).toEqual([]);
  });

  test('an id that is markup is shown and does nothing', async () => {
    await open('class.html');
    for (const id of [MARKUP, HOSTILE]) {
      expect(await page.locator('#persons td.code').getByText(id, { exact: true }).count()).toBe(1);
    }
    expect(await page.locator('img, b, script:not(body > script)').count()).toBe(0);
    await page.locator('#persons').getByRole('link', { name: MARKUP }).click();
    await page.waitForURL(/feedback/);
    expect(await page.locator('main').textContent()).toContain(MARKUP);
    expect(await page.locator('img, b, script').count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  test('a click on a head sorts by numbers or by text, a second one turns it round', async () => {
    await open('class.html');
    await head('persons', 'total').click();
    expect(await column('persons', 3)).toEqual(['–', '–', '–', '0', '0', '0', '28', '28']);
    expect(await page.locator('#persons th[aria-sort]').getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await head('persons', 'total').click();
    expect(await column('persons', 3)).toEqual(['28', '28', '0', '0', '0', '–', '–', '–']);
    await head('persons', 'name').click();
    expect((await column('persons', 2)).at(-1)).toBe('Ben');
    expect(await page.locator('#persons th[aria-sort]').count()).toBe(1);
  });

  test('what is typed leaves the rows that hold it, and says how many', async () => {
    await open('class.html');
    const field = page.locator('input[data-table="persons"]');
    await field.fill('BEN');
    expect(await column('persons', 1)).toEqual(['ben']);
    expect(await page.locator('label:has(input[data-table="persons"]) output').textContent()).toBe(
      '1 of 8',
    );
    await field.fill('');
    expect(await rows('persons').count()).toBe(8);
    await page.locator('input[data-table="misconceptions"]').fill(HOSTILE);
    expect(await rows('misconceptions').count()).toBe(1);
  });

  test('the keyboard reaches and works each head, field and list of ids', async () => {
    await open('class.html');
    const wanted = await page.locator('th button, input, summary').count();
    const reached = new Set<string>();
    for (let i = 0; i < 2 * wanted + 40; i += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(`[...document.querySelectorAll('th button, input, summary')]
          .indexOf(document.activeElement).toString()`),
      );
    }
    reached.delete('-1');
    expect(reached.size).toBe(wanted);
    await head('tests', 'wrong').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#tests th[aria-sort]').textContent()).toBe('wrong');
    await page.locator('summary').first().focus();
    await page.keyboard.press('Space');
    expect(await page.locator('details p').first().isVisible()).toBe(true);
  });

  test('each table has a name, and the histogram says in words what it shows', async () => {
    await open('class.html');
    for (const name of ['Without a mark', 'Exercises', 'Misconceptions', 'Tests', 'Persons']) {
      await page.getByRole('region', { name }).getByRole('table').waitFor();
    }
    const says = /^Marks: 0 to 1 points: 3, /;
    expect(await page.getByRole('img', { name: says }).count()).toBe(1);
  });

  test.each(['light', 'dark'] as const)('fit a phone and can be read, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of [['class.html'], ['feedback', `${fileNameOf(HOSTILE)}.html`]]) {
      await open(...path);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      expect(await page.evaluate(contrasts)).toEqual([]);
    }
  });

  test('on paper all rows are there, on white, and nothing to click', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open('class.html');
    const boxes = await page.evaluate(`[...document.querySelectorAll('.wide')]
      .filter((box) => box.scrollHeight > box.clientHeight + 1).length`);
    expect(boxes).toBe(0);
    expect(await page.locator('input:visible').count()).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
    expect(await page.locator('.histogram rect').first().isVisible()).toBe(true);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

/** Texts whose contrast with the ground they stand on is below 4.5 to 1 (WCAG 2.2, AA). */
const contrasts = `(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = numbers(colour).slice(0, 3).map((each) => each / 255)
      .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return numbers(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor;
  };
  const hasText = (element) => [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
  return [...document.querySelectorAll('main *')].filter(hasText).flatMap((element) => {
    const [a, b] = [getComputedStyle(element).color, groundOf(element)].map(luminance);
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return contrast < 4.5 ? [element.textContent + ' ' + contrast.toFixed(2)] : [];
  });
})()`;
