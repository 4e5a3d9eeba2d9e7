/**
 * Telling lines of solutions and hidden specs: so long that no student writes them by chance. They are
 * looked for with all white space taken out, so that a line broken or indented anew is found too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { filesBelow } from './files';

/** Characters of a line that is telling, at least one more than this. */
const SHORTEST = 40;
/** White space taken out, a line of forty characters has some thirty left. */
const KEY = 24;

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

/** Imports, comments and signatures are alike in many files and give nothing away. */
const isTelling = (line: string): boolean =>
  line.length > SHORTEST &&
  !/^(?:import |export .* from |\/\/|\/?\*)/.test(line) &&
  !/^(?:export )?(?:default )?(?:async )?(?:function|interface|type) /.test(line) &&
  !/^(?:export )?const \w+ = .*(?:=>|\()$/.test(line) &&
  !/^export default spec\(/.test(line) &&
  !/^const \{.*\} = functions;$/.test(line) &&
  withoutSpace(line).length >= KEY;

export interface Telling {
  /** The line without white space. */
  text: string;
  /** `solutions/01-softmax/softmax.ts:12` */
  place: string;
}

function linesOf(path: string): Telling[] {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  return lines.flatMap((line, i) =>
    isTelling(line.trim()) ? [{ text: withoutSpace(line), place: `${path}:${i + 1}` }] : [],
  );
}

/** By their first characters, so that a text is gone through once. */
export type Lines = Map<string, Telling[]>;

export function readLines(folders = ['solutions', 'reference/specs']): Lines {
  const paths = folders.flatMap((folder) =>
    filesBelow(join(root, folder)).map((path) => `${folder}/${path}`),
  );
  const lines: Lines = new Map();
  for (const line of paths.filter((path) => path.endsWith('.ts')).flatMap(linesOf)) {
    const key = line.text.slice(0, KEY);
    lines.set(key, [...(lines.get(key) ?? []), line]);
  }
  return lines;
}

/** The lines that stand in a text. */
export function linesIn(text: string, lines: Lines): Telling[] {
  const bare = withoutSpace(text);
  const found: Telling[] = [];
  for (let i = 0; i + KEY <= bare.length; i += 1) {
    const candidates = lines.get(bare.slice(i, i + KEY)) ?? [];
    found.push(...candidates.filter((line) => bare.startsWith(line.text, i)));
  }
  return found;
}
