/**
 * The attention explorer: a state (the form, or a link) → maps computed by the chosen code → canvas
 * and words. Whatever goes wrong on that way becomes a sentence in their place.
 */
import type { Picture } from '../../heatmap/layout';
import { creditOf, picturesOf } from '../../heatmap/pictures';
import { namedMaps, reportOf } from '../../heatmap/report';
import { type Answer, type Attempt, attend, forgetScenes } from './attend';
import { nameOfWho, setUpControls, showDefaults, showState } from './controls';
import { formingOf, notesOf } from './explain';
import { csvOf, savePng, saveText } from './exports';
import { showForming } from './formed';
import { askChoices } from './kit';
import { createMaps, createMeasure, drawScale, loadFonts } from './maps';
import { type Shown, sayCell, showCell } from './readout';
import { forgetCode } from './runner';
import { fromHash, type Row, type State, toHash } from './state';
import { refused, type Trouble } from './trouble';
import { valuesOf } from './values';

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
/** Milliseconds without a keystroke before a text is read. */
const TYPING_PAUSE = 180;

let state: State = fromHash(location.hash);
let answer: Answer | null = null;
let shown: Shown | null = null;

const measure = createMeasure();
const maps = createMaps(measure, {
  point(cell, byKey) {
    if (!shown) return;
    showCell(byId('readout'), shown, cell);
    if (cell && byKey) byId('spoken').textContent = sayCell(shown, cell);
  },
  lock: (row) => setLock(row),
});

function pictureOf({ scene, attended }: Answer): Picture {
  const { temperature, mask, who, average, values } = state;
  const remarks = [
    ...(temperature === 1 ? [] : [`temperature ${temperature}`]),
    ...(mask === 'none' ? [] : [`${mask} mask`]),
    who === 'tfjs' ? `computed by ${nameOfWho(who)}` : creditOf(who),
  ];
  const look = { labels: scene.tokens, remarks, values };
  const [all] = picturesOf(scene, namedMaps(attended, average), look);
  if (!all) throw new Error('explore: expected a picture of all heads, got none');
  return all.picture;
}

/** Values by head, computed where they are first asked for. */
function shownOf({ scene, attended }: Answer, picture: Picture): Shown {
  const known = new Map<number, number[][]>();
  return {
    tokens: scene.tokens,
    panels: picture.panels,
    valuesOf(head) {
      if (head >= attended.weights.length) return null;
      const values = known.get(head) ?? valuesOf(scene, head);
      known.set(head, values);
      return values;
    },
  };
}

function setLock(row: Row | null): void {
  state = { ...state, locked: row };
  maps.lock(row);
  writeLink();
  showLocked();
  const said = row
    ? `Row ${row.row + 1} is locked; its output is shown being formed.`
    : 'No row is locked.';
  byId('spoken').textContent = said;
}

function showLocked(): void {
  const forming = answer && shown && state.locked && formingOf(answer, shown, state.locked);
  showForming(byId('formed'), forming ?? null);
}

const writeLink = (): void => {
  const hash = toHash(state);
  history.replaceState(null, '', hash ? `#${hash}` : location.pathname);
};

function showTrouble({ title, says, calm, facts }: Trouble): void {
  const place = byId('trouble');
  const make = (name: string, ...children: (string | Node)[]): HTMLElement => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };
  const list = facts.flatMap(([name, value]) => [
    make('dt', name),
    make('dd', value.startsWith('npm ') ? make('code', value) : value),
  ]);
  place.className = calm ? 'calm' : 'wrong';
  place.replaceChildren(make('h2', title), make('p', says), make('dl', ...list));
  place.hidden = false;
  byId('view').hidden = true;
  showForming(byId('formed'), null);
}

function showPrinted(printed: string[]): void {
  const place = byId<HTMLDetailsElement>('printed');
  place.hidden = printed.length === 0;
  const [summary, lines] = [place.querySelector('summary'), place.querySelector('pre')];
  if (summary) summary.textContent = 'Your code printed';
  if (lines) lines.textContent = printed.join('\n');
}

async function showAnswer(next: Answer): Promise<void> {
  const { scene } = next;
  await loadFonts([...scene.tokens, ...scene.about]);
  answer = next;
  const picture = pictureOf(next);
  shown = shownOf(next, picture);
  byId('trouble').hidden = true;
  byId('view').hidden = false;
  byId('about').textContent = [scene.model, `layer ${scene.layer}`, ...scene.about].join(' · ');
  const { locked } = state;
  const isThere = locked && locked.head < picture.panels.length && locked.row < scene.tokens.length;
  maps.show(picture, isThere ? locked : null);
  const tooSmall = state.values && !maps.hasValues();
  const notes = [
    ...notesOf(next),
    ...(tooSmall ? ['The cells are too small here for their weights.'] : []),
  ];
  byId('notes').textContent = notes.join(' ');
  showDefaults(state, scene);
  showLocked();
}

async function show(attempt: Attempt): Promise<void> {
  const status = byId('status');
  if (attempt && 'trouble' in attempt) {
    answer = null;
    shown = null;
    status.textContent = `computed by ${nameOfWho(state.who)}`;
    showTrouble(attempt.trouble);
    if (attempt.scene) showDefaults(state, attempt.scene);
  } else if (attempt) {
    await showAnswer(attempt);
    const size = `${attempt.scene.tokens.length} tokens`;
    status.textContent = `${size}, computed by ${nameOfWho(state.who)} in ${Math.round(attempt.took)} ms`;
  }
  if (attempt) showPrinted(attempt.printed);
}

let isBusy = false;
let isStale = false;

/** Computes the state as it is now; what changes meanwhile is computed afterwards, once. */
async function refresh(): Promise<void> {
  isStale = true;
  if (isBusy) return;
  isBusy = true;
  document.body.ariaBusy = 'true';
  while (isStale) {
    isStale = false;
    try {
      const choices = await askChoices();
      if ('trouble' in choices) showTrouble(refused(choices.trouble));
      else await show(await attend(state, choices));
    } catch (error) {
      showTrouble({
        title: 'A mistake in the kit, not in your code',
        says: String(error),
        facts: [],
      });
    }
  }
  isBusy = false;
  document.body.ariaBusy = 'false';
}

let pause = 0;
function changed(next: State, field: string): void {
  const isOther = next.model !== state.model;
  state = isOther ? { ...next, heads: null, dModel: null, layer: 0, locked: null } : next;
  showState(state);
  writeLink();
  clearTimeout(pause);
  document.body.ariaBusy = 'true';
  const typed = ['text', 'pair', 'heads', 'dModel', 'layer'].includes(field);
  pause = window.setTimeout(refresh, typed ? TYPING_PAUSE : 0);
}

const fileName = (ending: string): string =>
  `attention-${state.model}-layer-${state.layer}.${ending}`;

async function takeAway(kind: string, button: HTMLButtonElement): Promise<void> {
  if (!answer) return;
  const { scene, attended } = answer;
  const report = reportOf(scene, attended, state.average);
  if (kind === 'png') savePng(fileName('png'), pictureOf(answer), measure);
  if (kind === 'json')
    saveText(fileName('json'), `${JSON.stringify(report)}\n`, 'application/json');
  if (kind === 'csv') {
    saveText(fileName('csv'), csvOf(scene.tokens, namedMaps(attended, state.average)), 'text/csv');
  }
  if (kind !== 'link') return;
  const done = await navigator.clipboard.writeText(location.href).then(
    () => true,
    () => false,
  );
  button.textContent = done ? 'Copied' : 'Copy it from the address bar';
  window.setTimeout(() => (button.textContent = 'Copy link'), 2_000);
}

for (const button of byId('exports').querySelectorAll('button')) {
  button.addEventListener('click', () => void takeAway(button.dataset.export ?? '', button));
}
window.addEventListener('hashchange', () => {
  state = fromHash(location.hash);
  showState(state);
  void refresh();
});
import.meta.hot?.on('kata:saved', () => {
  forgetCode();
  forgetScenes();
  void refresh();
});

async function start(): Promise<void> {
  drawScale();
  const choices = await askChoices();
  if ('trouble' in choices) return showTrouble(refused(choices.trouble));
  setUpControls(choices, () => state, changed);
  showState(state);
  await refresh();
}
void start();
