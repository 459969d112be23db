import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageOfElectron = fileURLToPath(new URL('../../../../node_modules/electron/', import.meta.url));

/**
 * Electron's program on this machine: QUAYSIDE_ELECTRON, else the one that its package has fetched. Nothing is fetched
 * here, so its package is not loaded. Throws one sentence where QUAYSIDE_ELECTRON names nothing.
 */
export function electronProgram(): string | undefined {
  const named = process.env['QUAYSIDE_ELECTRON'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`QUAYSIDE_ELECTRON names ${named}, which does not exist.`);
    return named;
  }
  const hint = join(packageOfElectron, 'path.txt');
  if (!existsSync(hint)) return undefined;
  const program = join(packageOfElectron, 'dist', readFileSync(hint, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}
