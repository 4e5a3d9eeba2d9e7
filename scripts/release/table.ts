/** The table of exercises in a README. */
import type { Exercise } from '../../exercises/catalog';

/** `| 01 | [Softmax](exercises/01-softmax/README.md) | `softmax` | 12 |` */
export const rowsFor = (chosen: readonly Exercise[]): string[] =>
  chosen.map(({ slug, title, exports, points }) => {
    const functions = exports.map((name) => `\`${name}\``).join(', ');
    return `| ${slug.slice(0, 2)} | [${title}](exercises/${slug}/README.md) | ${functions} | ${points} |`;
  });

/** The rows under their heading. */
export const exerciseTable = (chosen: readonly Exercise[]): string =>
  ['| | exercise | you write | points |', '|---|---|---|---:|', ...rowsFor(chosen)].join('\n');
