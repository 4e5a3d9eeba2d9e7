/**
 * States specs from answers that the engine gave before, so that it is loaded only where it is asked
 * something new. Its answers depend on what it is asked, which is compared, and on the engine and the
 * operations, which a key stands for. What cannot be read counts as not kept, and what cannot be
 * written is computed again. Not for grading: what lies beside the code of strangers decides no grade.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCacheFile } from '../cache-file';
import { decode, encode } from '../judging/data';
import { cacheFolder, root } from '../root';
import { loadEngine, nameEngine } from './engine';
import { fingerprintOf } from './probe';
import { NotRecorded, playBack, type Recorded, record } from './recording';

/** What answers besides the engine, as it was when this process began. */
const operations = ['ops', 'engine'].map((name) =>
  readFileSync(join(root, 'reference', 'oracle', `${name}.ts`)),
);

function currentKey(): string {
  const { name, label } = nameEngine();
  const hash = createHash('sha1').update(JSON.stringify([name, label, fingerprintOf(name)]));
  for (const text of operations) hash.update(text);
  return hash.digest('base64url');
}

const digestOf = (text: string): string => createHash('sha1').update(text).digest('base64url');

const fileOf = (name: string): string => join(cacheFolder, 'answers', `${name}.json`);

/** The key in the first line, a hash of the answers in the second, the answers in the third. */
function read(name: string): Recorded[] {
  try {
    const [key, digest, text = ''] = readFileSync(fileOf(name), 'utf8').split('\n');
    if (key !== currentKey() || digest !== digestOf(text)) return [];
    return decode(JSON.parse(text)) as unknown as Recorded[];
  } catch {
    return [];
  }
}

function write(name: string, recorded: readonly Recorded[]): void {
  const text = JSON.stringify(encode(recorded));
  writeCacheFile(fileOf(name), [currentKey(), digestOf(text), text].join('\n'));
}

/**
 * Acts with what the engine answered last time, or else with the engine.
 * @param name under which the answers of one run are kept
 * @param act waits for nothing; may be begun anew
 */
export async function withKeptAnswers<T>(name: string, act: () => T): Promise<T> {
  try {
    return playBack(read(name), act);
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
  }
  await loadEngine();
  const made: T[] = [];
  const recorded = record(() => made.push(act()));
  write(name, recorded);
  return made[0] as T;
}
