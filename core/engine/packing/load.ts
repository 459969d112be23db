import { AppError } from '#core/contract/errors.ts';
import type { PackingRow, PackingView } from '#core/contract/views/packing.ts';
import { checkPacking } from '#core/domain/checkPacking.ts';
import type { StoredSlip } from '#core/store/types/packing.ts';
import { draftCompany } from '../outbound/company.ts';
import { gatherBasis, type Basis, type OutboundContext } from '../outbound/gather.ts';
import type { SlipToPack } from '../outbound/packing.types.ts';
import { hasLeft } from '../outbound/planParts.ts';
import type { NoticeOfSlip } from './labelFacts.ts';
import { isCancelled } from './readBack.ts';
import { onPallets, packLinesOf, slipOf } from './slip.ts';
import { unprintableTexts } from './unprintable.ts';

/** A slip with all that its packing rests on. */
export interface LoadedSlip {
  readonly row: PackingRow;
  readonly stored: StoredSlip;
  /** Undefined where Dynamics or a person took it from its order. */
  readonly slip: SlipToPack | undefined;
  readonly basis: Basis;
  /** Its notice was cancelled before this copy was restored, and nothing stands in its place. */
  readonly cancelled: boolean;
}

export async function loadSlip(context: OutboundContext, slipId: number): Promise<LoadedSlip> {
  const found = await context.parts.store.packingSlip({ slipId });
  if (!found) throw new AppError({ code: 'not-found', message: 'This packing slip is not packed here.' });
  const basis = await gatherBasis(context, found.slip.threadIds);
  const slip = slipOf(basis, found.slip.slipKey);
  const cancelled = found.slip.leftBefore === 'unknown' && slip !== undefined && (await isCancelled(context.parts.store, slip));
  return { row: found.row, stored: cancelled ? unnumbered(found.slip) : found.slip, basis, slip, cancelled };
}

/** Cartons of a cancelled notice may stand as they are, their numbers may not (LBL-06). */
function unnumbered({ record, ...slip }: StoredSlip): StoredSlip {
  const bare = <P extends { readonly sscc: string }>(packs: readonly P[]): readonly P[] =>
    packs.map((pack) => ({ ...pack, sscc: '' }));
  return { ...slip, record: record && { ...record, cartons: bare(record.cartons), pallets: bare(record.pallets) } };
}

/** The slip as Dynamics has it now; refused where it belongs to no order any more. */
export function standing({ slip, row }: LoadedSlip): SlipToPack {
  if (!slip)
    throw new AppError({
      code: 'conflict',
      message: `Packing slip ${row.number} belongs to no order here any more: Dynamics took it back, or its order was changed.`,
    });
  return slip;
}

/** The ship notices that tell of a slip, as they are planned or have left. */
export function noticesOf({ basis, stored }: Pick<LoadedSlip, 'basis' | 'stored'>) {
  const rows = [...basis.orders.values()].flatMap(({ known }) => known.map(({ row }) => row));
  const own = rows.filter(
    (row) =>
      row.kind === '856' &&
      row.counts &&
      row.postingKeys.includes(stored.slipKey) &&
      row.draft !== 'superseded' &&
      row.draft !== 'set-aside',
  );
  return [...new Map(own.map((row) => [row.id, row])).values()];
}

export function noticeKeys(loaded: Pick<LoadedSlip, 'basis' | 'stored'>): readonly NoticeOfSlip[] {
  return noticesOf(loaded).map(({ store, postingKeys }) => ({ store, postingKeys }));
}

const ruleWords = {
  'case-pack': 'one carton for each started case; a line whose case is not known is one carton',
  line: 'one carton a line',
  one: 'one carton for each order and store',
  person: 'a person or a packing list',
} as const;

/** What the packing screen shows. */
export async function viewOf(context: OutboundContext, loaded: LoadedSlip): Promise<PackingView> {
  const { store, connection } = context.parts;
  const { row, stored, slip } = loaded;
  const [history, labels] = await Promise.all([
    store.packingHistory({ slipId: row.slipId, limit: 21 }),
    store.printedLabels({ slipKeys: [stored.slipKey] }),
  ]);
  const lines = slip ? packLinesOf(slip) : [];
  const { record, saved } = stored;
  const printed = new Set(labels.map(({ sscc }) => sscc));
  const shipNotice = slip?.sheet.shipNotice;
  return {
    slip: row,
    structure: shipNotice?.structure ?? 'carton',
    rule: shipNotice
      ? `${ruleWords[shipNotice.cartons]}${shipNotice.structure === 'pallet-carton' ? `; ${shipNotice.cartonsPerPallet} cartons on a pallet` : ''}`
      : '',
    weightUnit: connection.company?.weightUnit ?? 'LB',
    lines: lines.map(({ threadId: _, ...line }) => line),
    version: stored.version,
    ...(record && saved ? { record: { source: record.source, ...saved } } : {}),
    cartons: structuredClone(record?.cartons ?? []) as PackingView['cartons'],
    pallets: structuredClone(record?.pallets ?? []) as PackingView['pallets'],
    lost: stored.leftBefore === 'unknown',
    cancelled: loaded.cancelled,
    findings: record && slip ? [...checkPacking(lines, record, onPallets(slip))].map(plainFinding) : [],
    printed: (record?.cartons ?? []).flatMap(({ sscc, number }) => (printed.has(sscc) ? [number] : [])),
    unprintable: slip
      ? unprintableTexts({ slip, cartons: record?.cartons ?? [], partner: row.partnerName }, draftCompany(connection.company))
      : [],
    left: noticesOf(loaded).flatMap((notice) => (hasLeft(notice) ? [{ outboundId: notice.id, number: notice.number }] : [])),
    history: history.filter(({ version }) => version !== stored.version).slice(0, 20),
  };
}

export function plainFinding({
  severity,
  rule,
  path,
  message,
  value,
  expected,
}: ReturnType<typeof checkPacking>[number]): PackingView['findings'][number] {
  return {
    severity,
    rule,
    path,
    message,
    ...(value === undefined ? {} : { value }),
    ...(expected === undefined ? {} : { expected }),
  };
}
