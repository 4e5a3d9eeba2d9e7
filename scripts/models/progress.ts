/** What a download costs, on stderr: a line that ticks on a terminal, and one line at the end. */

export interface Progress {
  add(bytes: number): void;
  /** Closes with a line, where anything was fetched since the last one. */
  end(requests: number, fileSize: number | null): void;
}

/** `9600000` → `9.6 MB` */
export function megabytes(bytes: number): string {
  return bytes < 999_950 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
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
    end(requests, fileSize) {
      if (fetched === 0) return;
      const whole = fileSize === null ? '' : `; model.safetensors has ${megabytes(fileSize)}`;
      const clear = isTicking ? '\r\x1b[K' : '';
      stream.write(
        `${clear}${label}: fetched ${megabytes(fetched)} in ${requests} requests${whole}\n`,
      );
      fetched = 0;
    },
  };
}
