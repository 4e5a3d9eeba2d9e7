/** The form of a view: an element for each of its fields, and for who computes. */
import type { Chosen } from '../../../views/part';
import { type Field, initialOf } from '../../../views/view';
import type { Who } from '../../choices';
import { nameOfWho } from '../controls';
import { byId, make, makeAs } from '../elements';

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const form = byId<HTMLFormElement>('controls');
const inputNamed = (name: string): Input | null => form.elements.namedItem(name) as Input | null;

/** Where a slider stands for a number; a field of even ratios counts in powers of ten. */
const position = (field: Field, value: string): string =>
  field.kind === 'range' && field.even ? String(Math.log10(Number(value))) : value;
const atPosition = (field: Field, at: string): string =>
  field.kind === 'range' && field.even ? String(Number((10 ** Number(at)).toPrecision(2))) : at;

function inputFor(field: Field): Input {
  if (field.kind === 'text') {
    const area = make('textarea');
    Object.assign(area, { rows: field.rows, spellcheck: false, dir: 'auto', maxLength: 2_000 });
    return area;
  }
  if (field.kind === 'choice') {
    const select = make('select');
    select.append(...field.options.map(([value, says]) => new Option(says, value)));
    return select;
  }
  const slider = make('input');
  if (field.kind !== 'range') {
    return Object.assign(slider, { type: 'number', ...field, inputMode: 'numeric' });
  }
  const { min, max, step } = field;
  const [from, to] = [min, max].map((end) => position(field, String(end)));
  Object.assign(slider, { type: 'range', min: from, max: to, step });
  return slider;
}

function labelFor(field: Field): HTMLLabelElement {
  const input = inputFor(field);
  input.name = field.name;
  if (field.kind !== 'range') return makeAs('label', 'wide', field.label, input);
  const told = make('span');
  told.id = `${field.name}-value`;
  return makeAs('label', 'wide', makeAs('span', 'row', `${field.label} `, told), input);
}

const isShown = (field: Field): boolean => field.kind !== 'picture';

/** Makes the form, and reports what a person changes. */
export function setUpFields(
  fields: readonly Field[],
  whos: readonly Who[],
  changed: (change: Chosen, field: Field | null) => void,
): void {
  const who = make('select');
  who.name = 'who';
  who.append(...whos.map((each) => new Option(nameOfWho(each), each)));
  who.disabled = whos.length === 1;
  const again = make('button', 'As in the beginning');
  again.type = 'button';
  const labels = fields.filter(isShown).map(labelFor);
  form.replaceChildren(...labels, makeAs('label', 'wide', 'Computed by', who), again);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) => {
    const { name, value } = event.target as Input;
    const field = fields.find((each) => each.name === name) ?? null;
    changed({ [name]: field ? atPosition(field, value) : value }, field);
  });
  again.addEventListener('click', () => changed(initialOf(fields), null));
}

/** Writes what is chosen into the form, but not into the field that is being typed in. */
export function showChosen(fields: readonly Field[], chosen: Chosen): void {
  for (const field of fields.filter(isShown)) {
    const input = inputNamed(field.name);
    const value = chosen[field.name] ?? field.initial;
    if (!input) continue;
    const is = position(field, value);
    if (input.value !== is && document.activeElement !== input) input.value = is;
    if (field.kind !== 'range') continue;
    input.setAttribute('aria-valuetext', value);
    byId(`${field.name}-value`).textContent = value;
  }
  const who = inputNamed('who');
  if (who) who.value = chosen.who ?? '';
}
