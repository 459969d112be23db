import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

let packed: Promise<string> | undefined;

/** Copies what the package holds (dist, package.json, better-sqlite3) into an empty folder, once for all journeys. */
export function pack(): Promise<string> {
  packed ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quayside-package-'));
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
