/** Places on a picture that can be pressed: buttons over it, of which arrow keys choose one. */
import type { Area, Chosen } from '../../../views/part';
import { make } from '../elements';

const directions: Record<string, readonly [dx: number, dy: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const middleOf = ({ box: { x, y, width, height } }: Area): [x: number, y: number] => [
  x + width / 2,
  y + height / 2,
];

/** The nearest area in a direction, those straight ahead before those aside; −1 without any. */
export function nextArea(areas: readonly Area[], from: number, key: string): number {
  const [dx, dy] = directions[key] ?? [0, 0];
  const here = areas[from];
  if (!here || (dx === 0 && dy === 0)) return -1;
  const [x, y] = middleOf(here);
  let [best, least] = [-1, Infinity];
  for (const [i, area] of areas.entries()) {
    const [left, top] = middleOf(area);
    const ahead = (left - x) * dx + (top - y) * dy;
    const aside = Math.abs((left - x) * dy) + Math.abs((top - y) * dx);
    if (ahead <= 0.5 || ahead + 3 * aside >= least) continue;
    [best, least] = [i, ahead + 3 * aside];
  }
  return best;
}

function buttonFor({ box, label }: Area): HTMLButtonElement {
  const button = make('button');
  button.type = 'button';
  button.className = 'area';
  button.tabIndex = -1;
  button.ariaLabel = label;
  button.title = label;
  for (const side of ['width', 'height'] as const) button.style[side] = `${box[side]}px`;
  button.style.left = `${box.x}px`;
  button.style.top = `${box.y}px`;
  return button;
}

/** Lays buttons over a sheet; the one that had the focus before has it again. */
export function layAreas(
  sheet: HTMLElement,
  areas: readonly Area[],
  press: (change: Chosen) => void,
): void {
  const before = [...sheet.querySelectorAll<HTMLElement>('.area')];
  const focused = before.indexOf(document.activeElement as HTMLElement);
  const buttons = areas.map(buttonFor);
  const moveTo = (i: number): void => {
    for (const button of buttons) button.tabIndex = -1;
    const button = buttons[i];
    if (!button) return;
    button.tabIndex = 0;
    button.focus();
  };
  for (const [i, button] of buttons.entries()) {
    button.addEventListener('click', () => press(areas[i]?.change ?? {}));
    button.addEventListener('keydown', (event) => {
      const next = nextArea(areas, i, event.key);
      if (!(event.key in directions)) return;
      event.preventDefault();
      moveTo(next);
    });
  }
  for (const button of before) button.remove();
  sheet.append(...buttons);
  const [first] = buttons;
  if (first) first.tabIndex = 0;
  if (focused >= 0) moveTo(Math.min(focused, buttons.length - 1));
}
