/** `npm run heatmap`, beside one figure of matplotlib; and a layer of a model of BERT base's shape. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { pythons } from '../peers/python';
import { words, writeBert } from './bert';
import { run } from './program';
import { type Extent, each, type Kit, type Work } from './work';

const FIGURE = join(root, 'scripts', 'bench', 'commands', 'figure.py');
const TEN = 'the small cat drinks warm milk from a blue bowl';

const heatmap = ({ folder }: Kit, ...flags: string[]) =>
  each(() =>
    run(folder, ['npm', 'run', '--silent', 'heatmap', '--', ...flags, '--out', 'bench-pictures']),
  );

const matplotlib = {
  name: 'matplotlib, one figure',
  async open({ folder }: Kit) {
    const python = pythons().find(
      (name) => spawnSync(name, ['-c', 'import matplotlib'], { windowsHide: true }).status === 0,
    );
    const hint = 'pip install matplotlib; PYTHON names another Python';
    if (!python) return { reason: `${pythons().join(' and ')} has none (${hint})` };
    return each(() => run(folder, [python, FIGURE, 'figure.png']));
  },
};

/** Layers of a model of BERT base's shape, and tokens: of a long text one, which is the learner's alone. */
const LAYERS = [
  { layer: 0, tokens: 64 },
  { layer: 11, tokens: 64 },
  { layer: 0, tokens: 256 },
];
/** [CLS] and [SEP] */
const SPECIAL = 2;

/** Beside the kit, so that no build of it takes the model for a file of its own. */
function bertBeside({ folder }: Kit): string {
  const model = join(folder, '..', 'bert');
  if (!existsSync(model)) writeBert(model);
  return model;
}

const ofBert = ({ layer, tokens }: (typeof LAYERS)[number]): Work => ({
  name: `heatmap, BERT base, layer ${layer}, ${tokens} tokens`,
  trials: 1,
  open: async (kit) => {
    const flags = ['--layer', String(layer), '--text', words(tokens - SPECIAL)];
    return heatmap(kit, '--model', bertBeside(kit), ...flags);
  },
});

const notebook = (kit: Kit, text: string) => heatmap(kit, '--model', 'notebook', '--text', text);

const ofLength = (T: number): Work => ({
  name: 'heatmap, T tokens',
  size: T,
  trials: 3,
  open: async (kit) => notebook(kit, words(T)),
});

export const heatmaps = ({ quick, growth }: Extent): Work[] => [
  {
    name: 'heatmap, four heads of 10',
    trials: quick ? 1 : 11,
    open: async (kit) => notebook(kit, TEN),
    beside: matplotlib,
  },
  ...(quick ? [] : LAYERS.map(ofBert)),
  ...(growth ? [16, 32, 64, 128].map(ofLength) : []),
];
