import type { AttentionRow } from '#core/contract/views.ts';
import { all, one, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';
import { holdColumns, holdView, type HoldRow } from './holdView.ts';
import { partnerName } from './search.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type Kind = AttentionRow['kind'];

/** Each kind is one keyset query; the list walks them one after the other. */
const kinds: readonly Kind[] = ['incident', 'held', 'parked', 'quarantined', 'waiting'];

interface Page {
  readonly rows: readonly AttentionRow[];
  /** Key of the last row, for the next page of the same kind. */
  readonly last: readonly (string | number)[] | undefined;
}

/** What needs a hand, by kind; rows that one fix frees stand together. */
export function attentionList(db: Db, { kind, cursor, limit }: In<'attentionList'>): Out<'attentionList'> {
  const from = cursor === undefined ? undefined : (JSON.parse(cursor) as { kind: Kind; after: (string | number)[] | null });
  const wanted = (kind === undefined ? kinds : [kind]).filter(
    (name, _, list) => !from || list.indexOf(name) >= list.indexOf(from.kind),
  );
  const rows: AttentionRow[] = [];
  for (const name of wanted) {
    const after = from?.kind === name ? from.after : null;
    const page = pageOf(db, name, after ?? undefined, limit - rows.length + 1);
    for (const row of page.rows) {
      if (rows.length === limit) return { rows, nextCursor: JSON.stringify({ kind: name, after: lastKey(rows, name) }) };
      rows.push(row);
    }
  }
  return { rows };
}

function lastKey(rows: readonly AttentionRow[], kind: Kind): readonly (string | number)[] | null {
  const last = rows.at(-1);
  if (!last || last.kind !== kind) return null;
  return kind === 'held' || kind === 'parked'
    ? [last.group, last.hold?.id ?? 0]
    : [Number(last.key.slice(last.key.indexOf(':') + 1))];
}

function pageOf(db: Db, kind: Kind, after: readonly (string | number)[] | undefined, limit: number): Page {
  switch (kind) {
    case 'held':
      return holdRows(db, 'held', `h.cause <> 'gap'`, after, limit);
    case 'parked':
      return holdRows(db, 'parked', `h.cause = 'gap'`, after, limit);
    case 'quarantined':
      return fileRows(db, after, limit);
    case 'waiting':
      return waitingRows(db, after, limit);
    case 'incident':
      return incidentRows(db, after, limit);
  }
}

interface StoredAttention extends HoldRow {
  readonly groupKey: string;
  readonly groupTitle: string;
  readonly partner: string | null;
  readonly purchaseOrder: string | null;
  readonly shipBy: string | null;
}

function holdRows(
  db: Db,
  kind: 'held' | 'parked',
  which: string,
  after: readonly (string | number)[] | undefined,
  limit: number,
): Page {
  const rows = all<StoredAttention>(
    db,
    `SELECT ${holdColumns}, h.group_key AS groupKey, h.group_title AS groupTitle, coalesce(${partnerName}, t.partner_id) AS partner,
      t.number AS purchaseOrder, t.ship_by AS shipBy
     FROM holds h LEFT JOIN threads t ON t.id = h.thread_id
     WHERE h.closed_at IS NULL AND ${which} ${after ? 'AND (h.group_key, h.id) > (?, ?)' : ''} ORDER BY h.group_key, h.id LIMIT ?`,
    ...(after ?? []),
    limit,
  );
  const last = rows.at(-1);
  return { rows: rows.map((row) => holdAttention(kind, row)), last: last && [last.groupKey, last.id] };
}

function holdAttention(kind: 'held' | 'parked', row: StoredAttention): AttentionRow {
  const hold = holdView(row);
  return {
    key: `hold:${row.id}`,
    kind,
    group: row.groupKey,
    groupTitle: row.groupTitle,
    title: row.purchaseOrder === null ? row.groupTitle : `Purchase order ${row.purchaseOrder}`,
    cause: row.message,
    nextStep: row.nextStep,
    consequence: row.consequence,
    partner: row.partner ?? '',
    purchaseOrder: row.purchaseOrder ?? '',
    hold,
    since: row.openedAt,
    ...(row.threadId === null ? {} : { threadId: row.threadId }),
    ...(row.documentId === null ? {} : { documentId: row.documentId }),
    ...(row.shipBy === null ? {} : { shipBy: row.shipBy }),
  };
}

function fileRows(db: Db, after: readonly (string | number)[] | undefined, limit: number): Page {
  const rows = all<{ id: number; path: string; state: 'quarantined' | 'too-large'; reason: string; receivedAt: string }>(
    db,
    `SELECT id, path, state, reason, received_at AS receivedAt FROM files WHERE state IN ('quarantined', 'too-large') AND id > ? ORDER BY id LIMIT ?`,
    after?.[0] ?? 0,
    limit,
  );
  const tooLarge = (state: string): boolean => state === 'too-large';
  return {
    last: rows.length > 0 ? [rows.at(-1)?.id ?? 0] : undefined,
    rows: rows.map((row) => ({
      key: `file:${row.id}`,
      kind: 'quarantined',
      group: `file:${row.state}`,
      groupTitle: tooLarge(row.state) ? 'Files that are too large' : 'Files that cannot be read',
      title: row.path,
      cause: row.reason,
      consequence: tooLarge(row.state)
        ? 'It stays at SPS and is not fetched again. If it is an order, nobody works on it.'
        : 'It is kept here and stays at SPS. If it is an order, nobody works on it.',
      nextStep: 'Ask the retailer or SPS to send it again; then delete it at SPS, or fetch it again after a new upload.',
      partner: '',
      purchaseOrder: '',
      fileId: row.id,
      fileState: row.state,
      since: row.receivedAt,
    })),
  };
}

/** What went wrong outside of any order and cannot be undone by a run: a person must know of it. */
function incidentRows(db: Db, after: readonly (string | number)[] | undefined, limit: number): Page {
  const rows = all<{ id: number; message: string; details: string; count: number; lastAt: string }>(
    db,
    `SELECT id, message, details, count, last_at AS lastAt FROM incidents
     WHERE resolved_at IS NULL AND remote = 'here' AND id > ? ORDER BY id LIMIT ?`,
    after?.[0] ?? 0,
    limit,
  );
  return {
    last: rows.length > 0 ? [rows.at(-1)?.id ?? 0] : undefined,
    rows: rows.map((row) => {
      const { title, consequence, nextStep } = JSON.parse(row.details) as Readonly<Record<string, string>>;
      return {
        key: `incident:${row.id}`,
        kind: 'incident',
        group: 'incident',
        groupTitle: 'Happened, and no run can mend it',
        title: title ?? row.message,
        cause: row.count > 1 ? `${row.message} (${row.count} times)` : row.message,
        consequence: consequence ?? '',
        nextStep: nextStep ?? '',
        partner: '',
        purchaseOrder: '',
        incidentId: row.id,
        since: row.lastAt,
      };
    }),
  };
}

/** Documents that wait for another one, and sales orders whose answer was lost: both go on by themselves. */
function waitingRows(db: Db, after: readonly (string | number)[] | undefined, limit: number): Page {
  const from = Number(after?.[0] ?? 0);
  const documents = all<{
    id: number;
    waitingFor: string | null;
    partnerId: string;
    number: string;
    threadId: number | null;
    changedAt: string;
    kind: string;
  }>(
    db,
    `SELECT id, waiting_for AS waitingFor, partner_id AS partnerId, number, thread_id AS threadId, changed_at AS changedAt, kind
     FROM documents WHERE processing = 'waiting' AND id > ? ORDER BY id LIMIT ?`,
    from,
    limit,
  );
  const rows = documents.map((row): AttentionRow => ({
    key: `document:${row.id}`,
    kind: 'waiting',
    group: 'waiting:document',
    groupTitle: 'Waiting for another document',
    title: `Document ${row.kind} of purchase order ${row.number}`,
    cause: row.waitingFor ?? '',
    consequence: 'It goes on by itself when that arrives.',
    nextStep: 'Nothing to do, unless it waits for long: then ask the retailer for the order.',
    partner: row.partnerId,
    purchaseOrder: row.number,
    documentId: row.id,
    since: row.changedAt,
    ...(row.threadId === null ? {} : { threadId: row.threadId }),
  }));
  // Unknown sales orders are few: they stand on the first page.
  const unknown = from === 0 ? unknownRows(db) : [];
  return { rows: [...unknown, ...rows], last: rows.length > 0 ? [documents.at(-1)?.id ?? 0] : undefined };
}

function unknownRows(db: Db): readonly AttentionRow[] {
  return all<{
    id: number;
    threadId: number;
    message: string | null;
    changedAt: string;
    number: string;
    partner: string;
    shipBy: string | null;
  }>(
    db,
    `SELECT s.id, s.thread_id AS threadId, s.message, s.changed_at AS changedAt, t.number, coalesce(${partnerName}, t.partner_id) AS partner, t.ship_by AS shipBy
     FROM order_sagas s JOIN threads t ON t.id = s.thread_id WHERE s.state IN ('header-unknown', 'lines-unknown') ORDER BY s.id LIMIT 200`,
  ).map((row) => ({
    key: `saga:${row.id}`,
    kind: 'waiting',
    group: 'waiting:unknown',
    groupTitle: 'Sales orders whose answer was lost',
    title: `Purchase order ${row.number}`,
    cause: row.message ?? 'The answer of Dynamics was lost.',
    consequence: 'Nothing is sent again before the settle time is over, so that no second order is made.',
    nextStep: 'Nothing to do: the next runs look for it in Dynamics and finish it.',
    partner: row.partner,
    purchaseOrder: row.number,
    threadId: row.threadId,
    since: row.changedAt,
    ...(row.shipBy === null ? {} : { shipBy: row.shipBy }),
  }));
}

/** Exact counts of open work, each over its own partial index: as many as the list has rows of the kind. */
export function attentionCounts(db: Db): Out<'attentionCounts'> {
  const count = (text: string): number => one<{ value: number }>(db, `SELECT count(*) AS value ${text}`)?.value ?? 0;
  return {
    parked: count(`FROM holds WHERE closed_at IS NULL AND cause = 'gap'`),
    held: count(`FROM holds WHERE closed_at IS NULL AND cause <> 'gap'`),
    incident: count(`FROM incidents WHERE resolved_at IS NULL AND remote = 'here'`),
    quarantined: count(`FROM files WHERE state IN ('quarantined', 'too-large')`),
    waiting:
      count(`FROM documents WHERE processing = 'waiting'`) +
      count(`FROM order_sagas WHERE state IN ('header-unknown', 'lines-unknown')`),
  };
}
