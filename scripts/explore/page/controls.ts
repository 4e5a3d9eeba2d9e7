/** The form: shows a state and the scene it gave, and tells what a person changes. */
import { type ScaleName, scaleNames } from '../../drawing/scale';
import type { PlainScene } from '../answers';
import type { Choices, Who } from '../choices';
import { showScale } from './canvas';
import { byId } from './elements';
import { remarkOn } from './reading';
import { freedomOf, type ReadingName, type State } from './state';
import { type Texts, withOwn, withoutOwn } from './texts';

const whoNames: Record<Who, string> = {
  exercises: 'your code',
  solutions: 'the solution',
  tfjs: 'TensorFlow.js',
};

const colourNames: Record<ScaleName, string> = {
  '0-1': '0 to 1, even',
  sqrt: '0 to 1, by √',
  head: 'to each largest',
};

const form = byId<HTMLFormElement>('controls');
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const field = <T extends Field = HTMLInputElement>(name: keyof State): T =>
  form.elements.namedItem(name) as T;

/** What the models take by themselves, as far as they were asked. */
const ownTexts = new Map<string, Texts>();

const fillSelect = (select: HTMLSelectElement, options: [value: string, text: string][]): void =>
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));

/** The slider is even in the exponent: from 0.01 over 1, in the middle of its right part, to 10. */
const toSlider = (temperature: number): string => String(Math.log10(temperature));
const fromSlider = (position: string): number => Number((10 ** Number(position)).toPrecision(2));

const numberIn = (name: 'heads' | 'dModel'): number | null => {
  const { value } = field(name);
  return /^\d+$/.test(value) ? Number(value) : null;
};

function read(state: State, changed: string): State {
  const temperature = fromSlider(field('temperature').value);
  const texts = { text: field('text').value, pair: field('pair').value };
  return {
    ...state,
    ...withoutOwn(texts, ownTexts.get(state.model)),
    model: field<HTMLSelectElement>('model').value,
    layer: Number(field<HTMLSelectElement>('layer').value),
    heads: numberIn('heads'),
    dModel: numberIn('dModel'),
    // A link may hold a temperature between two steps of the slider.
    temperature: changed === 'temperature' ? temperature : state.temperature,
    mask: field<HTMLSelectElement>('mask').value as State['mask'],
    who: field<HTMLSelectElement>('who').value as Who,
    average: field('average').checked,
    values: field('values').checked,
    scale: field<HTMLSelectElement>('scale').value as ScaleName,
    read: field<HTMLSelectElement>('read').value as ReadingName,
  };
}

/** Offers what this checkout has, and reports every change. */
export function setUpControls(
  { models, whos }: Choices,
  get: () => State,
  changed: (next: State, field: string) => void,
): void {
  fillSelect(
    field('model'),
    models.map((name) => [name, name]),
  );
  fillSelect(
    field('who'),
    whos.map((who) => [who, whoNames[who]]),
  );
  field<HTMLSelectElement>('who').disabled = whos.length === 1;
  fillSelect(
    field('scale'),
    scaleNames.map((name) => [name, colourNames[name]]),
  );
  form.addEventListener('input', (event) => {
    const { name } = event.target as HTMLInputElement;
    changed(read(get(), name), name);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
}

function showLayers(count: number, chosen: number): void {
  const select = field<HTMLSelectElement>('layer');
  const layers = Array.from({ length: count }, (_, i) => String(i));
  if (select.length !== count) {
    fillSelect(
      select,
      layers.map((layer) => [layer, layer]),
    );
  }
  select.value = String(chosen);
}

/** Not into the field that is being typed in. */
function write(name: keyof State, value: string): void {
  const input = field(name);
  if (input.value !== value && document.activeElement !== input) input.value = value;
}

function showTexts(state: State): void {
  const { text, pair } = withOwn(state, ownTexts.get(state.model));
  write('text', text);
  write('pair', pair);
}

/** Writes a state into the form, but not into the field that is being typed in. */
export function showState(state: State): void {
  const may = freedomOf(state.model);
  for (const name of ['model', 'who', 'mask', 'scale', 'read'] as const) write(name, state[name]);
  showTexts(state);
  for (const name of ['heads', 'dModel'] as const) {
    write(name, may[name] ? String(state[name] ?? '') : '');
    field(name).disabled = !may[name];
  }
  // How many there are is known once one was read.
  showLayers(Math.max(field<HTMLSelectElement>('layer').length, state.layer + 1), state.layer);
  field<HTMLSelectElement>('layer').disabled = !may.layer;
  write('temperature', toSlider(state.temperature));
  field('average').checked = state.average;
  field('values').checked = state.values;
  showScale(state.scale, remarkOn[state.read]);
  byId<HTMLInputElement>('chain').checked = state.chain;
  const told = String(state.temperature);
  byId('temperature-value').textContent = told;
  field('temperature').setAttribute('aria-valuetext', told);
  byId('pair-field').hidden = !may.pair;
}

/** What the model takes by itself: its texts in their fields, its sizes where a field is empty. */
export function showDefaults(state: State, scene: PlainScene): void {
  const { tokens, nHeads, x, layers = 1, texts = [tokens.join(' ')] } = scene;
  field('heads').placeholder = String(nHeads);
  field('dModel').placeholder = String(x[0]?.length ?? '');
  showLayers(layers, state.layer);
  const isNumbered = tokens.every((token, i) => token === String(i));
  const [text = '', pair = ''] = texts;
  field('text').placeholder = isNumbered ? 'a recorded input without words' : text;
  field('pair').placeholder = pair || 'none';
  if (isNumbered || state.text.trim() || state.pair.trim()) return;
  ownTexts.set(state.model, { text, pair });
  showTexts(state);
}

/** How the page names the code that computes. */
export const nameOfWho = (who: Who): string => whoNames[who];
