/** One output row of a head as it is formed: weight · value, key after key, until it is the sum. */
import { drawStrip, largestOf } from './strip';
import { contribution, weightedSum } from './values';

/** A locked row and what it is made of. */
export interface Forming {
  title: string;
  tokens: string[];
  row: number;
  /** `[T]` */
  weights: number[];
  /** `[T, dK]`; null for the average, which no head has computed. */
  values: number[][] | null;
  /** How the code's own output row compares. */
  verdict: string;
}

const STEP_TIME = 420;

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function cellOf(name: 'th' | 'td', text: string | Node): HTMLTableCellElement {
  const made = make(name, text) as HTMLTableCellElement;
  made.dir = 'auto';
  return made;
}

function strip(row: number[], largest: number): HTMLCanvasElement {
  const canvas = make('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  drawStrip(canvas, row, largest);
  return canvas;
}

/** The absolute values with the full colour: of value rows, and of what is added up. */
interface Scales {
  value: number;
  sum: number;
}

function scalesOf(weights: number[], values: number[][]): Scales {
  const added = values.map((value, j) => contribution(weights[j] ?? 0, value));
  return { value: largestOf(values), sum: largestOf([...added, weightedSum(weights, values)]) };
}

function tableOf({ tokens, row, weights }: Forming, values: number[][], scales: Scales) {
  const head = make(
    'tr',
    ...['key', 'weight', 'value row', 'weight · value'].map((name) => cellOf('th', name)),
  );
  const rows = tokens.map((token, j) => {
    const weight = weights[j] ?? 0;
    const value = values[j] ?? [];
    const line = make(
      'tr',
      cellOf('th', token),
      cellOf('td', weight.toFixed(3)),
      cellOf('td', strip(value, scales.value)),
      cellOf('td', strip(contribution(weight, value), scales.sum)),
    );
    line.classList.toggle('here', j === row);
    return line;
  });
  const sum = strip([0], 1);
  const share = cellOf('td', '');
  const wide = cellOf('td', sum);
  wide.colSpan = 2;
  const foot = make('tr', cellOf('th', 'sum'), share, wide);
  const table = make('table', make('thead', head), make('tbody', ...rows), make('tfoot', foot));
  return { table, rows, sum, share };
}

function stepsOf(count: number) {
  const slider = make('input');
  Object.assign(slider, { type: 'range', min: '0', max: String(count), value: String(count) });
  slider.setAttribute('aria-label', 'Keys added so far');
  const play = make('button', 'Play');
  play.type = 'button';
  const told = make('output');
  const line = make('div', play, slider, told);
  line.className = 'steps';
  return { line, slider, play, told };
}

let playing = 0;

/** Shows the row, all keys added; null empties the view. */
export function showForming(view: HTMLElement, forming: Forming | null): void {
  clearInterval(playing);
  view.hidden = forming === null;
  view.replaceChildren();
  if (!forming) return;
  const { title, tokens, row, weights, values, verdict } = forming;
  const heading = make('h2', `${title}: the output row of “${tokens[row]}”`);
  heading.dir = 'auto';
  if (!values) {
    const hint = make(
      'p',
      'An average of the heads has no values of its own. Lock a row of a head.',
    );
    hint.className = 'hint';
    view.append(heading, hint);
    return;
  }
  const scales = scalesOf(weights, values);
  const { table, rows, sum, share } = tableOf(forming, values, scales);
  const { line, slider, play, told } = stepsOf(tokens.length);

  const around = make('div', table);
  /** Scrolls the table alone, never the page. */
  const follow = (line: HTMLElement | undefined): void => {
    const { scrollTop, clientHeight } = around;
    const bottom = (line?.offsetTop ?? 0) + 70;
    if (bottom > scrollTop + clientHeight || bottom < scrollTop + 100) {
      around.scrollTop = bottom - clientHeight;
    }
  };
  const update = (): void => {
    const count = Number(slider.value);
    for (const [j, each] of rows.entries()) each.classList.toggle('out', j >= count);
    drawStrip(sum, weightedSum(weights, values, count), scales.sum);
    share.textContent = weights
      .slice(0, count)
      .reduce((total, weight) => total + weight, 0)
      .toFixed(3);
    told.textContent = `${count} of ${tokens.length} keys`;
    follow(rows[count - 1]);
  };
  const stop = (): void => {
    clearInterval(playing);
    play.textContent = 'Play';
  };
  play.addEventListener('click', () => {
    if (play.textContent === 'Stop') return stop();
    play.textContent = 'Stop';
    slider.value = '0';
    update();
    const pace = Math.max(40, Math.min(STEP_TIME, 6_000 / tokens.length));
    playing = window.setInterval(() => {
      slider.value = String(Number(slider.value) + 1);
      update();
      if (Number(slider.value) >= tokens.length) stop();
    }, pace);
  });
  slider.addEventListener('input', () => {
    stop();
    update();
  });

  const hint = make(
    'p',
    'Each key gives its value row, as much of it as the weight says. The sum is what the head hands on.',
  );
  hint.className = 'hint';
  around.className = 'rows';
  around.tabIndex = 0;
  around.setAttribute('role', 'group');
  around.setAttribute('aria-label', 'Keys and what they add');
  const [minus, plus] = ['negative', 'positive'].map((name) => {
    const swatch = make('i');
    swatch.className = name;
    return make('span', swatch, name);
  }) as [HTMLElement, HTMLElement];
  const legend = make(
    'p',
    minus,
    plus,
    `full colour: values ${scales.value.toPrecision(2)}, sums ${scales.sum.toPrecision(2)}`,
  );
  legend.className = 'legend';
  const check = make('p', verdict);
  check.className = 'check';
  view.append(heading, hint, line, around, legend, check);
  update();
  around.scrollTop = 0;
}
