/**
 * The attention explorer: a state (the form, or a link) → maps computed by the chosen code → canvas
 * and words. What goes wrong on that way becomes a sentence in their place.
 */

import type { Choices } from '../choices';
import { announce } from './announce';
import { type Answer, type Attempt, attend, type Failure } from './attend';
import { createMeasure, loadFonts } from './canvas';
import { nameOfWho, setUpControls, showDefaults, showState } from './controls';
import { byId } from './elements';
import { formingOf, notesOf } from './explain';
import { takeAway } from './exports';
import { beginningWith } from './facts';
import { foldFormWhereNarrow } from './fold';
import { showForming } from './formed';
import { askChoices, askEarliestBroken } from './kit';
import { onlyLatest } from './latest';
import { lockedIn } from './locked';
import { createMaps } from './maps';
import { showExercises } from './nav';
import { showPrinted, showTrouble } from './notices';
import { showLayers } from './overview';
import { findPairs, labelOf, showPairs } from './pairs-list';
import { type Shown, sayCell, showCell } from './readout';
import { forgetCode } from './runner';
import { forgetScenes } from './scenes';
import { fromHash, type Row, type State, toHash } from './state';
import { refused, type Trouble } from './trouble';
import { pictureOf, shownOf } from './view';

/** Milliseconds without a keystroke before a text is read. */
const TYPING_PAUSE = 180;

let state: State = fromHash(location.hash);
let answer: Answer | null = null;
let shown: Shown | null = null;
/** What is shown in the maps' place. */
let failed: Failure | null = null;

const measure = createMeasure();
const maps = createMaps(measure, {
  point(cell, byKey) {
    if (!shown) return;
    showCell(byId('readout'), shown, cell);
    if (cell && byKey) byId('spoken').textContent = sayCell(shown, cell);
  },
  lock: (row) => setLock(row),
});

function setLock(row: Row | null): void {
  state = { ...state, locked: row ?? 'none' };
  writeLink();
  showLocked();
  const said = row
    ? `Row ${row.row + 1} is locked; its output is shown being formed.`
    : 'No row is locked.';
  byId('spoken').textContent = said;
}

function showLocked(): void {
  const row = answer && lockedIn(state, answer);
  const forming = answer && shown && row && formingOf(answer, shown, row, state);
  maps.lock(forming ? row : null);
  showForming(forming || null);
}

const writeLink = (): void => {
  const hash = toHash(state);
  history.replaceState(null, '', hash ? `#${hash}` : location.pathname);
};

function showInstead(trouble: Trouble): void {
  showTrouble(trouble);
  byId('view').hidden = true;
  byId('more').hidden = true;
  showForming(null);
}

/** Names the exercise to go back to, once it is known, if the same trouble is still shown. */
async function blameEarliest(attempt: Failure, who: string): Promise<void> {
  const slug = await askEarliestBroken(who);
  if (typeof slug !== 'string' || failed !== attempt) return;
  showTrouble(beginningWith(slug, attempt.trouble, who));
}

async function showAnswer(next: Answer): Promise<void> {
  const { scene } = next;
  await loadFonts([...scene.tokens, ...scene.about]);
  answer = next;
  shown = shownOf(next, state);
  byId('trouble').hidden = true;
  byId('view').hidden = false;
  byId('more').hidden = false;
  byId('about').textContent = [scene.model, `layer ${scene.layer}`, ...scene.about].join(' · ');
  const pairs = findPairs(shown);
  maps.show(pictureOf(next, state), labelOf(pairs));
  showPairs(byId('pairs'), pairs);
  byId('overview').hidden = (scene.layers ?? 1) === 1;
  byId('notes').textContent = notesOf(next, state, maps.hasValues()).join(' ');
  showDefaults(state, scene);
  showLocked();
}

async function show(attempt: Attempt): Promise<void> {
  const status = byId('status');
  failed = null;
  if (attempt && 'trouble' in attempt) {
    answer = null;
    shown = null;
    status.textContent = `computed by ${nameOfWho(state.who)}`;
    // The trouble is an alert of its own.
    announce('');
    showInstead(attempt.trouble);
    failed = attempt;
    void blameEarliest(attempt, state.who);
    if (attempt.scene) showDefaults(state, attempt.scene);
  } else if (attempt) {
    await showAnswer(attempt);
    const size = `${attempt.scene.tokens.length} tokens`;
    status.textContent = `${size}, computed by ${nameOfWho(state.who)} in ${Math.round(attempt.took)} ms`;
    announce(status.textContent);
  }
  if (attempt) showPrinted(attempt.printed, 'trouble' in attempt);
}

/** The other layers' maps, where they are unfolded. */
async function computeLayers(choices: Choices, isOverdue: () => boolean): Promise<void> {
  const [now, own] = [state, answer];
  if (!own || !byId<HTMLDetailsElement>('overview').open) return;
  const compute = async (layer: number): Promise<Attempt> =>
    layer === own.scene.layer ? own : attend({ ...now, layer }, choices);
  await showLayers(byId('layers'), now, own.scene.layers ?? 1, compute, isOverdue);
}

async function computeState(isOverdue: () => boolean): Promise<void> {
  try {
    const choices = await askChoices();
    if ('trouble' in choices) return showInstead(refused(choices.trouble));
    await show(await attend(state, choices));
    await computeLayers(choices, isOverdue);
  } catch (error) {
    showInstead({
      title: 'A mistake in the kit, not in your code',
      says: String(error),
      facts: [],
    });
  }
}

const showBusy = (is: boolean): void => {
  document.body.ariaBusy = String(is);
};
/** Computes the state as it is now. */
const refresh = onlyLatest(computeState, showBusy);

let pause = 0;
function changed(next: State, field: string): void {
  const isOther = next.model !== state.model;
  const letGo = next.locked === 'none' ? 'none' : null;
  state = isOther ? { ...next, heads: null, dModel: null, layer: 0, locked: letGo } : next;
  showState(state);
  writeLink();
  clearTimeout(pause);
  showBusy(true);
  const typed = ['text', 'pair', 'heads', 'dModel', 'layer'].includes(field);
  pause = window.setTimeout(refresh, typed ? TYPING_PAUSE : 0);
}

for (const button of byId('exports').querySelectorAll('button')) {
  button.addEventListener('click', () => {
    if (answer) void takeAway(button, answer, state, lockedIn(state, answer), measure);
  });
}
byId('overview').addEventListener('toggle', () => void refresh());
byId('formed').addEventListener('click', ({ target }) => {
  const head = (target as HTMLElement).dataset.head;
  const row = answer && lockedIn(state, answer);
  if (head && row) setLock({ head: Number(head), row: row.row });
});
byId('to-formed').addEventListener('click', () => {
  byId('formed').scrollIntoView();
  byId('formed').focus({ preventScroll: true });
});
byId('chain').addEventListener('input', () => {
  state = { ...state, chain: byId<HTMLInputElement>('chain').checked };
  writeLink();
  showLocked();
});
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
  foldFormWhereNarrow();
  const choices = await askChoices();
  if ('trouble' in choices) return showInstead(refused(choices.trouble));
  showExercises(choices.home, choices.home);
  setUpControls(choices, () => state, changed);
  showState(state);
  await refresh();
}
void start();
