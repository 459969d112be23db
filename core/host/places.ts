import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this program lies: its source under Node's type stripping, or its bundle in dist/host. */
const isSource = import.meta.url.endsWith('.ts');

/** The folder of the bundle's entries; shared code may lie in `chunks/` below it. */
const bundle = new URL(/\/chunks\/[^/]*$/.test(import.meta.url) ? '../' : './', import.meta.url);

/** The entries of the worker threads. */
export const workers = {
  store: isSource ? new URL('../store/worker.ts', import.meta.url) : new URL('storeWorker.js', bundle),
  task: isSource ? new URL('./taskWorker.ts', import.meta.url) : new URL('taskWorker.js', bundle),
} as const;

/** The folder that holds package.json. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

/** The built renderer. */
export function rendererFolder(): string {
  return join(packageFolder(), 'dist', 'renderer');
}

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { readonly version: string };
  return version;
}
