/** Measures on an engine of one's choice, in a process of its own, because a process has one engine. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EngineName } from '../../../reference/oracle/engines';
import { childProgram } from '../../../reference/root';
import type { Figure, Measured, Scope } from './measure';

const MOST_OUTPUT = 1 << 26;

const withInfinity = (figures: readonly (Figure & { share: number | null })[]): Figure[] =>
  figures.map((figure) => ({ ...figure, share: figure.share ?? Infinity }));

export async function measureOn(name: EngineName, scope: Scope): Promise<Measured> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [childProgram('tolerances'), JSON.stringify(scope)],
    { env: { ...process.env, KATA_ENGINE: name }, maxBuffer: MOST_OUTPUT },
  );
  const measured = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return {
    ...measured,
    right: withInfinity(measured.right),
    wrong: withInfinity(measured.wrong),
  };
}
