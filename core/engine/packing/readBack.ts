import { checkPacking } from '#core/domain/checkPacking.ts';
import type { PackingRecord } from '#core/domain/packing.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import { packingOfNotices, type NoticeLine } from '#core/packing/fromNotice.ts';
import { toShipment } from '#core/rsx/mappers/shipment.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import type { Store } from '#core/store/store.types.ts';
import { serialsOf } from '../outbound/content.ts';
import { gatherBasis } from '../outbound/gather.ts';
import type { SlipToPack } from '../outbound/packing.types.ts';
import type { RunContext } from '../runContext.ts';
import { onPallets, packLinesOf, slipOf } from './slip.ts';

/** `from`: the files it was read from. */
export type ReadBack =
  | { readonly is: 'read'; readonly record: PackingRecord; readonly from: readonly string[] }
  | { readonly is: 'lost'; readonly why: string };

/**
 * How a slip was packed whose ship notice left before this copy of the database was restored, read back from the very bytes
 * that left: the guard journal has them, or SPS still had. It must be the slip to the piece, else a person says.
 */
export async function readPackingBack(store: Pick<Store, 'leftNotices' | 'serialUses'>, slip: SlipToPack): Promise<ReadBack> {
  const { posting, partnerId, vendor } = slip;
  const left = await store.leftNotices({ partnerId, vendor, slip: posting.number, slipKey: posting.key });
  const gone = left.find(({ bytes }) => bytes === undefined);
  if (gone) return lost(`SPS has collected ${fileName(gone.remotePath)}, and this copy of the database does not have it`);
  const notices = left.flatMap(({ bytes }) => (bytes ? shipmentsOf(bytes) : []));
  const serials = [...new Set(notices.flatMap(serialsOf))];
  const elsewhere = (await store.serialUses({ serials })).filter(({ slipKey }) => slipKey !== posting.key);
  const lines = packLinesOf(slip);
  const read = packingOfNotices(
    notices,
    lines.map((line) => withFactor(slip, line)),
    new Set(elsewhere.map(({ sscc }) => sscc)),
  );
  if (read.is === 'not') return lost(read.why);
  const [wrong] = checkPacking(lines, read.record, onPallets(slip));
  if (wrong) return lost(`what it says is not the slip any more: ${wrong.message}`);
  return { is: 'read', record: read.record, from: left.map(({ remotePath }) => fileName(remotePath)) };
}

const slipsAtOnce = 200;

/** Slips of which it came out that their notice had left: a copy of before was restored. None asks nothing. */
export async function readPackingsBack(run: RunContext): Promise<void> {
  const { store, packing } = run.parts;
  for (const { slipKey, threadIds } of await store.slipsToReadBack({ limit: slipsAtOnce })) {
    if (run.signal.aborted) return;
    const slip = slipOf(await gatherBasis(run, threadIds), slipKey);
    if (slip) await packing?.packingOf([slip]);
  }
}

const lost = (why: string): ReadBack => ({ is: 'lost', why });
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function shipmentsOf(bytes: Uint8Array): readonly Shipment[] {
  const reading = readRsx(bytes);
  if (reading.outcome !== 'documents') return [];
  return reading.documents.flatMap(({ kind, root }) => (kind === '856' ? [toShipment({ root })] : []));
}

function withFactor({ lines }: SlipToPack, line: ReturnType<typeof packLinesOf>[number]): NoticeLine {
  return { ...line, factor: lines.find(({ source }) => source.position === line.slipLine)?.factor ?? '1' };
}
