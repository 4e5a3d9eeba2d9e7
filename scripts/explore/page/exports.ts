/** Numbers, pictures and links to take away. */
import { draw } from '../../drawing/draw';
import { layout } from '../../drawing/layout';
import type { Measure } from '../../drawing/text';
import type { PictureFile } from '../../scenes/pictures';
import { type NamedMap, namedMaps, reportOf } from '../../scenes/report';
import type { Answer } from './attend';
import { loadFonts } from './canvas';
import { copyLink, isKind, type Kind, savePainted, saveText } from './save';
import type { Row, State } from './state';
import { fileOf } from './view';

const field = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;

/** A line for each cell; positions count from 0. */
function csvOf(tokens: string[], maps: NamedMap[]): string {
  const lines = maps.flatMap(({ name, map }) =>
    map.flatMap((weights, row) =>
      weights.map((weight, column) =>
        [name, row, tokens[row] ?? '', column, tokens[column] ?? '', weight].map(field).join(','),
      ),
    ),
  );
  return `${['map,row,query,column,key,weight', ...lines].join('\r\n')}\r\n`;
}

/** The same picture as `npm run heatmap` draws, on white, the locked row outlined. */
async function savePicture(
  kind: Kind,
  file: string,
  { picture, texts }: PictureFile,
  locked: Row | null,
  measure: Measure,
): Promise<void> {
  await loadFonts([...picture.heading, ...picture.captions, ...picture.tokens]);
  const placed = layout({ ...picture, ...(locked && { marked: locked }) }, measure);
  await savePainted(kind, file, placed, texts, (context) => draw(context, placed));
}

/** Does what a button of the exports is for. */
export async function takeAway(
  button: HTMLButtonElement,
  answer: Answer,
  state: State,
  locked: Row | null,
  measure: Measure,
): Promise<void> {
  const { scene, entropies } = answer;
  const attended = { ...answer.attended, entropies };
  const kind = button.dataset.export ?? '';
  const file = `attention-${state.model}-layer-${state.layer}.${kind}`;
  if (isKind(kind)) {
    await savePicture(kind, file, fileOf(answer, state), locked, measure);
  }
  if (kind === 'json') {
    const report = reportOf(scene, attended, state.average);
    saveText(file, `${JSON.stringify(report)}\n`, 'application/json');
  }
  if (kind === 'csv') {
    saveText(file, csvOf(scene.tokens, namedMaps(attended, state.average)), 'text/csv');
  }
  if (kind === 'link') await copyLink(button);
}
