/** That the optimised engine was made of the package's binary as it is now, and stands in for it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { optimised, packaged } from './engine';

/** Of the package's binary that it was made of; `engine.ts` says how. */
const MADE_OF = '105c3bed22d457e43e3d1c3c1c6959fda62a8fe06f0fc8a985303c3a2be72232';

interface Named {
  module?: string;
  name: string;
  kind: string;
}
type Listing = Record<'imports' | 'exports', (module: object) => Named[]>;
const { imports, exports: exported } = WebAssembly.Module as unknown as Listing;

const byName = (list: Named[]) => list.sort((a, b) => a.name.localeCompare(b.name));
const read = (file: string) => new WebAssembly.Module(readFileSync(file));

test('was made of the binary that the package brings', () => {
  const hash = createHash('sha256').update(readFileSync(packaged)).digest('hex');
  expect(hash).toBe(MADE_OF);
});

test('asks for the same and offers the same', () => {
  const [of, is] = [read(packaged), read(optimised)];
  expect(byName(imports(is))).toEqual(byName(imports(of)));
  expect(byName(exported(is))).toEqual(byName(exported(of)));
});
