import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Clock } from '#core/ports/ports.ts';

/** The path of Electron's program, or nothing where it was never downloaded. Never loads the package: that would start a download. */
export function electronBinary(require: NodeJS.Require): string | undefined {
  const folder = electronFolder(require);
  if (folder === undefined) return undefined;
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function electronFolder(require: NodeJS.Require): string | undefined {
  try {
    return dirname(require.resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

export interface InstallOptions {
  readonly say: (text: string) => void;
  /** True where a line may be drawn anew in place; elsewhere progress is a line now and then. */
  readonly interactive: boolean;
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  /** Where the installer keeps what it has downloaded so far; the machine's temporary folder. */
  readonly temporary?: string;
}

const tenMegabytes = 10_000_000;
const lookEveryMs = 1_000;
const stalledAfterMs = 20_000;

/** Runs Electron's own installer once, with progress; stops it when no new byte arrived for twenty seconds. */
export async function installElectron(require: NodeJS.Require, options: InstallOptions): Promise<string | undefined> {
  const { say, interactive, signal, clock, temporary = tmpdir() } = options;
  const folder = electronFolder(require);
  if (folder === undefined || !existsSync(join(folder, 'install.js')) || signal.aborted) return undefined;
  say('Fetching Electron, once…\n');
  const child = spawn(process.execPath, [join(folder, 'install.js')], {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary },
    stdio: 'ignore',
  });
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  child.once('error', () => ended.abort());
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  const bytesNow = (): number => downloaded(temporary) + sizeOf(join(folder, 'dist'));
  const before = bytesNow();
  let bytes = before;
  let told = 0;
  let since = clock.monotonic();
  for (;;) {
    await clock.sleep(lookEveryMs, ended.signal);
    if (ended.signal.aborted) break;
    const now = bytesNow();
    if (now === bytes) {
      if (clock.monotonic() - since > stalledAfterMs) stop();
      continue;
    }
    bytes = now;
    since = clock.monotonic();
    const sum = Math.max(0, now - before);
    if (interactive) say(`\r\u001b[2KFetching Electron: ${(sum / 1e6).toFixed(0)} MB`);
    else if (sum - told >= tenMegabytes) say(`Fetching Electron: ${(sum / 1e6).toFixed(0)} MB\n`);
    if (sum - told >= tenMegabytes) told = sum;
  }
  signal.removeEventListener('abort', stop);
  if (interactive && bytes !== before) say('\r\u001b[2K');
  return electronBinary(require);
}

/** Bytes that the installer has put into its temporary folders so far. */
function downloaded(temporary: string): number {
  return namesIn(temporary)
    .filter((entry) => entry.startsWith('electron-'))
    .reduce((sum, entry) => sum + sizeOf(join(temporary, entry)), 0);
}

/** The size of a file, or of all files below a folder; 0 for what is not there or goes away meanwhile. */
function sizeOf(path: string): number {
  try {
    const stat = statSync(path);
    return stat.isDirectory() ? namesIn(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : stat.size;
  } catch {
    return 0;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
