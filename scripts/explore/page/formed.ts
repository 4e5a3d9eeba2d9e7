/** One output row of a head as it is formed: weight · value, key after key, until it is the sum. */
import { namesOf } from '../../scenes/pairs';
import type { Chain } from './chain';
import { byId, make, makeAs } from './elements';
import { foldKeys, stopsOf } from './folding';
import { type Parts, scalesOf, tableOf } from './formed-table';
import { headline, type OtherHead, otherHeads } from './headline';
import { stepsOf, stopPlaying } from './steps';
import { weightedSum } from './values';

/** A locked row and what it is made of. */
export interface Forming {
  title: string;
  tokens: string[];
  row: number;
  /** `[T]` */
  weights: number[];
  /** `[T, dK]`; null for the average, which no head has computed. */
  values: number[][] | null;
  chain: Chain | null;
  /** The same row in the other heads. */
  others: OtherHead[];
  /** How the code's own output row compares, and its weights where the chain is shown. */
  verdicts: string[];
}

/** What a person has chosen for all rows: whether light keys are folded, and which dimension is marked. */
let isFolded = true;
let chosen: number | null = null;

/** The dimension in which the sum is largest, until one is chosen. */
function markedIn({ weights, values }: Parts): number {
  const sum = weightedSum(weights, values).map(Math.abs);
  return chosen !== null && chosen < sum.length ? chosen : sum.indexOf(Math.max(...sum));
}

/** Which dimension's numbers are written out: by its slider, or by pointing at a bar. */
function dimensionOf(parts: Parts, table: HTMLElement, pick: (dimension: number) => void) {
  const dK = parts.values[0]?.length ?? 0;
  const [slider, told] = [make('input'), makeAs('span', 'told')];
  Object.assign(slider, { type: 'range', min: '0', max: String(dK - 1) });
  const show = (dimension: number): void => {
    slider.value = String(dimension);
    told.textContent = `${dimension} (0 … ${dK - 1})`;
    pick(dimension);
  };
  const choose = (dimension: number): void => {
    chosen = dimension;
    show(dimension);
  };
  slider.addEventListener('input', () => choose(Number(slider.value)));
  const point = ({ target, clientX }: PointerEvent): void => {
    const bars = (target as Element).closest('svg.signed');
    if (!bars) return;
    const { left, width } = bars.getBoundingClientRect();
    const dimension = Math.floor((dK * (clientX - left)) / width);
    if (dimension >= 0 && dimension < dK) choose(dimension);
  };
  table.addEventListener('pointermove', point);
  table.addEventListener('pointerdown', point);
  show(markedIn(parts));
  return makeAs('label', 'dimension', 'Marked dimension', slider, told);
}

/** The steps and the table; drawn anew where keys are folded or unfolded. */
function rowsOf(parts: Parts): HTMLElement {
  const folded = foldKeys(parts.weights);
  const place = make('div');
  const draw = (): HTMLButtonElement | null => {
    stopPlaying();
    const table = tableOf(parts, folded, isFolded);
    const dimension = dimensionOf(parts, table.element, table.pick);
    const steps = stepsOf(stopsOf(folded, isFolded), (count, isAsked) => {
      const last = table.add(count);
      if (isAsked) last?.scrollIntoView({ block: 'nearest' });
    });
    table.fold?.addEventListener('click', () => {
      isFolded = !isFolded;
      draw()?.focus();
    });
    place.replaceChildren(steps, table.element, dimension);
    return table.fold;
  };
  draw();
  return place;
}

function legendOf(parts: Parts): HTMLElement {
  const { value, sum } = scalesOf(parts);
  const full = `full height: values ${value.toPrecision(2)}, products and sum ${sum.toPrecision(2)}`;
  const swatches = ['up', 'down'].map((name) =>
    make('span', makeAs('i', name), name === 'up' ? 'positive, upwards' : 'negative, downwards'),
  );
  return makeAs('p', 'legend', ...swatches, make('span', full));
}

/** Shows the row, all keys added; null says how to get one. */
export function showForming(forming: Forming | null): void {
  stopPlaying();
  const [says, row, ends] = [byId('formed-says'), byId('formed-row'), byId('formed-ends')];
  const title = byId('formed-title');
  byId('chain-field').hidden = !forming?.values;
  for (const place of [says, row, ends]) place.replaceChildren();
  if (!forming) {
    const how = 'No row is locked. Click a row of a map to see the sum that it becomes.';
    title.textContent = 'An output row';
    says.append(makeAs('p', 'hint', how));
    return;
  }
  const { tokens, values, verdicts, weights } = forming;
  const token = make('bdi', tokens[forming.row] ?? '');
  title.replaceChildren(`${forming.title}: the output row of “`, token, '”');
  if (!values) {
    const none = 'An average of the heads has no values of its own. Lock a row of a head.';
    says.append(makeAs('p', 'hint', none));
    return;
  }
  const names = namesOf(tokens, (name) => name);
  const parts = { ...forming, names, values };
  says.append(
    headline(forming.title, names, forming.row, weights),
    ...otherHeads(forming.others, names),
  );
  row.append(rowsOf(parts));
  ends.append(legendOf(parts), ...verdicts.map((verdict) => makeAs('p', 'verdict', verdict)));
}
