/**
 * Wrong answers that stand around a right one: the solution's function is called `right`, and another
 * takes its place. What goes wrong in the same way in several exercises is written here once.
 */
//! kata-hidden-90ffa40f7089: never handed to students.

type Parts = { changes: [from: string, to: string][]; behind: string };

/** The function `name` of the solution, answered by `wrong`, which may call `right`. */
export const around = (name: string, wrong: string): Parts => ({
  changes: [[`export function ${name}`, 'function right']],
  behind: `\nexport const ${name} = ${wrong};\n`,
});

/** Answers lie in the same arrays each time. */
export const sharing = (name: string): Parts => {
  const { changes, behind } = around(name, `(...given) => lay(right(...given), 'answer')`);
  const lay = `
const laid = {};
const lay = (answer, place) => {
  if (typeof answer !== 'object' || answer === null) return answer;
  if (!Array.isArray(answer)) {
    return Object.fromEntries(Object.entries(answer).map(([key, part]) => [key, lay(part, place + key)]));
  }
  laid[place] ??= [];
  laid[place].length = 0;
  answer.forEach((entry, i) => laid[place].push(lay(entry, place + '/' + i)));
  return laid[place];
};`;
  return { changes, behind: `${lay}${behind}` };
};

/** What was answered once is answered again wherever `key`, made of `given`, is the same. */
export const remembering = (name: string, key: string): Parts =>
  around(
    name,
    `(...given) => {
  const key = JSON.stringify(${key});
  if (!remembered.has(key)) remembered.set(key, right(...given));
  return structuredClone(remembered.get(key));
};
const remembered = new Map()`,
  );

/** Numbers in ids. */
export const numerals: Record<number, string> = {
  5: 'five',
  6: 'six',
  9: 'nine',
  10: 'ten',
  12: 'twelve',
  30: 'thirty',
  50: 'fifty',
  100: 'hundred',
  10000: 'ten-thousand',
  1e9: 'billion',
};

/** Sizes up to which a wrong answer is right. */
export const caps = [5, 6, 9, 10];

/** Where scores are clamped. */
export const clamps = [12, 30, 50, 100];

/** What stands, with a minus, in the place of −Infinity. */
export const standIns = [30, 100, 10_000, 1e9];

/** Of rows, those that a check looks at which does not look at all of them. */
export const glances = [
  {
    glance: 'first-two',
    looks: 'rows.slice(0, 2)',
    says: 'Only the second row is compared with the first.',
  },
  {
    glance: 'ends',
    looks: '[rows[0], rows.at(-1)]',
    says: 'Only the last row is compared with the first.',
  },
  {
    glance: 'all-but-last',
    looks: 'rows.slice(0, Math.max(1, rows.length - 1))',
    says: 'The last row is not compared with the others.',
  },
];
