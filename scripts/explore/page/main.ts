/**
 * The attention explorer: a state (the form, or a link) → maps computed by the chosen code → canvas
 * and words. What goes wrong on that way becomes a sentence in their place.
 */
import { type Answer, type Attempt, attend, type Failure, forgetScenes } from './attend';
import { createMeasure, loadFonts } from './canvas';
import { nameOfWho, setUpControls, showDefaults, showState } from './controls';
import { byId } from './elements';
import { formingOf, notesOf } from './explain';
import { takeAway } from './exports';
import { beginningWith } from './facts';
import { showForming } from './formed';
import { askChoices, askEarliestBroken } from './kit';
import { onlyLatest } from './latest';
import { createMaps } from './maps';
import { showExercises } from './nav';
import { showPrinted, showTrouble } from './notices';
import { type Shown, sayCell, showCell } from './readout';
import { forgetCode } from './runner';
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

function showInstead(trouble: Trouble): void {
  showTrouble(trouble);
  byId('view').hidden = true;
  showForming(byId('formed'), null);
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
  const picture = pictureOf(next, state);
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
  failed = null;
  if (attempt && 'trouble' in attempt) {
    answer = null;
    shown = null;
    status.textContent = `computed by ${nameOfWho(state.who)}`;
    showInstead(attempt.trouble);
    failed = attempt;
    void blameEarliest(attempt, state.who);
    if (attempt.scene) showDefaults(state, attempt.scene);
  } else if (attempt) {
    await showAnswer(attempt);
    const size = `${attempt.scene.tokens.length} tokens`;
    status.textContent = `${size}, computed by ${nameOfWho(state.who)} in ${Math.round(attempt.took)} ms`;
  }
  if (attempt) showPrinted(attempt.printed, 'trouble' in attempt);
}

async function computeState(): Promise<void> {
  try {
    const choices = await askChoices();
    if ('trouble' in choices) showInstead(refused(choices.trouble));
    else await show(await attend(state, choices));
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
  state = isOther ? { ...next, heads: null, dModel: null, layer: 0, locked: null } : next;
  showState(state);
  writeLink();
  clearTimeout(pause);
  showBusy(true);
  const typed = ['text', 'pair', 'heads', 'dModel', 'layer'].includes(field);
  pause = window.setTimeout(refresh, typed ? TYPING_PAUSE : 0);
}

for (const button of byId('exports').querySelectorAll('button')) {
  button.addEventListener('click', () => {
    if (answer) void takeAway(button, answer, state, measure);
  });
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
  const choices = await askChoices();
  if ('trouble' in choices) return showInstead(refused(choices.trouble));
  showExercises(choices.home, choices.home);
  setUpControls(choices, () => state, changed);
  showState(state);
  await refresh();
}
void start();
