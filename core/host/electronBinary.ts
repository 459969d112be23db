import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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

const stalledMs = 20_000;
const lookMs = 1_000;

/** Runs Electron's own installer once; stops it when no new byte arrived for twenty seconds. */
export async function installElectron(require: NodeJS.Require, say: (text: string) => void): Promise<string | undefined> {
  const folder = electronFolder(require);
  if (folder === undefined || !existsSync(join(folder, 'install.js'))) return undefined;
  say('Fetching Electron, once…\n');
  const child = spawn(process.execPath, [join(folder, 'install.js')], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let bytes = downloaded();
  let since = performance.now();
  const watch = setInterval(() => {
    const now = downloaded();
    if (now !== bytes) {
      bytes = now;
      since = performance.now();
    } else if (performance.now() - since > stalledMs) child.kill('SIGKILL');
  }, lookMs);
  await ended;
  clearInterval(watch);
  return electronBinary(require);
}

/** Bytes that the installer has put into its temporary folders so far. */
function downloaded(): number {
  let sum = 0;
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith('electron-'))) {
    try {
      const path = join(tmpdir(), name);
      const files = statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path];
      for (const file of files) sum += statSync(file).size;
    } catch {
      // a file that went away while it was looked at
    }
  }
  return sum;
}
