/** One output row of a head as it is formed: weight · value, key after key, until it is the sum. */
import { make, makeAs } from './elements';
import { type Parts, type Scales, scalesOf, tableOf } from './formed-table';

/** A locked row and what it is made of. */
export interface Forming extends Omit<Parts, 'values'> {
  title: string;
  /** `[T, dK]`; null for the average, which no head has computed. */
  values: number[][] | null;
  /** How the code's own output row compares. */
  verdict: string;
}

/** Milliseconds: between two keys, at least between two, and for a long row as a whole. */
const [STEP_TIME, SHORTEST_STEP, WHOLE_TIME] = [420, 40, 6_000];

let playing = 0;

/** A slider over the keys, and a button that moves it. */
function stepsOf(count: number, changed: (count: number) => void): HTMLElement {
  const slider = make('input');
  Object.assign(slider, { type: 'range', min: '0', max: String(count), value: String(count) });
  slider.setAttribute('aria-label', 'Keys added so far');
  const [play, told] = [make('button', 'Play'), make('output')];
  play.type = 'button';
  const show = (at: number): void => {
    slider.value = String(at);
    told.textContent = `${at} of ${count} keys`;
    changed(at);
  };
  const stop = (): void => {
    clearInterval(playing);
    play.textContent = 'Play';
  };
  const step = (): void => {
    show(Number(slider.value) + 1);
    if (Number(slider.value) >= count) stop();
  };
  play.addEventListener('click', () => {
    if (play.textContent === 'Stop') return stop();
    play.textContent = 'Stop';
    show(0);
    playing = window.setInterval(
      step,
      Math.max(SHORTEST_STEP, Math.min(STEP_TIME, WHOLE_TIME / count)),
    );
  });
  slider.addEventListener('input', () => {
    stop();
    show(Number(slider.value));
  });
  show(count);
  return makeAs('div', 'steps', play, slider, told);
}

/** A frame that scrolls its table alone, never the page. */
function frameOf(table: HTMLElement) {
  const frame = makeAs('div', 'rows', table);
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', 'Keys and what they add');
  const follow = (line: HTMLElement | undefined): void => {
    const { scrollTop, clientHeight } = frame;
    const bottom = (line?.offsetTop ?? 0) + 70;
    if (bottom > scrollTop + clientHeight || bottom < scrollTop + 100) {
      frame.scrollTop = bottom - clientHeight;
    }
  };
  return { frame, follow };
}

function legendOf({ value, sum }: Scales): HTMLElement {
  const swatches = ['negative', 'positive'].map((name) => make('span', makeAs('i', name), name));
  const scales = `full colour: values ${value.toPrecision(2)}, sums ${sum.toPrecision(2)}`;
  return makeAs('p', 'legend', ...swatches, make('span', scales));
}

function partsOf(parts: Parts, verdict: string): HTMLElement[] {
  const scales = scalesOf(parts);
  const { table, add } = tableOf(parts, scales);
  const { frame, follow } = frameOf(table);
  const steps = stepsOf(parts.tokens.length, (count) => follow(add(count)));
  const says =
    'Each key gives its value row, as much of it as the weight says. The sum is what the head hands on.';
  return [makeAs('p', 'hint', says), steps, frame, legendOf(scales), makeAs('p', 'check', verdict)];
}

/** Shows the row, all keys added; null empties the view. */
export function showForming(view: HTMLElement, forming: Forming | null): void {
  clearInterval(playing);
  view.hidden = forming === null;
  view.replaceChildren();
  if (!forming) return;
  const { title, tokens, row, values, verdict } = forming;
  const heading = make('h2', `${title}: the output row of “${tokens[row]}”`);
  heading.dir = 'auto';
  const none = 'An average of the heads has no values of its own. Lock a row of a head.';
  view.append(
    heading,
    ...(values ? partsOf({ ...forming, values }, verdict) : [makeAs('p', 'hint', none)]),
  );
}
