import type { DocumentRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import type { Threads } from './gather.ts';

/**
 * The documents of its number that say the same as this one where their hashes differ: only the spelling of a number is
 * another one (`10.0` for `10`). They are read for it, so nobody asks where nothing else has the number.
 */
export async function sameByValue(
  run: Pick<RunContext, 'parts' | 'tasks'>,
  document: DocumentRow,
  threads: Threads,
): Promise<ReadonlySet<number>> {
  const others = threads
    .flatMap(({ documents }) => documents)
    .filter(({ id, kind, processing, canonicalHash }) => {
      if (id === document.id || kind !== document.kind || processing === 'duplicate') return false;
      return canonicalHash !== document.canonicalHash;
    });
  if (others.length === 0) return new Set();
  const own = await valueHashOf(run, document);
  const same = new Set<number>();
  for (const other of others) if ((await valueHashOf(run, other)) === own) same.add(other.id);
  return same;
}

function valueHashOf(run: Pick<RunContext, 'parts' | 'tasks'>, document: DocumentRow): Promise<string> {
  const place = { sha256: document.fileSha256, path: document.filePath, position: document.positionInFile };
  return run.tasks.valueHash(place, () => run.parts.store.payload({ sha256: place.sha256 }));
}
