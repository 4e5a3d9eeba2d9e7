/** All layers and heads of a model as small maps, each a link to its layer and head. */
import { colourOf } from '../../drawing/colour';
import type { Attempt } from './attend';
import { make, makeAs } from './elements';
import { openingRow } from './opening';
import { type State, toHash } from './state';

const channels = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** A pixel for each weight; the style sheet says how large it is. */
function thumbnail(map: number[][]): HTMLCanvasElement {
  const canvas = make('canvas');
  canvas.width = map.length;
  canvas.height = map.length;
  const context = canvas.getContext('2d');
  const image = context?.createImageData(map.length, map.length);
  for (const [i, weight] of map.flat().entries()) {
    image?.data.set([...channels(colourOf(weight)), 255], 4 * i);
  }
  if (image) context?.putImageData(image, 0, 0);
  return canvas;
}

/** The state of a link: the layer, and in its head the row that is looked at, or one that mixes. */
function linkTo(state: State, layer: number, head: number, tokens: string[], map: number[][]) {
  const own = typeof state.locked === 'object' ? state.locked?.row : undefined;
  const row = own ?? openingRow(tokens, [map])?.row ?? 0;
  return `#${toHash({ ...state, layer, locked: { head, row } })}`;
}

function layerOf(state: State, layer: number, attempt: NonNullable<Attempt>): Node[] {
  if ('trouble' in attempt) {
    const { title, says } = attempt.trouble;
    return [makeAs('p', 'hint', `${title}: ${says}`)];
  }
  const { scene, attended } = attempt;
  return attended.weights.map((map, head) => {
    const link = make('a', thumbnail(map), `head ${head}`);
    link.href = linkTo(state, layer, head, scene.tokens, map);
    link.setAttribute('aria-label', `Layer ${layer}, head ${head}`);
    return link;
  });
}

/**
 * Fills the overview, layer after layer, as they are computed.
 * @param compute the answer for a layer; null where the question was abandoned
 * @param isOverdue whether something newer waits to be computed
 */
export async function showLayers(
  place: HTMLElement,
  state: State,
  layers: number,
  compute: (layer: number) => Promise<Attempt>,
  isOverdue: () => boolean,
): Promise<void> {
  const rows = Array.from({ length: layers }, (_, layer) => {
    const maps = makeAs('div', 'thumbnails', makeAs('p', 'hint', 'computing …'));
    return {
      row: makeAs(
        'section',
        'layer',
        make('h3', `Layer ${layer}${layer === state.layer ? ', shown above' : ''}`),
        maps,
      ),
      maps,
    };
  });
  place.replaceChildren(...rows.map(({ row }) => row));
  for (const [layer, { maps }] of rows.entries()) {
    if (isOverdue()) return;
    const attempt = await compute(layer);
    if (attempt) maps.replaceChildren(...layerOf(state, layer, attempt));
  }
}
