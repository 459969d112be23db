import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this program lies: its source under Node's type stripping, or its bundle in dist/host. */
const isSource = import.meta.url.endsWith('.ts');

/** The entry of a worker thread beside this file. */
export const workers = {
  store: new URL(isSource ? '../store/worker.ts' : './storeWorker.js', import.meta.url),
  task: new URL(isSource ? './taskWorker.ts' : './taskWorker.js', import.meta.url),
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
