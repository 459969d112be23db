import { appendFile, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '#core/store/folder.ts';

/** Lines of text kept in a file that never grows beyond its size; the one before it stays as `.1`. */
export interface LogFile {
  readonly path: string;
  /** Takes a line; it is on its way when this returns. */
  write(line: string): void;
  /** The newest text, at most so many bytes, from the beginning of a line. */
  tail(bytes: number): Promise<string>;
  /** What both files hold. */
  bytes(): Promise<number>;
  /** Everything that was taken is in the file. */
  flush(): Promise<void>;
}

export interface LogFileOptions {
  readonly path: string;
  readonly maxBytes?: number;
}

const fiveMegabytes = 5 * 1024 * 1024;
/** A disk that takes nothing must not fill the memory instead. */
const mostWaiting = 2_000;

/** A log that cannot be written is no reason to stop working: what it did not take is counted and said once it can be. */
export function createLogFile({ path, maxBytes = fiveMegabytes }: LogFileOptions): LogFile {
  let waiting: string[] = [];
  let lost = 0;
  let working: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        makeFolder(dirname(path));
        if ((await sizeOf(path)) > maxBytes) await rename(path, `${path}.1`);
        const gap = lost > 0 ? `${JSON.stringify({ level: 'warn', message: `${lost} lines could not be written here` })}\n` : '';
        await appendFile(path, gap + lines.join(''), { mode: 0o600 });
        lost = 0;
      } catch {
        lost += lines.length;
      }
    }
    working = undefined;
  }

  async function flush(): Promise<void> {
    // What is written meanwhile is waited for too.
    for (let current = working; current !== undefined; current = working) await current;
  }

  return {
    path,
    write(line) {
      if (waiting.length >= mostWaiting) lost += 1;
      else waiting.push(line);
      // Begun later: a drain that fails at once would end before it is known to work.
      working ??= Promise.resolve().then(drain);
    },
    async tail(bytes) {
      await flush();
      const newest = await endOf(path, bytes);
      const missing = bytes - Buffer.byteLength(newest);
      const older = missing > 0 ? await endOf(`${path}.1`, missing) : '';
      return older + newest;
    },
    bytes: async () => (await sizeOf(path)) + (await sizeOf(`${path}.1`)),
    flush,
  };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function endOf(path: string, bytes: number): Promise<string> {
  const size = await sizeOf(path);
  if (size === 0) return '';
  const file = await open(path, 'r');
  try {
    const start = Math.max(0, size - bytes);
    const buffer = Buffer.alloc(size - start);
    await file.read(buffer, 0, buffer.length, start);
    const text = buffer.toString('utf8');
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
}
