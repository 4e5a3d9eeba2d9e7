/**
 * The explorer as people meet it: a real Chromium on a real server, on code that is right, wrong,
 * broken and hostile. Without Chromium everything that needs it is reported as skipped.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { root } from '../../reference/root';
import { colourOf } from '../drawing/colour';
import { chooseFonts } from '../drawing/fonts';
import { centreOf } from '../drawing/hit';
import { SCALE } from '../drawing/ink';
import { loadCanvas } from '../drawing/node-canvas';
import { createPainter } from '../drawing/png';
import {
  inBrowser,
  openBrowser,
  type Running,
  skipped,
  startExplorer,
} from '../explore/testing/browser';
import { fileOf, multiHead, solve } from '../explore/testing/solved';
import { openScene } from '../scenes/open-scene';
import { creditOf, picturesOf } from '../scenes/pictures';
import { type Checkout, makeCheckout } from '../testing/checkout';
import { differenceOf } from '../testing/pixels';

let checkout: Checkout;
let running: Running;

beforeAll(async () => {
  checkout = makeCheckout();
  solve(checkout);
  running = await startExplorer(checkout);
});
afterAll(async () => {
  await running?.stop();
  checkout?.remove();
});

inBrowser(`the page${skipped}`, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    solve(checkout);
    page = await browser.newPage({ acceptDownloads: true, viewport: { width: 1300, height: 900 } });
  });
  afterEach(() => page.close());

  /** @param hash a state as links hold it; without a model it is the notebook's */
  const open = async (hash = ''): Promise<void> => {
    const state = hash.includes('model=') ? hash : `model=notebook&${hash}`;
    await page.goto(`${running.url}#${state}`);
    await page.locator('#view:visible, #trouble:visible').waitFor();
  };

  /** What the JSON export holds: the numbers that are on the page. */
  async function numbers() {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'JSON' }).click(),
    ]);
    return JSON.parse(readFileSync(await download.path(), 'utf8'));
  }

  /** Waits until what was changed last has been computed. */
  const settled = () => page.locator('body[aria-busy="false"]').waitFor();
  const spoken = () => page.locator('#spoken').textContent();
  const save = (text: string): void => checkout.write(multiHead, text);
  const trouble = (says: RegExp) => page.locator('#trouble').filter({ hasText: says }).waitFor();
  const heads = (body: string): void =>
    save(`export function multiHeadAttention(x: number[][], params: unknown, nHeads: number) {
  ${body}
}\n`);

  test('begins with the model of the kit, in two languages', async () => {
    await page.goto(running.url);
    await page.locator('#view:visible').waitFor();
    const { model, tokens } = await numbers();
    expect([model, tokens[0], tokens.at(-1)]).toEqual(['tiny', '[CLS]', '[SEP]']);
    expect(page.url()).toBe(running.url);
    // Its texts stand in their fields, so that one can change a word of them.
    const text = page.getByLabel('Text', { exact: true });
    expect(await text.inputValue()).toMatch(/^The small cat/);
    const pair = await page.getByLabel('Second text').inputValue();
    await text.fill((await text.inputValue()).replace('small', 'old'));
    await page.waitForURL(/text=The\+old/);
    await settled();
    expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('pair')).toBe(pair);
    expect((await numbers()).tokens).toContain('milk');
    await text.fill((await text.inputValue()).replace('old', 'small'));
    await page.waitForURL((url) => url.hash === '');
    await settled();
    // Many numbers in a moment are announced once, when all is calm.
    await page.locator('[role=status]').filter({ hasText: '25 tokens' }).waitFor();
    await page.getByText('All layers and heads').click();
    await page.getByRole('link', { name: 'Layer 1, head 2' }).click();
    await page.waitForURL(/layer=1&locked=2\.\d+/);
    await page.getByRole('heading', { name: 'Head 2: the output row of' }).waitFor();
    await page.getByRole('link', { name: 'Layer 1, head 3' }).waitFor();
  });

  test('draws other maps for another text', async () => {
    await open();
    expect((await numbers()).tokens).toHaveLength(10);
    await page.getByLabel('Text', { exact: true }).fill('a brown fox');
    await page.locator('#status').filter({ hasText: '3 tokens' }).waitFor();
    const { tokens, weights } = await numbers();
    expect(tokens).toEqual(['a', 'brown', 'fox']);
    expect(weights).toHaveLength(4);
  });

  test('a higher temperature raises the entropy of every head', async () => {
    await open('temperature=0.02');
    const before = (await numbers()).entropy;
    await page.getByLabel('Temperature').fill('0');
    await page.locator('#temperature-value').filter({ hasText: /^1$/ }).waitFor();
    await page.waitForURL((url) => !url.hash.includes('temperature'));
    await settled();
    const after = (await numbers()).entropy;
    expect(after).toHaveLength(4);
    for (const [head, entropy] of after.entries()) expect(entropy).toBeGreaterThan(before[head]);
  });

  test('a causal mask leaves nothing to the keys that come later', async () => {
    await open('temperature=0.05');
    await page.getByLabel('Mask').selectOption('causal');
    await page.waitForURL(/mask=causal/);
    await settled();
    const { weights } = await numbers();
    expect(weights[0][0]).toEqual([1, ...Array(9).fill(0)]);
    expect(weights[3][4].slice(5)).toEqual(Array(5).fill(0));
  });

  test('who computes makes no difference where the code is right', async () => {
    await open('model=pytorch');
    const own = await numbers();
    for (const who of ['the solution', 'TensorFlow.js']) {
      await page.getByLabel('Computed by').selectOption(who);
      await page
        .locator('#status')
        .filter({ hasText: `computed by ${who} in` })
        .waitFor();
      const other = await numbers();
      expect(other.weights).toBeClose(own.weights);
    }
  });

  test('reads a second text, and shows a layer above others', async () => {
    await open('model=tiny&text=cat');
    const alone = (await numbers()).tokens as string[];
    await page.getByLabel('Second text').fill('кошка пьёт');
    await page.waitForURL(/pair=/);
    await settled();
    const { tokens, weights } = await numbers();
    expect(tokens.slice(0, alone.length)).toEqual(alone);
    expect(tokens.length).toBeGreaterThan(alone.length);
    await page.getByRole('combobox', { name: 'Layer' }).selectOption('1');
    await page.waitForURL(/layer=1/);
    await settled();
    const above = await numbers();
    expect([above.layer, above.tokens]).toEqual([1, tokens]);
    expect(above.weights).not.toEqual(weights);
    await page.getByLabel('Computed by').selectOption('TensorFlow.js');
    await page.waitForURL(/who=tfjs/);
    await settled();
    expect((await numbers()).weights).toBeClose(above.weights);
  });

  test('names a stub on a layer above others too, and reads it anew when it is saved', async () => {
    await open('model=tiny&text=cat&layer=1');
    const right = await numbers();
    heads("throw new Error('Not implemented: multiHeadAttention (exercise 05)');");
    await trouble(/multiHeadAttention is not written yet.*npm run check 5/);
    const text = readFileSync(join(checkout.folder, 'solutions', fileOf('05-multi-head')), 'utf8');
    save(text.replace('project(x, wQ, bQ)', 'project(x, wQ)'));
    await page.locator('#view:visible').waitFor();
    expect((await numbers()).weights).not.toBeClose(right.weights);
  });

  describe('on code that does not answer', () => {
    beforeEach(() => open());
    afterEach(async () => {
      // After any of these a save brings the maps back.
      solve(checkout);
      await page.locator('#view:visible').waitFor();
      expect((await numbers()).weights).toHaveLength(4);
    });

    test('a stub is named, with its file and command', async () => {
      heads("throw new Error('Not implemented: multiHeadAttention (exercise 05)');");
      await trouble(/multiHeadAttention is not written yet/);
      await trouble(/exercises\/05-multi-head\/multi-head\.ts.*npm run check 5/);
    });

    test('so is the stub of an earlier exercise', async () => {
      checkout.write(
        join('exercises', fileOf('01-softmax')),
        "export function softmax() {\n  throw new Error('Not implemented: softmax (exercise 01)');\n}\n",
      );
      await trouble(/softmax is not written yet.*01-softmax\/softmax\.ts.*npm run check 1/);
    });

    test.each([
      ["throw new TypeError('no such thing');", /threw a TypeErrorno such thing.*line 2.*check 5/],
      ["throw new Error('why');", /threw an Errorwhy/],
      ['for (;;);', /did not return within 2 s.*npm run check 5/],
      ['return new Promise(() => {});', /did not return within 2 s/],
      ['return null;', /returned no weights/],
      [
        'return { weights: [[1]], output: x };',
        /weights of shape \[1, 1\], expected \[4, 10, 10\]/,
      ],
      [
        'const weights = Array.from({ length: nHeads }, () => x.map((_, i) => x.map((_, j) => (i === 2 && j === 1 ? Number.NaN : 0.1)))); return { weights, output: x };',
        /weights\[0\]\[2\]\[1\] is NaN/,
      ],
      [
        'const weights = Array.from({ length: nHeads }, () => x.map((_, i) => x.slice(i === 3 ? 1 : 0).map(() => 0.1))); return { weights, output: x };',
        /weights\[0\]\[3\] has 9 entries, expected 10/,
      ],
    ])('%s', async (body, says) => {
      heads(body);
      await trouble(says);
    });

    test('a syntax error, with its line', async () => {
      save('export function multiHeadAttention( {\n  return ;;;)\n');
      await trouble(/cannot be loaded.*multi-head\.ts.*line 2/);
    });

    test('an error behind what TypeScript adds, with its line', async () => {
      save(
        "namespace N {\n  export const says = 'in line 5';\n}\nexport function multiHeadAttention() {\n  throw new Error(N.says);\n}\n",
      );
      await trouble(/in line 5.*multi-head\.ts, line 5/);
    });

    test('a missing export', async () => {
      save('export const other = 1;\n');
      await trouble(/no function multiHeadAttention/);
    });

    test('an import that no exercise may have', async () => {
      save(
        "import { readFileSync } from 'node:fs';\nexport const multiHeadAttention = readFileSync;\n",
      );
      await trouble(/imports node:fs; an exercise may import earlier exercises only/);
    });
  });

  test('shows wrong weights as they are, says so, and shows what was printed', async () => {
    heads(
      "console.log('look here'); return { weights: Array.from({ length: nHeads }, () => x.map(() => x.map(() => 1))), output: x };",
    );
    await open('text=a+b+c');
    await page.locator('#notes').filter({ hasText: 'Row 0 of head 0 sums to 3' }).waitFor();
    expect(await page.locator('#printed pre').textContent()).toBe('look here');
  });

  test('has time for right code at the largest sizes of its form, on a slow machine too', async () => {
    // Three times the work stands for a machine three times as slow.
    const text = readFileSync(join(checkout.folder, multiHead), 'utf8');
    const slowly =
      'export function multiHeadAttention(...given: Parameters<typeof attend>) {\n  attend(...given);\n  attend(...given);\n  return attend(...given);\n}\n';
    save(text.replace('export function multiHeadAttention', 'function attend') + slowly);
    const words = Array.from({ length: 128 }, (_, i) => `w${i}`).join('+');
    await page.goto(`${running.url}#model=notebook&dModel=256&heads=64&text=${words}`);
    await page.locator('#view:visible, #trouble:visible').waitFor({ timeout: 120_000 });
    expect(await page.locator('#trouble:visible').allTextContents()).toEqual([]);
    expect((await numbers()).weights).toHaveLength(64);
  });

  test('names what a model cannot follow, without flags', async () => {
    await open('heads=3');
    await trouble(/Heads has to divide d_model, and 3 does not divide 32; try d_model 33/);
  });

  test('moves through the cells with the keyboard, speaks them, and locks a row', async () => {
    await open('model=relations');
    const maps = page.getByRole('application');
    await maps.focus();
    await page.keyboard.press('ArrowDown');
    expect(await spoken()).toMatch(/Head 0, query “dog”, row 1, key “dog”, column 1: weight 0\.99/);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowRight');
    expect(await spoken()).toMatch(
      /Head 1, query “dog”, row 1, key “bites”, column 2: weight 0\.99/,
    );
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/locked=1\.0/);
    await page.getByRole('heading', { name: 'Head 1: the output row of “dog”' }).waitFor();
    await page.keyboard.press('Escape');
    expect(page.url()).toMatch(/locked=none/);
    await page.locator('#formed').filter({ hasText: 'No row is locked' }).waitFor();
    expect(await maps.getAttribute('aria-label')).toMatch(
      /^2 maps: Head 0, strongest .+ 1\.00; Head 1, strongest .+ 1\.00$/,
    );
    expect(await page.locator('#pairs li.head').first().textContent()).toMatch(/dog/);
  });

  test('opens with a row that mixes; letting it go and locking another one move nothing', async () => {
    await page.setViewportSize({ width: 1300, height: 1400 });
    await open('model=tiny');
    const places = () =>
      page.evaluate(`['maps', 'formed', 'more', 'exports'].map((id) => {
        const { x, y, width } = document.getElementById(id).getBoundingClientRect();
        return [id, x, y, width];
      })`);
    const cells = () =>
      page.evaluate(
        "[document.getElementById('maps')].map(({ width, height }) => [width, height])",
      );
    const title = () => page.locator('#formed-title').textContent();
    const opened = await title();
    expect(opened).toMatch(/^Head \d: the output row of “\p{L}+”$/u);
    expect(page.url()).not.toMatch(/locked/);
    const [before, drawn] = [await places(), await cells()];
    await page.getByRole('application').focus();
    await page.keyboard.press('Escape');
    expect([await places(), await cells()]).toEqual([before, drawn]);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect([await places(), await cells()]).toEqual([before, drawn]);
    expect(await title()).not.toBe(opened);
    expect(page.url()).toMatch(/locked=\d\.\d/);
  });

  test('keeps the cell of the keyboard in sight, with twelve heads too', async () => {
    await open('model=notebook&heads=12&dModel=48&locked=none');
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowDown');
    for (let head = 1; head < 12; head += 1) await page.keyboard.press('PageDown');
    expect(await spoken()).toMatch(/^Head 11, /);
    // The cell's outline lies over all others.
    const middle = `new Promise((resolve) => requestAnimationFrame(resolve)).then(() => {
      const { y, height } = [...document.querySelectorAll('#overlay rect')].at(-1).getBoundingClientRect();
      return y + height / 2;
    })`;
    const y = Number(await page.evaluate(middle));
    const top = await page.locator('#top').boundingBox();
    expect(y).toBeGreaterThan((top?.y ?? 0) + (top?.height ?? 0));
    expect(y).toBeLessThan(900);
  });

  test('hovering shows query, key and weight; a click locks the row', async () => {
    await open('model=relations&locked=none');
    const box = await page.locator('#overlay').boundingBox();
    const weights = (await numbers()).weights as number[][][];
    if (!box) throw new Error('expected maps, got none');
    // The first map's title, then half a cell.
    await page.mouse.move(box.x + 75, box.y + 45);
    const readout = await page.locator('#readout').textContent();
    expect(readout).toMatch(/Head 0query dog → key dogweight 0\.99/);
    expect(readout).toContain((weights[0]?.[0]?.[0] ?? 0).toFixed(4));
    expect(readout).toContain('adds weight · value');
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole('heading', { name: 'Head 0: the output row of “dog”' }).waitFor();
  });

  test('on a phone too, pointing at a cell moves nothing', async () => {
    await page.setViewportSize({ width: 360, height: 900 });
    await open('model=relations&locked=none');
    const maps = page.locator('#maps');
    await maps.scrollIntoViewIfNeeded();
    const before = await maps.boundingBox();
    if (!before) throw new Error('expected maps, got none');
    await page.mouse.move(before.x + 75, before.y + 45);
    await page.locator('#readout').filter({ hasText: 'query dog' }).waitFor();
    expect(await maps.boundingBox()).toEqual(before);
  });

  test('forms an output row key by key, up to what the code returned', async () => {
    await open('model=pytorch&locked=2.3');
    const sum = page.locator('#formed tfoot td').first();
    expect([await page.locator('#formed tr.key').count(), await sum.textContent()]).toEqual([
      10,
      '1.000',
    ]);
    const weights = ((await numbers()).weights[2][3] as number[]).sort((a, b) => b - a);
    const shown = await page.locator('#formed tr.key td.share').allTextContents();
    expect(shown).toEqual(weights.map((weight) => weight.toFixed(3)));
    await page.getByLabel('Keys added so far').fill('4');
    const four = weights.slice(0, 4).reduce((total, weight) => total + weight, 0);
    expect(await sum.textContent()).toBe(four.toFixed(3));
    expect(await page.locator('#formed tr.out').count()).toBe(6);
    expect(await page.locator('#formed .verdict').textContent()).toMatch(/are the output row that/);
  });

  test('lets one add downwards: the sum stands under the products, and the light keys in one line', async () => {
    await open('model=tiny&locked=1.3&chain=true');
    expect(await page.locator('.headline').textContent()).toMatch(
      /^cat \(head 1\) = 0\.50 · drinks \+ 0\.17 · cat \+ 0\.10 · .+ more$/,
    );
    const numbersIn = async (column: string): Promise<number[]> => {
      const texts = await page.locator(`#formed ${column} .number`).allTextContents();
      return texts.map((text) => Number(text.replace(/[×= ]/g, '').replace('−', '-')));
    };
    const lines = ':is(tr.key, tr.more)';
    const products = await numbersIn(`tbody ${lines} td.vector:last-child`);
    const [sum = 0] = await numbersIn('tfoot td.vector');
    expect(Math.abs(products.reduce((total, each) => total + each, 0) - sum)).toBeLessThan(0.01);
    const box = (of: string) => page.locator(`#formed ${of} svg.signed`).last().boundingBox();
    const [product, below] = [await box('tbody tr.key'), await box('tfoot')];
    for (const side of ['x', 'width', 'height'] as const) {
      expect(below?.[side]).toBe(product?.[side]);
    }
    // Each chain ends at the weight beside which it stands.
    const weights = await page.locator('#formed tr.key td.share').allTextContents();
    const chains = await page.locator('#formed td.chain').allTextContents();
    expect(chains).toHaveLength(weights.length);
    for (const [key, chain] of chains.entries()) {
      expect(chain).toMatch(/^q·k −?\d+\.\d\d ÷ √16 = /);
      expect(chain.endsWith(`= ${weights[key]}`)).toBe(true);
    }
    const fold = page.getByRole('button', { name: /^\d+ more: 0\.\d+ together$/ });
    const left = Number.parseInt((await fold.textContent()) ?? '', 10);
    expect(left + weights.length).toBe(25);
    await fold.click();
    expect(await page.locator('#formed tr.key').count()).toBe(25);
    await page.getByRole('button', { name: `fold the ${left} smallest` }).click();
    // Another dimension: its numbers are written out.
    const slider = page.getByLabel('Marked dimension');
    await slider.fill('0');
    const [other = 0] = await numbersIn('tfoot td.vector');
    expect(other).not.toBe(sum);
    await page.getByLabel('How each weight comes to be').uncheck();
    expect(page.url()).not.toMatch(/chain/);
    expect(await page.locator('#formed td.chain').count()).toBe(0);
    // The second reading draws other maps of the same weights.
    const own = (await numbers()).weights;
    const drawn = () => page.evaluate("document.getElementById('maps').toDataURL()");
    const before = await drawn();
    await page.getByLabel('Read').selectOption('lengths');
    await page.waitForURL(/read=lengths/);
    await settled();
    expect(await drawn()).not.toBe(before);
    expect((await numbers()).weights).toEqual(own);
    const svg = (await taken('SVG')).toString();
    expect(svg).toContain('>weight × length of the value<');
    expect(svg).not.toContain('>attention weight<');
  });

  test('says when the output returned is not the sum of what is weighted', async () => {
    const text = readFileSync(join(checkout.folder, multiHead), 'utf8');
    save(text.replace(/output: project\((.*), wO, bO\)/, 'output: project($1, wO, bO).reverse()'));
    await open('locked=0.0');
    expect(await page.locator('#formed .verdict').textContent()).toMatch(/differs from these sums/);
  });

  test('a link restores what it was copied from', async () => {
    await open(
      'model=relations&text=one+two+two&heads=1&temperature=0.5&mask=causal&average=true&locked=none',
    );
    const before = await numbers();
    expect(before.tokens).toEqual(['one', 'two', 'two']);
    expect(before.weights).toHaveLength(1);
    await page.getByRole('application').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    const link = page.url();
    await page.close();
    page = await browser.newPage();
    await page.goto(link);
    await page.getByRole('heading', { name: 'Head 0: the output row of “two”' }).waitFor();
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('one two two');
    expect(await page.getByLabel('Mask').inputValue()).toBe('causal');
    expect(await numbers()).toEqual(before);
  });

  test('exports a line for each cell as CSV', async () => {
    await open('model=relations&text=say+%22hi%22&heads=1');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('attention-relations-layer-0.csv');
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toBe('map,row,query,column,key,weight');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toMatch(/^"head 0",0,"say",1,"""hi""",0\.\d+$/);
  });

  /** The file that a button of the exports gives. */
  async function taken(name: string): Promise<Buffer> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    return readFileSync(await download.path());
  }

  test('exports the picture as SVG and PNG with words inside, the locked row outlined', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open('model=relations&locked=1.2&scale=sqrt');
    const svg = (await taken('SVG')).toString();
    expect(svg).toContain('<title>Attention in “dog bites man”, relations, layer 0</title>');
    expect(svg).toContain('>attention weight, √ scale<');
    expect(svg).toMatch(/<path fill="#ffffff" d="M0 0h/);
    expect(svg).toMatch(/stroke="#ffd24a"/);
    const [, description = ''] = svg.match(/<desc>(.*)<\/desc>/) ?? [];
    expect((await taken('PNG')).toString()).toContain(description);
    await page.getByRole('button', { name: 'PDF' }).click();
    const printed = await page.locator('iframe').getAttribute('srcdoc');
    expect(printed).toMatch(/@page \{ size: \d+px \d+px; margin: 0 \}/);
    expect(printed).toContain(svg);
  });

  test('shows small weights on another scale, whose true numbers stand under the bar', async () => {
    await open('model=pytorch');
    const numbers = () => page.locator('#ticks span').allTextContents();
    expect(await numbers()).toEqual(['0', '0.25', '0.5', '0.75', '1']);
    await page.getByLabel('Colours').selectOption('sqrt');
    await page.waitForURL(/scale=sqrt/);
    expect(await numbers()).toEqual(['0', '0.02', '0.1', '0.25', '0.5', '1']);
    expect(await page.locator('#scale-name').textContent()).toBe('attention weight, √ scale');
  });

  const canvas = loadCanvas();
  const withCanvas = 'missing' in canvas ? test.skip : test;
  const noCanvas = 'missing' in canvas ? ' (skipped: no node-canvas)' : '';

  withCanvas(`exports the picture that node-canvas draws${noCanvas}`, async () => {
    await open('model=notebook&temperature=0.01');
    const { weights, entropy } = (await numbers()) as { weights: number[][][]; entropy: number[] };
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'PNG' }).click(),
    ]);
    const { createCanvas, loadImage } = createRequire(__filename)('canvas');
    const image = await loadImage(readFileSync(await download.path()));
    const exported = createCanvas(image.width, image.height).getContext('2d');
    exported.drawImage(image, 0, 0);

    if ('missing' in canvas) return;
    const scene = openScene('notebook', { layer: 0, seed: 42 });
    const maps = weights.map((map, i) => ({ name: `head ${i}`, map, entropy: entropy[i] ?? null }));
    const remarks = ['temperature 0.01', creditOf('exercises')];
    const look = {
      spell: String,
      remarks,
      values: false,
      scale: '0-1',
      palette: 'viridis',
    } as const;
    const [file] = picturesOf(scene, maps, look);
    if (!file) throw new Error('expected a picture, got none');
    const drawn = createPainter(canvas, chooseFonts(scene.tokens).files).paint(file.picture);
    expect(Math.abs(image.width - SCALE * drawn.layout.width)).toBeLessThanOrEqual(8);
    const own = drawn.canvas.getContext('2d');
    const pixel = (context: typeof own, x: number, y: number): number[] =>
      Array.from(context.getImageData(Math.round(SCALE * x), Math.round(SCALE * y), 1, 1).data);
    for (const [head, map] of weights.entries()) {
      for (const [row, line] of map.entries()) {
        for (const [column, weight] of line.entries()) {
          const centre = centreOf(drawn.layout, { head, row, column });
          const [x, y] = [centre?.x ?? 0, centre?.y ?? 0];
          const rgb = pixel(own, x, y);
          expect(pixel(exported, x, y)).toEqual(rgb);
          const hex = rgb.slice(0, 3).map((channel) => channel.toString(16).padStart(2, '0'));
          expect(`#${hex.join('')}`).toBe(colourOf(weight));
        }
      }
    }
  });

  withCanvas(`looks as the README shows it${noCanvas}`, async () => {
    await page.setViewportSize({ width: 1600, height: 1080 });
    await open('model=tiny&locked=1.3');
    const anew = await page.screenshot({ fullPage: true });
    const file = join(root, '.github', 'pictures', 'explorer.png');
    if (process.env.KATA_PICTURES === 'write') writeFileSync(file, anew);
    const { size, colour } = await differenceOf(anew, readFileSync(file));
    // Another Chromium draws the form's own parts otherwise, and the milliseconds differ.
    expect(size).toBeLessThan(1.05);
    expect(colour).toBeLessThan(0.03);
  });

  test.each(['light', 'dark'] as const)('fits a phone of 360 pixels, %s', async (colorScheme) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme });
    await open('locked=1.2&temperature=0.05');
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(360);
    const paper = await page.evaluate(
      'getComputedStyle(document.querySelector("main")).backgroundColor',
    );
    expect(paper).toBe(colorScheme === 'dark' ? 'rgb(23, 23, 29)' : 'rgb(255, 255, 255)');
    const box = await page.locator('#overlay').boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
    // The form is folded, and a button leads to the panel.
    expect(await page.getByLabel('Text', { exact: true }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'output row' }).click();
    const formed = await page.locator('#formed-title').boundingBox();
    expect(formed && formed.y >= 0 && formed.y < 740).toBe(true);
  });

  test('asks only its own server', async () => {
    const asked: string[] = [];
    page.on('request', (each) => asked.push(new URL(each.url()).origin));
    await open('text=%E7%8C%AB+%D9%82%D8%B7%D8%A9');
    const others = asked.filter(
      (origin) => origin !== new URL(running.url).origin && origin !== 'null',
    );
    expect(others).toEqual([]);
    heads("return fetch('http://192.0.2.1/').then(() => ({}));");
    await trouble(/threw a TypeError/);
  });
});

describe('as a command', () => {
  test('refuses what is no port', () => {
    const { code, stderr } = checkout.run(['explore', '--port', 'x']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/whole number from 0 to 65535/)]);
  });

  test('says when a port is taken', () => {
    const { code, stderr } = checkout.run(['explore', '--port', String(running.port)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/something listens there already; try --port 0/);
  });
});
