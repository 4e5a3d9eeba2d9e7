/**
 * The page of one exercise's view: what is chosen (the form, the picture, or a link) → the learner's
 * own functions → a picture and words. What goes wrong on that way becomes a sentence in their place.
 */
import { type Exercise, findExercise } from '../../../../exercises/catalog';
import { drawMarks, textsOf } from '../../../drawing/marks';
import { createSvg } from '../../../drawing/svg';
import { creditOf } from '../../../scenes/pictures';
import type { Chosen } from '../../../views/part';
import {
  expectChosen,
  type Field,
  initialOf,
  loadView,
  type Seen,
  type View,
} from '../../../views/view';
import type { Choices, Who } from '../../choices';
import { createMeasure, dark, loadFonts, pageInks } from '../canvas';
import { byId, make } from '../elements';
import { beginningWith } from '../facts';
import { foldFormWhereNarrow } from '../fold';
import { askChoices, askEarliestBroken } from '../kit';
import { onlyLatest } from '../latest';
import { showExercises } from '../nav';
import { showPrinted, showTrouble } from '../notices';
import { forgetCode } from '../runner';
import { forgetScenes } from '../scenes';
import { refused } from '../trouble';
import { layAreas } from './areas';
import { setUpFields, showChosen } from './fields';
import { Abandoned, runBy, troubleIn } from './run';
import { takeAway } from './take';

/** Milliseconds without a keystroke before a text is read. */
const TYPING_PAUSE = 180;

let exercise: Exercise;
const measure = createMeasure();

let view: View;
let chosen: Chosen = {};
let seen: Seen | null = null;
let width = 0;
/** Whose code the page may run. */
let whos: Who[] = [];

const initial = (): Chosen => ({
  ...initialOf(view.fields),
  who: 'exercises',
});

/** Only what differs from the beginning, so that links stay short. */
function writeLink(): void {
  const start = initial();
  const pairs = Object.entries(chosen).filter(([name, value]) => value !== start[name]);
  const hash = new URLSearchParams(pairs).toString();
  history.replaceState(null, '', hash ? `#${hash}` : location.pathname);
}

/** What a link holds; names that the view does not have are left out. */
function readLink(): Chosen {
  const link = new URLSearchParams(location.hash.replace(/^#/, ''));
  const start = initial();
  const read = Object.fromEntries(
    Object.entries(start).map(([name, value]) => [name, link.get(name) ?? value]),
  );
  return { ...read, who: whos.find((who) => who === read.who) ?? 'exercises' };
}

/** Draws what was seen last, in the theme's inks. */
function paint(): void {
  if (!seen) return;
  const { context, document } = createSvg({ ...seen, title: '', description: '' });
  drawMarks(context, seen, pageInks());
  const parsed = new DOMParser().parseFromString(document(), 'image/svg+xml').documentElement;
  parsed.querySelector('title')?.remove();
  parsed.ariaHidden = 'true';
  const sheet = byId('sheet');
  sheet.querySelector('svg')?.remove();
  sheet.prepend(parsed);
  layAreas(sheet, seen.areas, (change) => changed(change, null));
}

function showSeen(next: Seen): void {
  seen = next;
  byId('trouble').hidden = true;
  byId('view').hidden = false;
  byId('title').textContent = next.title;
  byId('says').replaceChildren(...next.says.map((says) => make('p', says)));
  paint();
}

async function showFailure(error: unknown): Promise<void> {
  if (error instanceof Abandoned) return;
  const who = chosen.who ?? 'exercises';
  const trouble = troubleIn(error, exercise, who) ?? {
    title: 'A mistake in the kit, not in your code',
    says: String(error),
    facts: [],
  };
  seen = null;
  byId('view').hidden = true;
  showTrouble(trouble);
  if (trouble.facts.length === 0) return;
  const earliest = await askEarliestBroken(who, exercise.slug);
  if (typeof earliest === 'string' && seen === null) {
    showTrouble(beginningWith(earliest, trouble, who));
  }
}

async function drawView(): Promise<void> {
  const printed: string[] = [];
  const run = runBy(chosen.who ?? 'exercises', (lines) => printed.push(...lines));
  const room = Math.max(280, byId('stage').parentElement?.parentElement?.clientWidth ?? 0) - 36;
  try {
    expectChosen(view.fields, chosen);
    const next = await view.draw(chosen, { ...run, measure, room });
    // Fonts come when letters ask for them; with them texts are as wide as they will be.
    await loadFonts(textsOf(next).map(({ text }) => text));
    showSeen(next);
  } catch (error) {
    await showFailure(error);
  }
  showPrinted(printed, seen === null);
}

const refresh = onlyLatest(drawView, (is) => {
  document.body.ariaBusy = String(is);
});

let pause = 0;
function changed(change: Chosen, field: Field | null): void {
  chosen = { ...chosen, ...change };
  showChosen(view.fields, chosen);
  writeLink();
  clearTimeout(pause);
  document.body.ariaBusy = 'true';
  pause = window.setTimeout(refresh, field?.kind === 'text' ? TYPING_PAUSE : 0);
}

async function start({ whos: offered, home }: Choices): Promise<void> {
  whos = offered.filter((who) => who !== 'tfjs');
  const found = findExercise(location.pathname.slice(1) || home);
  if (!found) throw new Error(`explore: no exercise at ${location.pathname}`);
  exercise = found;
  const { slug } = exercise;
  showExercises(slug, home);
  document.title = `${exercise.title}, attention explorer`;
  view = await loadView(slug);
  byId('asks').textContent = view.asks;
  setUpFields(view.fields, whos, changed);
  chosen = readLink();
  showChosen(view.fields, chosen);
  await refresh();
}

foldFormWhereNarrow();
dark.addEventListener('change', paint);
window.addEventListener('hashchange', () => {
  chosen = readLink();
  showChosen(view.fields, chosen);
  void refresh();
});
new ResizeObserver(() => {
  const { clientWidth } = byId('page');
  if (view && width !== 0 && clientWidth !== width) void refresh();
  width = clientWidth;
}).observe(byId('page'));
import.meta.hot?.on('kata:saved', () => {
  forgetCode();
  forgetScenes();
  void refresh();
});
for (const button of byId('exports').querySelectorAll('button')) {
  button.addEventListener(
    'click',
    () => seen && void takeAway(button, seen, exercise.slug, creditOf(chosen.who ?? ''), measure),
  );
}

const choices = await askChoices();
if ('trouble' in choices) showTrouble(refused(choices.trouble));
else {
  await start(choices).catch((error) => {
    showTrouble({
      title: 'A mistake in the kit, not in your code',
      says: String(error),
      facts: [],
    });
  });
}
