/** From a save to the verdict, in a watch that stays open as an editor's does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, catalog, numberOf, sourceOf } from '../../../exercises/catalog';
import { hear, kitCommand, start } from './program';
import type { Extent, Kit, Opened, Work } from './work';

/** Ends each verdict. */
const VERDICT = /^Watching/m;
const PATIENCE = 60_000;
/** Between two saves: nobody saves at the very moment of a verdict. */
const PAUSE = 400;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function openWatch({ folder }: Kit, exercise: CatalogEntry): Promise<Opened> {
  const file = join(folder, 'exercises', sourceOf(exercise));
  const right = readFileSync(file, 'utf8');
  const program = start(folder, kitCommand('check', String(numberOf(exercise)), '--watch'));
  let said = '';
  let [wake, fail] = [(): void => {}, (): void => {}];
  hear(program, (text) => {
    said += text;
    if (VERDICT.test(said)) wake();
  });
  void program.ended.catch(() => null).then(() => fail());
  const nextVerdict = () =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => fail(), PATIENCE);
      wake = () => {
        clearTimeout(timer);
        said = '';
        resolve();
      };
      fail = () => {
        clearTimeout(timer);
        reject(new Error(`bench: no verdict: ${said}`));
      };
    });
  try {
    await nextVerdict();
  } catch (error) {
    await program.end();
    throw error;
  }
  let saves = 0;
  return {
    async measure() {
      await pause(PAUSE);
      saves += 1;
      const verdict = nextVerdict();
      const begun = performance.now();
      writeFileSync(file, `${right}\nexport const saved = ${saves};\n`);
      await verdict;
      return { time: performance.now() - begun };
    },
    async close() {
      await program.end();
      writeFileSync(file, right);
    },
  };
}

const watched = ['05-multi-head', '06-framework-comparison'];

export const watches = ({ quick }: Extent): Work[] =>
  catalog
    .filter(({ slug }) => watched.includes(slug))
    .map((exercise) => ({
      name: `watch, save to verdict, ${numberOf(exercise)}`,
      trials: quick ? 3 : 40,
      open: (kit) => openWatch(kit, exercise),
    }));
