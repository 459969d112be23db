import { mappingKinds } from '#core/domain/mapping.ts';
import { diffMappings } from '#core/mapping/diff.ts';
import { readMappings } from '#core/mapping/files/readMappings.ts';
import type { Store } from '#core/store/store.types.ts';
import { systemClock } from '../adapters/clock.ts';
import { addPracticeSheets } from './practiceSheets.ts';

/** Gives a new practice workspace the maps that fit its world; one that has partners is left as its user made it. */
export async function ensurePracticeMaps(store: Store): Promise<void> {
  const { rows } = await store.mappingPage({ kind: 'partners', limit: 1 });
  if (rows.length > 0) return;
  const { mappingFiles } = await import('#core/practice/maps.ts');
  const files = mappingFiles();
  for (const kind of mappingKinds) {
    const read = await readMappings(kind, `${kind}.csv`, Buffer.from(files[`${kind}.csv`] ?? '', 'utf8'));
    const { changes } = diffMappings(kind, [], read);
    await store.applyMappings({
      kind,
      changes,
      who: 'Quayside',
      at: systemClock.now(),
      why: 'the practice world needs them',
      origin: 'practice',
      source: 'practice world',
    });
  }
  await addPracticeSheets(store);
}
