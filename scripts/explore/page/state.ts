/** What a person has chosen, and how it is written into a link. Knows no document. */
import { type ScaleName, scaleNames } from '../../drawing/scale';
import type { Who } from '../choices';

/** A row of a map: query `row` of panel `head`. */
export interface Row {
  head: number;
  row: number;
}

/** What the maps show: the weights, or each weight times the length of the value it weights. */
export const readings = ['weights', 'lengths'] as const;
export type ReadingName = (typeof readings)[number];

export interface State {
  model: string;
  /** Empty: the model's own. */
  text: string;
  pair: string;
  layer: number;
  /** Null: the model's own. */
  heads: number | null;
  dModel: number | null;
  temperature: number;
  mask: 'none' | 'causal';
  who: Who;
  average: boolean;
  values: boolean;
  scale: ScaleName;
  read: ReadingName;
  /** Whether the panel shows how each weight comes to be. */
  chain: boolean;
  /** Null: the page's own choice; `none`: let go. */
  locked: Row | 'none' | null;
}

export const initial: State = {
  model: 'tiny',
  text: '',
  pair: '',
  layer: 0,
  heads: null,
  dModel: null,
  temperature: 1,
  mask: 'none',
  who: 'exercises',
  average: false,
  values: false,
  scale: '0-1',
  read: 'weights',
  chain: false,
  locked: null,
};

/** What a model lets a person choose; trained ones come with their sizes, and read two texts. */
export interface Freedom {
  heads: boolean;
  dModel: boolean;
  layer: boolean;
  pair: boolean;
}

const madeUp = { heads: false, dModel: false, layer: false, pair: false };
const freedoms: Record<string, Freedom> = {
  notebook: { ...madeUp, heads: true, dModel: true },
  pytorch: madeUp,
  relations: { ...madeUp, heads: true },
};
const trained: Freedom = { heads: false, dModel: false, layer: true, pair: true };

export const freedomOf = (model: string): Freedom => freedoms[model] ?? trained;

/** The question for a scene: what the model cannot follow is left out. */
export function questionOf(state: State): Record<string, string> {
  const { model, text, pair, layer, heads, dModel, who } = state;
  const may = freedomOf(model);
  return {
    model,
    ...(text.trim() && { text }),
    ...(may.pair && pair.trim() && { pair }),
    ...(may.layer && { layer: String(layer) }),
    // Where the kit has no code of its own for the layers below.
    ...(may.layer && layer > 0 && { who }),
    ...(may.heads && heads !== null && { heads: String(heads) }),
    ...(may.dModel && dModel !== null && { 'd-model': String(dModel) }),
  };
}

/** Only what differs from the beginning, so that links stay short. */
export function toHash(state: State): string {
  const written = Object.entries(state).filter(
    ([name, value]) => name !== 'locked' && value !== initial[name as keyof State],
  );
  const pairs = written.map(([name, value]): [string, string] => [name, String(value)]);
  const { locked } = state;
  if (locked) pairs.push(['locked', locked === 'none' ? locked : `${locked.head}.${locked.row}`]);
  return new URLSearchParams(pairs).toString();
}

const whole = (text: string | null): number | null =>
  text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;

function oneOf<T extends string>(text: string | null, known: readonly T[], otherwise: T): T {
  return known.find((name) => name === text) ?? otherwise;
}

function readLocked(text: string | null): State['locked'] {
  if (text === 'none') return text;
  const [, head, row] = text?.match(/^(\d{1,3})\.(\d{1,3})$/) ?? [];
  return head === undefined ? null : { head: Number(head), row: Number(row) };
}

/** The state that a link holds; what makes no sense in it is as in the beginning. */
export function fromHash(hash: string): State {
  const link = new URLSearchParams(hash.replace(/^#/, ''));
  const temperature = Number(link.get('temperature') ?? initial.temperature);
  return {
    model: link.get('model') ?? initial.model,
    text: link.get('text') ?? '',
    pair: link.get('pair') ?? '',
    layer: whole(link.get('layer')) ?? 0,
    heads: whole(link.get('heads')),
    dModel: whole(link.get('dModel')),
    temperature: temperature > 0 && temperature < 1e6 ? temperature : initial.temperature,
    mask: oneOf(link.get('mask'), ['none', 'causal'], 'none'),
    who: oneOf(link.get('who'), ['exercises', 'solutions', 'tfjs'], initial.who),
    average: link.get('average') === 'true',
    values: link.get('values') === 'true',
    scale: oneOf(link.get('scale'), scaleNames, initial.scale),
    read: oneOf(link.get('read'), readings, initial.read),
    chain: link.get('chain') === 'true',
    locked: readLocked(link.get('locked')),
  };
}
