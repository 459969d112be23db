import { mappingKinds } from '#core/domain/mapping.ts';
import { diffMappings } from '#core/mapping/diff.ts';
import { readMappings } from '#core/mapping/files/readMappings.ts';
import type { Store } from '#core/store/store.types.ts';
import { systemClock } from '../adapters/clock.ts';
import { addPracticeSheets } from './practiceSheets.ts';

const givenKey = 'practice.maps';

/**
 * Gives a new practice workspace the maps that fit its world, once. What its user imported before stays: only kinds of which
 * there is nothing are given, and what is taken away later stays away.
 */
export async function ensurePracticeMaps(store: Store): Promise<void> {
  if ((await store.meta({ key: givenKey })) !== undefined) return;
  const { rows: partners } = await store.mappingPage({ kind: 'partners', limit: 1 });
  const { mappingFiles } = await import('#core/practice/maps.ts');
  const files = mappingFiles();
  for (const kind of mappingKinds) {
    const { rows } = await store.mappingPage({ kind, limit: 1 });
    if (rows.length > 0) continue;
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
  if (partners.length === 0) await addPracticeSheets(store);
  await store.setMeta({ key: givenKey, value: systemClock.now() });
}
