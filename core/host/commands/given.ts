import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { whyUnreadable } from '../adapters/whyUnreadable.ts';
import { UsageError, type Terminal } from './command.ts';

/** The bytes of a file that was named on the command line. Throws UsageError that says why it cannot be read. */
export async function readGiven(file: string, terminal: Pick<Terminal, 'cwd'>): Promise<Uint8Array> {
  const given = await tryGiven(file, terminal);
  if ('why' in given) throw new UsageError(`${file} cannot be read. ${given.why}`);
  return given.bytes;
}

/** The same for one of several files, where the others are worth an answer of their own. */
export async function tryGiven(
  file: string,
  { cwd }: Pick<Terminal, 'cwd'>,
): Promise<{ readonly bytes: Uint8Array } | { readonly why: string }> {
  try {
    return { bytes: await readFile(resolve(cwd, file)) };
  } catch (thrown) {
    return { why: whyUnreadable(thrown) };
  }
}
