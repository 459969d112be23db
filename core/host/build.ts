import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/contract/errors.ts';

/** What a whole build leaves; the first is what a browser needs. */
const outputs = ['dist/renderer/index.html', 'dist/host/main.js', 'dist/main/main.js', 'dist/preload/preload.cjs'] as const;
const sources = ['core', 'electron', 'renderer', 'vite.config.ts', 'package.json'] as const;

/** Newest modification below some folders, in milliseconds since 1970. */
function newest(root: string, names: readonly string[]): number {
  let latest = 0;
  for (const name of names) {
    const path = join(root, name);
    if (!existsSync(path)) continue;
    const stat = statSync(path);
    if (!stat.isDirectory()) {
      latest = Math.max(latest, stat.mtimeMs);
      continue;
    }
    const below = readdirSync(path, { recursive: true, withFileTypes: true });
    for (const entry of below)
      if (entry.isFile()) latest = Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return latest;
}

/** True when an output is missing (a build that was interrupted) or older than a source. */
export function isStale(root: string): boolean {
  const paths = outputs.map((output) => join(root, output));
  if (!paths.every((path) => existsSync(path))) return true;
  return newest(root, sources) > Math.min(...paths.map((path) => statSync(path).mtimeMs));
}

/** Builds the console where it was never built and can be: a clone has the means, a package comes built. */
export async function ensureBuilt(root: string, say: (text: string) => void, signal: AbortSignal): Promise<void> {
  if (existsSync(join(root, outputs[0])) || !existsSync(viteOf(root))) return;
  await build(root, say, signal);
}

const viteOf = (root: string): string => join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** Builds everything; messages of the build go to standard error. */
export async function build(root: string, say: (text: string) => void, signal: AbortSignal): Promise<void> {
  say('Building Quayside, once…\n');
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, [viteOf(root), 'build', '--app', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      signal,
    });
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  }).catch((cause: unknown) => {
    throw signal.aborted ? new AppError({ code: 'cancelled', message: 'The build was cancelled.', cause }) : cause;
  });
  if (code !== 0) throw new AppError({ code: 'internal', message: 'The build failed; its messages are above.' });
}
