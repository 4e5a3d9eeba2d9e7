/**
 * Strangers' text on its way to a terminal: submissions, models and arguments that hold what a
 * terminal obeys. Each command is run as a person runs it, and what it prints is looked through.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../reference/root';
import { listSources } from '../authoring/rooms/arrows';
import { readSafetensors } from '../models/testing/weights';
import { joinFile } from '../models/write';
import { type Checkout, makeCheckout } from '../testing/checkout';

jest.setTimeout(60_000);

let checkout: Checkout;
let folder: string;
beforeAll(() => {
  checkout = makeCheckout();
  folder = mkdtempSync(join(tmpdir(), 'kata door '));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  checkout.remove();
});

/** A bell, a cleared screen, a title, C1, a line written over, turned text, hidden text. */
const nasty = '\u0007\u001b[2J\u001b]0;title\u0007\u009b31m\r\u202eevil\u202c\u200b\u2066';
const inSource = JSON.stringify(nasty);
const dangerous = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Cs}\u200b\u2060\ufeff]/u;
/** The kit's own bold, dim and colours, which it ends itself. */
const ownStyles = new RegExp(`${String.fromCharCode(27)}\\[(?:1|2|22|3\\d)m`, 'g');

const put = (path: string, text: string | Buffer): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const inFolder = (path: string) => join(folder, path);

function expectClean(args: string[], told: RegExp): void {
  const { stdout, stderr } = checkout.run(args, { FORCE_COLOR: '1', COLUMNS: '100' });
  const printed = (stdout + stderr).replace(ownStyles, '');
  expect(dangerous.exec(printed)).toBeNull();
  expect(printed).toMatch(told);
}

describe('check --target shows without harm', () => {
  test.each([
    ['an error message', `throw new Error(${inSource});`],
    ["an error's name", `const e = new Error('x'); e.name = ${inSource}; throw e;`],
    ['what is printed', `console.log(${inSource}); console.error(${inSource}); return null;`],
    ['a key of an answer', `return { [${inSource}]: 1 };`],
    ['text in an answer', `return ${inSource};`],
    [
      'a class',
      `class A {}; Object.defineProperty(A, 'name', { value: ${inSource} }); return new A();`,
    ],
    ['half a character', `throw new Error('\\ud800 evil');`],
  ])('%s', (what, body) => {
    const name = what.replace(/\W/g, '');
    put(`${name}/01-softmax/softmax.ts`, `export function softmax(x) { ${body} }`);
    expectClean(['check', '1', '--target', inFolder(name)], /Softmax/i);
  });

  test('the name of an import', () => {
    put('import/01-softmax/softmax.ts', `import x from ${inSource};\nexport const softmax = x;`);
    expectClean(['check', '1', '--target', inFolder('import')], /import/);
  });

  test("a learner's own file, in check and its report", () => {
    checkout.write(
      'exercises/01-softmax/softmax.ts',
      `export function softmax() { console.log(${inSource}); throw new Error(${inSource}); }`,
    );
    expectClean(['check', '1'], /threw/);
  });
});

test('heatmap --target shows without harm what multiHeadAttention throws', () => {
  cpSync(join(root, 'solutions'), inFolder('heatmap'), { recursive: true });
  put(
    'heatmap/05-multi-head/multi-head.ts',
    `export function multiHeadAttention() { throw new Error(${inSource}); }`,
  );
  expectClean(['heatmap', '--target', inFolder('heatmap'), '--out', inFolder('out')], /threw/);
});

describe('a model shows without harm', () => {
  const tiny = join(root, 'reference', 'models', 'tiny');
  const inModel = (name: string, file: string, content: (before: Buffer) => string | Buffer) => {
    cpSync(tiny, inFolder(name), { recursive: true });
    put(`${name}/${file}`, content(readFileSync(join(tiny, file))));
    return [
      'heatmap',
      '--target',
      'solutions',
      '--model',
      inFolder(name),
      '--out',
      inFolder('out'),
    ];
  };

  test('a config.json that is no JSON', () => {
    const args = inModel('config', 'config.json', () => `{"a": ${nasty}`);
    expectClean(args, /config\.json/);
  });

  test('a value of config.json', () => {
    const args = inModel('type', 'config.json', (before) =>
      JSON.stringify({ ...JSON.parse(before.toString()), model_type: nasty, hidden_act: nasty }),
    );
    expectClean(args, /Cannot run/);
  });

  test('a name of a tensor', () => {
    const args = inModel('tensor', 'model.safetensors', (before) => {
      const [name = ''] = Object.keys(readSafetensors(before));
      const length = 8 + Number(before.readBigUInt64LE(0));
      const header = JSON.parse(before.subarray(8, length).toString());
      header[`bert.${nasty}${name}`] = { ...header[name], dtype: nasty };
      return joinFile(JSON.stringify(header), before.subarray(length));
    });
    expectClean(args, /Cannot run/);
  });
});

test('an argument is shown without harm', () => {
  expectClean(['check', nasty], /no exercise is called/);
  expectClean(['check', `--${nasty}`], /unknown flag/);
  expectClean(['grade', inFolder(nasty), '--out', inFolder('out')], /Cannot run/);
});

test('nothing but the door prints', () => {
  // Set-up runs before anything is compiled; a child's lines are read by the process above it.
  const isApart = (path: string) =>
    /\.mjs$|\.child\.ts$|\/page\/|\/inside\/|\/hostile\/|fakes\.ts$/.test(path);
  const printing = listSources()
    .filter((path) => !isApart(path) && path !== 'scripts/terminal/output.ts')
    .filter((path) =>
      /console\.\w+\(|process\.std(?:out|err)\.write\(|write(?:All|Sync)\([12],/.test(
        readFileSync(join(root, path), 'utf8'),
      ),
    );
  expect(printing).toEqual([]);
});
