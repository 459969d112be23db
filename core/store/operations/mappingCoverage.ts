import { datedKinds } from '#core/contract/views/mappingRows.ts';
import type { DatedKind } from '#core/domain/mapping.ts';
import { all, one, type Db } from '../database.ts';
import { isText, readCursor } from '../readCursor.ts';
import type { Store } from '../store.types.ts';
import { gapPrefixes } from './mappingMissing.ts';
import { useKinds } from './mappingUses.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type Row = Out<'mappingCoverage'>['rows'][number];

/** Orders of one partner that are looked at: the newest of the span. */
const mostOrders = 1_000;

/** Of every partner: which share of the mappings that its newest orders needed is there. Exact, by what decided them. */
export function mappingCoverage(db: Db, { partnerId, cursor, limit, since }: In<'mappingCoverage'>): Out<'mappingCoverage'> {
  const rows = all<{ partnerId: string; name: string }>(
    db,
    `SELECT partner_id AS partnerId, min(name) AS name FROM partners
     WHERE partner_id > ? AND (? = '' OR partner_id = ?) GROUP BY partner_id ORDER BY partner_id LIMIT ?`,
    readCursor(cursor, isText) ?? '',
    partnerId ?? '',
    partnerId ?? '',
    limit + 1,
  );
  const page = rows.slice(0, limit);
  return {
    rows: page.map(({ partnerId: partner, name }) => coverageOf(db, partner, name, since)),
    ...(rows.length > limit ? { nextCursor: JSON.stringify(page.at(-1)?.partnerId ?? '') } : {}),
  };
}

function coverageOf(db: Db, partnerId: string, partnerName: string, since: string): Row {
  const threads = all<{ id: number }>(
    db,
    `SELECT t.id FROM threads t WHERE t.partner_id = ? AND t.received_at >= ? ORDER BY t.received_at DESC, t.id DESC LIMIT ?`,
    partnerId,
    since,
    mostOrders + 1,
  );
  const used = { locations: new Set<number>(), items: new Set<number>(), units: new Set<number>() };
  for (const { id } of threads.slice(0, mostOrders)) {
    const uses = all<{ kind: number; id: number }>(
      db,
      `SELECT u.kind, u.mapping_id AS id FROM documents d CROSS JOIN mapping_uses u ON u.document_id = d.id WHERE d.thread_id = ?`,
      id,
    );
    for (const use of uses) for (const kind of datedKinds) if (useKinds[kind] === use.kind) used[kind].add(use.id);
  }
  const share = (kind: DatedKind) => shareOf(used[kind].size, missingCount(db, kind, partnerId));
  return {
    partnerId,
    partnerName,
    documents: { value: Math.min(threads.length, mostOrders), capped: threads.length > mostOrders },
    items: share('items'),
    locations: share('locations'),
    units: share('units'),
  };
}

/** Groups of open gaps of a partner: what is missing now, each once. */
function missingCount(db: Db, kind: DatedKind, partnerId: string): number {
  return gapPrefixes[kind].reduce((sum, prefix) => {
    const from = `${prefix}${partnerId}:`;
    const row = one<{ value: number }>(
      db,
      `SELECT count(DISTINCT h.group_key) AS value FROM holds h
       WHERE h.closed_at IS NULL AND h.cause = 'gap' AND h.group_key >= ? AND h.group_key < ?`,
      from,
      `${from}\u{10FFFF}`,
    );
    return sum + (row?.value ?? 0);
  }, 0);
}

function shareOf(mapped: number, missing: number): Row['items'] {
  const all = mapped + missing;
  return { mapped, missing, ...(all === 0 ? {} : { percent: Math.floor((mapped * 100) / all) }) };
}
