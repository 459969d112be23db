import type { DynamicsClient } from '#core/dynamics/client.types.ts';
import type { MasterSource } from '#core/dynamics/master.ts';
import type { MasterSet } from '#core/domain/masterData.ts';
import type { Clock } from '#core/ports/ports.ts';
import type { MasterReading } from '#core/store/types/master.ts';
import type { Store } from '#core/store/store.types.ts';
import type { Target } from './targets.ts';

export interface ReadingParts {
  readonly store: Store;
  readonly dynamics: Pick<DynamicsClient, 'master'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Rows read of the set so far. */
  readonly onRows: (read: number) => void;
}

/** Rows that a walk over a set looks at in one transaction. */
const perWalk = 2_000;
/** Rows that did not come are asked for once more before they are taken for gone; more than these are no accident of paging. */
const mostAskedAgain = 300;

/** Sets whose rows are asked for by their key before they are taken for gone: a product that vanishes stops orders. */
const askedAgain: ReadonlySet<MasterSet> = new Set(['customers', 'products']);

/**
 * Reads one set to its end and then removes what did not come. Until then every row of before is there. Throws what the
 * client throws; the caller says so of the set.
 */
export async function readSet({ set, company }: Target, parts: ReadingParts): Promise<void> {
  const { store, dynamics, clock, signal } = parts;
  const source = await dynamics.master.open(set, company, clock.now(), signal);
  const named = { set, company } as const;
  if (!source) {
    const message = 'This environment has no such entity set. What needs it is not offered.';
    await store.endMasterSet({ ...named, state: 'missing', message, at: clock.now() });
    return;
  }
  const { entitySet, missingProperties } = source;
  const begun = await store.beginMasterSet({ ...named, entitySet, missingProperties, at: clock.now() });
  const reading = { ...named, generation: begun.generation };
  const read = await readPages(source, reading, parts);
  if (read === 0 && begun.rowsBefore > 0 && begun.stateBefore !== 'empty') {
    // An environment that shows nothing of a sudden more often lost a permission than its data.
    const message = `Dynamics gave no row of ${entitySet}, though it had ${begun.rowsBefore} before. They are kept until a second sync finds none either; check the rights of the app's user.`;
    await store.endMasterSet({ ...named, state: 'empty', message, at: clock.now() });
    return;
  }
  await removeLeftovers(source, reading, parts);
  await store.endMasterSet({ ...named, state: 'done', at: clock.now() });
}

async function readPages<S extends MasterSet>(
  source: MasterSource<S>,
  reading: MasterReading & { readonly set: S },
  { store, signal, onRows }: ReadingParts,
): Promise<number> {
  let read = 0;
  for await (const rows of source.pages(signal)) {
    if (rows.length > 0) await store.putMasterRows({ ...reading, rows });
    read += rows.length;
    onRows(read);
  }
  return read;
}

/**
 * What was not seen. Pages move when rows are made or deleted while they are read, so a few that did not come are asked
 * for by key; what Dynamics still has stays.
 */
async function removeLeftovers<S extends MasterSet>(
  source: MasterSource<S>,
  reading: MasterReading & { readonly set: S },
  { store, clock, signal }: ReadingParts,
): Promise<void> {
  if (askedAgain.has(reading.set)) {
    const keys = await leftovers(store, reading);
    if (keys.length === 0) return;
    if (keys.length <= mostAskedAgain) {
      const rows = await source.withKeys(keys, signal);
      if (rows.length > 0) await store.putMasterRows({ ...reading, rows });
    }
  }
  for (let afterId = 0, ended = false; !ended;)
    ({ lastId: afterId, ended } = await store.pruneMasterRows({ ...reading, afterId, limit: perWalk, at: clock.now() }));
}

async function leftovers(store: Store, reading: MasterReading): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let afterId = 0, ended = false; !ended;) {
    const piece = await store.masterLeftovers({ ...reading, afterId, limit: perWalk });
    keys.push(...piece.keys);
    ({ lastId: afterId, ended } = piece);
  }
  return keys;
}
