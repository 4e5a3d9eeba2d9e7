/** What a download costs, on stderr: a line that ticks on a terminal, and one line at the end. */

export interface Progress {
  add(bytes: number): void;
  /**
   * Closes with a line, where anything was fetched since the last one.
   * @param sizes of the weights' files, in bytes
   */
  end(requests: number, sizes: ReadonlyMap<string, number>): void;
}

/** `9600000` → `9.6 MB` */
export function megabytes(bytes: number): string {
  return bytes < 999_950 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `; model.safetensors has 132.1 kB`, `; 2 files of weights have 132.1 kB` */
function describeSizes(sizes: ReadonlyMap<string, number>): string {
  const [only] = sizes.keys();
  if (only === undefined) return '';
  const all = megabytes([...sizes.values()].reduce((sum, size) => sum + size, 0));
  return sizes.size === 1 ? `; ${only} has ${all}` : `; ${sizes.size} files of weights have ${all}`;
}

/** @param label whose bytes they are */
export function showProgress(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const isTicking = stream.isTTY === true && process.env.TERM !== 'dumb';
  let fetched = 0;
  let shown = 0;
  return {
    add(bytes) {
      fetched += bytes;
      if (!isTicking || Date.now() - shown < 100) return;
      shown = Date.now();
      stream.write(`\r\x1b[K${label}: ${megabytes(fetched)} …`);
    },
    end(requests, sizes) {
      if (fetched === 0) return;
      const whole = describeSizes(sizes);
      const clear = isTicking ? '\r\x1b[K' : '';
      stream.write(
        `${clear}${label}: fetched ${megabytes(fetched)} in ${requests} requests${whole}\n`,
      );
      fetched = 0;
    },
  };
}
