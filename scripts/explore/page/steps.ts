/** A slider over the keys of a row, and a button that moves it. */
import { make, makeAs } from './elements';

/** Milliseconds: between two keys, at least between two, and for a long row as a whole. */
const [STEP_TIME, SHORTEST_STEP, WHOLE_TIME] = [420, 40, 6_000];

let playing = 0;

/** Ends what plays, where its row is left. */
export const stopPlaying = (): void => clearInterval(playing);

/**
 * @param stops after how many keys one can look, ascending; the slider begins at the last
 * @param changed is told how many keys are added, and whether a person has asked for that
 */
export function stepsOf(
  stops: number[],
  changed: (count: number, isAsked: boolean) => void,
): HTMLElement {
  const last = stops.length - 1;
  const all = stops[last] ?? 0;
  const slider = make('input');
  Object.assign(slider, { type: 'range', min: '0', max: String(last), value: String(last) });
  slider.setAttribute('aria-label', 'Keys added so far');
  const [play, told] = [make('button', 'Play'), make('span')];
  play.type = 'button';
  const show = (at: number, isAsked = true): void => {
    slider.value = String(at);
    told.textContent = `${stops[at] ?? 0} of ${all} keys`;
    slider.setAttribute('aria-valuetext', told.textContent);
    changed(stops[at] ?? 0, isAsked);
  };
  const stop = (): void => {
    stopPlaying();
    play.textContent = 'Play';
  };
  const step = (): void => {
    show(Number(slider.value) + 1);
    if (Number(slider.value) >= last) stop();
  };
  play.addEventListener('click', () => {
    if (play.textContent === 'Stop') return stop();
    play.textContent = 'Stop';
    show(0);
    const pause = Math.max(SHORTEST_STEP, Math.min(STEP_TIME, WHOLE_TIME / last));
    playing = window.setInterval(step, pause);
  });
  slider.addEventListener('input', () => {
    stop();
    show(Number(slider.value));
  });
  show(last, false);
  return makeAs('div', 'steps', play, slider, told);
}
