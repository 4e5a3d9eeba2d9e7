/** The library that sends one function on, as a reader of Windows' format finds it. */
import { forwardingLibrary } from './forwarding';

const library = forwardingLibrary({
  library: 'own.dll',
  name: 'Asked',
  to: 'other.Answered',
});

test('says in its headers that it is a library for x64', () => {
  expect(library.toString('latin1', 0, 2)).toBe('MZ');
  const signature = library.readUInt32LE(0x3c);
  expect(library.toString('latin1', signature, signature + 4)).toBe('PE\0\0');
  expect(library.readUInt16LE(signature + 4)).toBe(0x8664);
  expect(library.readUInt16LE(signature + 22) & 0x2000).toBe(0x2000);
});

test('exports one name, which leads to a text inside the export directory', () => {
  const signature = library.readUInt32LE(0x3c);
  const [address, size] = [24 + 112, 24 + 116].map((at) => library.readUInt32LE(signature + at));
  const inFile = (place: number): number => place - (address ?? 0) + 0x200;
  const textAt = (place: number): string => {
    const begin = inFile(place);
    return library.toString('latin1', begin, library.indexOf(0, begin));
  };
  const directory = inFile(address ?? 0);
  const field = (offset: number): number => library.readUInt32LE(directory + offset);
  expect(textAt(field(12))).toBe('own.dll');
  expect([field(20), field(24)]).toEqual([1, 1]);
  const target = library.readUInt32LE(inFile(field(28)));
  expect(textAt(target)).toBe('other.Answered');
  expect(target).toBeLessThan((address ?? 0) + (size ?? 0));
  expect(textAt(library.readUInt32LE(inFile(field(32))))).toBe('Asked');
});
