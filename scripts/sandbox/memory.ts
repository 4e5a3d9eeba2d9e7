/**
 * The linear memory of a machine, which is its whole state: it can be put back as it was, and has a
 * limit that no code can catch. Where more is wanted, the machine is left at once, because an engine
 * that has to go on without memory takes its time and misnames its errors.
 */

// Neither Node's types nor the language's have it; only browsers' do.
declare global {
  namespace WebAssembly {
    class Memory {
      constructor(pages: { initial: number; maximum: number });
      readonly buffer: ArrayBuffer;
      grow(pages: number): number;
    }
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      constructor(module: Module, imports: Imports);
      readonly exports: object;
    }
    type Imports = Record<string, Record<string, unknown>>;
  }
}

const PAGE = 2 ** 16;
/**
 * Pages that a memory begins with, and what it can never have more of. The whole of it is put back
 * for each submission, so it begins small; a submission that wants more lets it grow.
 */
const FIRST_PAGES = 96;
const MOST_PAGES = 16_384;

/**
 * How the engine's binary asks for its memory: imported, of 256 to 32,768 pages. Numbers are written
 * seven bits a byte, the lowest first; the highest bit says that another byte follows.
 */
const ASKED = Buffer.from([0x02, 0x01, 0x80, 0x02, 0x80, 0x80, 0x02]);
const FIRST_AT = 2;

/** Thrown out of the machine, through all that runs in it. */
class OutOfMemory extends Error {
  override readonly name = 'OutOfMemory';
}

export interface BoundedMemory {
  memory: WebAssembly.Memory;
  /** Makes a module's imports leave the machine once more was wanted than there may be. */
  guard(imports: WebAssembly.Imports): WebAssembly.Imports;
  /**
   * Remembers the memory as it is now.
   * @param size the bytes of it that are in use, where it is larger
   */
  remember(size?: number): void;
  /** Puts it back as it was remembered. */
  restore(): void;
  /** @param bytes beyond what was remembered */
  limit(bytes: number): void;
  /** Bytes by which it has grown since; it never shrinks. */
  grown(): number;
}

/**
 * The engine's binary, content with the pages that a memory begins with.
 * @throws Error where it asks for its memory in another way
 */
export function contentWithLess(binary: Buffer): Buffer {
  const at = binary.indexOf(ASKED);
  if (at < 0 || at !== binary.lastIndexOf(ASKED)) {
    throw new Error('memory: the engine asks for its memory in an unknown way');
  }
  const content = Buffer.from(binary);
  content.set([FIRST_PAGES | 0x80, 0], at + FIRST_AT);
  return content;
}

/** Bytes of a memory up to the zeros at its end, in whole words: to look at each byte takes a third of a second. */
function endOf(buffer: ArrayBuffer): number {
  const words = new Int32Array(buffer);
  let end = words.length;
  while (end > 0 && words[end - 1] === 0) end -= 1;
  return end * Int32Array.BYTES_PER_ELEMENT;
}

type Imported = (...args: unknown[]) => unknown;

/** A memory for one machine. */
export function createMemory(): BoundedMemory {
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES });
  const growReally = memory.grow.bind(memory);
  let most = Number.POSITIVE_INFINITY;
  /** Bytes that the module asks for, as the call that lets it grow says. */
  let wanted = 0;
  let isFull = false;
  let copy = new Uint8Array();
  let resting = 0;

  memory.grow = (pages) => {
    isFull = wanted > most;
    if (isFull) throw new OutOfMemory();
    // The module rounds up what it wants by how much it has, which another submission may have left.
    const left = Math.ceil((most - memory.buffer.byteLength) / PAGE);
    return growReally(Math.min(pages, left));
  };

  const guarded =
    (imported: Imported): Imported =>
    (...args) => {
      wanted = Number(args[0]);
      const answer = imported(...args);
      if (isFull) throw new OutOfMemory();
      return answer;
    };

  return {
    memory,
    guard: (imports) =>
      Object.fromEntries(
        Object.entries(imports).map(([name, group]) => [
          name,
          Object.fromEntries(
            Object.entries(group).map(([key, value]) => [
              key,
              typeof value === 'function' ? guarded(value as Imported) : value,
            ]),
          ),
        ]),
      ),
    remember(size = memory.buffer.byteLength) {
      resting = size;
      copy = new Uint8Array(memory.buffer).slice(0, endOf(memory.buffer));
    },
    restore() {
      // A fresh view: the old one is empty once the memory has grown.
      const now = new Uint8Array(memory.buffer);
      now.set(copy);
      now.fill(0, copy.length);
    },
    limit: (bytes) => {
      most = resting + bytes;
    },
    grown: () => memory.buffer.byteLength - resting,
  };
}
