/** `performance` where no time passes: marks and measures are kept, and everything took 0 ms. */

class PerformanceEntry {
  readonly name: string;
  readonly entryType: string;
  readonly startTime = 0;
  readonly duration = 0;
  readonly detail: unknown;
  constructor(name: string, entryType: string, detail: unknown = null) {
    this.name = name;
    this.entryType = entryType;
    this.detail = detail;
  }
  toJSON(): object {
    return { ...this };
  }
}

interface Options {
  detail?: unknown;
  start?: unknown;
  end?: unknown;
}

class Performance {
  readonly timeOrigin: number;
  #entries: PerformanceEntry[] = [];
  constructor(timeOrigin: number) {
    this.timeOrigin = timeOrigin;
  }

  now(): number {
    return 0;
  }

  mark(name: unknown, { detail }: Options = {}): PerformanceEntry {
    return this.#add(new PerformanceEntry(String(name), 'mark', detail));
  }

  /** @throws SyntaxError for a mark that was not set */
  measure(name: unknown, from?: unknown, to?: unknown): PerformanceEntry {
    const isGiven = Object(from) === from;
    const { start, end, detail } = (isGiven ? from : { start: from, end: to }) as Options;
    for (const mark of [start, end]) {
      const isName = mark !== undefined && typeof mark !== 'number';
      if (!isName || this.getEntriesByName(mark, 'mark').length > 0) continue;
      throw new SyntaxError(`The "${mark}" performance mark has not been set`);
    }
    return this.#add(new PerformanceEntry(String(name), 'measure', detail));
  }

  clearMarks(name?: unknown): void {
    this.#clear('mark', name);
  }

  clearMeasures(name?: unknown): void {
    this.#clear('measure', name);
  }

  getEntries(): PerformanceEntry[] {
    return [...this.#entries];
  }

  getEntriesByName(name: unknown, type?: string): PerformanceEntry[] {
    const named = this.#entries.filter((entry) => entry.name === String(name));
    return type === undefined ? named : named.filter(({ entryType }) => entryType === type);
  }

  getEntriesByType(type: string): PerformanceEntry[] {
    return this.#entries.filter(({ entryType }) => entryType === type);
  }

  toJSON(): object {
    return { timeOrigin: this.timeOrigin };
  }

  #add(entry: PerformanceEntry): PerformanceEntry {
    this.#entries.push(entry);
    return entry;
  }

  #clear(type: string, name: unknown): void {
    const isCleared = (entry: PerformanceEntry): boolean =>
      entry.entryType === type && (name === undefined || entry.name === String(name));
    this.#entries = this.#entries.filter((entry) => !isCleared(entry));
  }
}

/** @param timeOrigin milliseconds since 1970 */
export const createPerformance = (timeOrigin: number): Performance => new Performance(timeOrigin);
