import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { whyUnreadable } from '../adapters/whyUnreadable.ts';
import { UsageError, type Terminal } from './command.ts';

/** The bytes of a file that was named on the command line. Throws UsageError that says why it cannot be read. */
export async function readGiven(file: string, { cwd }: Pick<Terminal, 'cwd'>): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, file));
  } catch (thrown) {
    throw new UsageError(`${file} cannot be read. ${whyUnreadable(thrown)}`);
  }
}
