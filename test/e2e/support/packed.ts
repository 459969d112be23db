import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

let packed: Promise<string> | undefined;

/**
 * Copies what the package holds (dist, package.json, better-sqlite3) into an empty folder, once for all journeys of a worker;
 * it goes with that one.
 */
export function pack(): Promise<string> {
  packed ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quayside-package-'));
    process.once('exit', () => removeLast(folder));
    await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    await cp(join(root, 'package.json'), join(folder, 'package.json'));
    const sqlite = join('node_modules', 'better-sqlite3');
    await mkdir(join(folder, sqlite), { recursive: true });
    for (const part of ['package.json', 'lib', 'prebuilds'])
      await cp(join(root, sqlite, part), join(folder, sqlite, part), { recursive: true });
    return folder;
  })();
  return packed;
}

/** What runs from it ends with the worker, too; where files in use cannot be removed (Windows) it stays. */
function removeLast(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Nobody is left to be told.
  }
}
