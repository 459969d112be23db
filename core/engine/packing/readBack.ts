import { checkPacking } from '#core/domain/checkPacking.ts';
import type { PackingRecord } from '#core/domain/packing.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import { numbersIn, packingOfNotices, type NoticeLine } from '#core/packing/fromNotice.ts';
import { newestNotices } from '#core/packing/newestNotices.ts';
import { toShipment } from '#core/rsx/mappers/shipment.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import type { Store } from '#core/store/store.types.ts';
import type { LeftNotice } from '#core/store/types/packing.ts';
import { serialsOf } from '../outbound/content.ts';
import { gatherBasis } from '../outbound/gather.ts';
import type { SlipToPack } from '../outbound/packing.types.ts';
import { allRows } from '../pages.ts';
import type { RunContext } from '../runContext.ts';
import { onPallets, packLinesOf, slipOf } from './slip.ts';

type UsedUp = NonNullable<Parameters<Store['notePackingWaits']>[0]['usedUp']>;

/** `from`: the files it was read from. `usedUp`: what stood in notices that were taken back. */
export type ReadBack =
  | { readonly is: 'read'; readonly record: PackingRecord; readonly from: readonly string[] }
  | { readonly is: 'cancelled'; readonly numbers: readonly string[]; readonly usedUp: UsedUp }
  | { readonly is: 'lost'; readonly why: string };

/**
 * How a slip was packed whose ship notice left before this copy of the database was restored, read back from the very bytes
 * that left: the guard journal has them, or SPS still had. Only the newest of its notices are read; where they were cancelled
 * there is no packing. It must be the slip to the piece, else a person says.
 */
export async function readPackingBack(store: Pick<Store, 'leftNotices' | 'serialUses'>, slip: SlipToPack): Promise<ReadBack> {
  const { posting, partnerId, vendor } = slip;
  const left = await store.leftNotices({ partnerId, vendor, slip: posting.number, slipKey: posting.key });
  const newest = newestNotices(left);
  const gone = newest.find(({ bytes }) => bytes === undefined);
  if (gone) return lost(`SPS has collected ${fileName(gone.remotePath)}, and this copy of the database does not have it`);
  const notices = newest.flatMap(shipmentsOf);
  const serials = [...new Set(notices.flatMap(serialsOf))];
  const elsewhere = (await store.serialUses({ serials })).filter(({ slipKey }) => slipKey !== posting.key);
  const lines = packLinesOf(slip);
  const read = packingOfNotices(
    notices,
    lines.map((line) => withFactor(slip, line)),
    new Set(elsewhere.map(({ sscc }) => sscc)),
  );
  if (read.is === 'cancelled') return { ...read, usedUp: numbersIn(left.flatMap(shipmentsOf)) };
  if (read.is === 'not') return lost(read.why);
  const [wrong] = checkPacking(lines, read.record, onPallets(slip));
  if (wrong) return lost(`what it says is not the slip any more: ${wrong.message}`);
  return { is: 'read', record: read.record, from: newest.map(({ remotePath }) => fileName(remotePath)) };
}

/** True where nothing stands of what was told of a slip: it is packed anew. */
export async function isCancelled(store: Parameters<typeof readPackingBack>[0], slip: SlipToPack): Promise<boolean> {
  return (await readPackingBack(store, slip)).is === 'cancelled';
}

/** Slips of which it came out that their notice had left: a copy of before was restored. None asks nothing. */
export async function readPackingsBack(run: RunContext): Promise<void> {
  const { store, packing } = run.parts;
  for (const { slipKey, threadIds } of await allRows(
    (page) => store.slipsToReadBack(page),
    ({ slipId }) => slipId,
  )) {
    if (run.signal.aborted) return;
    try {
      const slip = slipOf(await gatherBasis(run, threadIds), slipKey);
      if (slip) await packing?.packingOf([slip]);
    } catch (thrown) {
      // One whose order cannot be read keeps no other one back.
      if (!run.signal.aborted) run.fail(thrown);
    }
  }
}

const lost = (why: string): ReadBack => ({ is: 'lost', why });
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function shipmentsOf({ bytes }: LeftNotice): readonly Shipment[] {
  if (!bytes) return [];
  const reading = readRsx(bytes);
  if (reading.outcome !== 'documents') return [];
  return reading.documents.flatMap(({ kind, root }) => (kind === '856' ? [toShipment({ root })] : []));
}

function withFactor({ lines }: SlipToPack, line: ReturnType<typeof packLinesOf>[number]): NoticeLine {
  return { ...line, factor: lines.find(({ source }) => source.position === line.slipLine)?.factor ?? '1' };
}
