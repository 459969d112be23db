import type { Fix } from '#core/domain/fix.ts';
import type { MappingKind } from '#core/domain/mapping.ts';
import type { OutputOf } from '#core/contract/endpoints.ts';
import { all, one, type Db } from '../database.ts';
import { isText, pair, readCursor } from '../readCursor.ts';
import type { Store } from '../store.types.ts';
import { briefColumns, briefOf, otherHolds, weightOf, type StoredBrief } from './orderBriefs.ts';
import { partnerName } from './search.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type Missing = OutputOf<'mappings.missing'>['rows'][number];

/** How the groups of a kind begin (`core/mapping` makes their keys). */
export const gapPrefixes: Readonly<Record<MappingKind, readonly string[]>> = {
  partners: ['partner:'],
  locations: ['location:'],
  items: ['item:', 'item-ambiguous:'],
  units: ['unit:'],
};

const kindOf: Readonly<Record<string, MappingKind>> = {
  partner: 'partners',
  location: 'locations',
  item: 'items',
  'item-choice': 'items',
  unit: 'units',
};

/** Gaps of the time before fixes were kept as data stand here as soon as their documents are looked at again. */
const openGap = `h.closed_at IS NULL AND h.cause = 'gap' AND h.fix IS NOT NULL`;
const behind = (prefix: string): string => `${prefix}\u{10FFFF}`;

interface Waiting {
  readonly key: string;
  readonly documentId: number;
  readonly threadId: number | null;
  readonly lines: number;
  readonly openedAt: string;
  readonly partnerId: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly shipBy: string | null;
}

/** Sorts after every day: what no order gives a day for comes last. */
const noDay = '9999-12-31';

interface Group {
  readonly key: string;
  readonly deadline: string;
  readonly rows: readonly Waiting[];
}

const isPlace = pair(isText, isText);

/** What is missing, the earliest deadline first: as many groups as there are, each over all that waits for it. */
export function mappingsMissing(db: Db, { kind, partnerId, cursor, limit }: In<'mappingsMissing'>): Out<'mappingsMissing'> {
  const after = readCursor(cursor, isPlace);
  const groups = groupsOf(waiting(db, kind === undefined ? Object.values(gapPrefixes).flat() : gapPrefixes[kind], partnerId));
  const rest = after ? groups.filter((group) => compare([group.deadline, group.key], after) > 0) : groups;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((group) => missingOf(db, group)),
    total: groups.length,
    ...(rest.length > limit && last ? { nextCursor: JSON.stringify([last.deadline, last.key]) } : {}),
  };
}

function waiting(db: Db, wanted: readonly string[], partnerId: string | undefined): readonly Waiting[] {
  return wanted.flatMap((prefix) =>
    all<Waiting>(
      db,
      `SELECT h.group_key AS key, h.document_id AS documentId, h.thread_id AS threadId, h.lines, h.opened_at AS openedAt, d.partner_id AS partnerId,
        t.amount, t.currency, t.ship_by AS shipBy
       FROM holds h CROSS JOIN documents d ON d.id = h.document_id LEFT JOIN threads t ON t.id = h.thread_id
       WHERE ${openGap} AND h.group_key >= ? AND h.group_key < ?`,
      prefix,
      behind(prefix),
    ).filter((row) => partnerId === undefined || row.partnerId === partnerId),
  );
}

function groupsOf(rows: readonly Waiting[]): readonly Group[] {
  const byKey = new Map<string, Waiting[]>();
  for (const row of rows) {
    const known = byKey.get(row.key);
    if (known) known.push(row);
    else byKey.set(row.key, [row]);
  }
  return [...byKey]
    .map(([key, list]) => ({ key, rows: list, deadline: list.map((row) => row.shipBy ?? noDay).toSorted()[0] ?? noDay }))
    .sort((a, b) => compare([a.deadline, a.key], [b.deadline, b.key]));
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

interface GroupText {
  readonly title: string;
  readonly nextStep: string;
  readonly fix: string | null;
  readonly partnerName: string | null;
}

function missingOf(db: Db, { key, rows }: Group): Missing {
  const text = one<GroupText>(
    db,
    `SELECT h.group_title AS title, h.next_step AS nextStep, h.fix, ${partnerName} AS partnerName
     FROM holds h LEFT JOIN threads t ON t.id = h.thread_id WHERE ${openGap} AND h.group_key = ? ORDER BY h.group_key, h.id LIMIT 1`,
    key,
  );
  const partnerId = rows[0]?.partnerId ?? '';
  const fix = JSON.parse(text?.fix ?? '') as Missing['fix'];
  return {
    key,
    kind: kindOf[fix.fix] ?? 'items',
    title: text?.title ?? key,
    nextStep: text?.nextStep ?? '',
    fix,
    partnerId,
    partnerName: text?.partnerName ?? partnerId,
    ...weightOf(rows),
    lines: rows.reduce((sum, row) => sum + row.lines, 0),
    since: rows.map((row) => row.openedAt).toSorted()[0] ?? '',
  };
}

export function openGaps(db: Db, { prefixes }: In<'openGaps'>): Out<'openGaps'> {
  const found = new Map<string, Fix>();
  for (const prefix of prefixes) {
    const rows = all<{ key: string; fix: string }>(
      db,
      `SELECT h.group_key AS key, h.fix FROM holds h WHERE ${openGap} AND h.group_key >= ? AND h.group_key < ?`,
      prefix,
      behind(prefix),
    );
    for (const { key, fix } of rows) if (!found.has(key)) found.set(key, JSON.parse(fix) as Fix);
  }
  return [...found].map(([key, fix]) => ({ key, fix }));
}

const mostListed = 200;

function ordersOfKey(db: Db, key: string): readonly StoredBrief[] {
  return all<StoredBrief>(
    db,
    `SELECT ${briefColumns} FROM holds h CROSS JOIN documents d ON d.id = h.document_id LEFT JOIN threads t ON t.id = d.thread_id
     WHERE ${openGap} AND h.group_key = ?`,
    key,
  );
}

export function waitingFor(db: Db, { keys, gapsOnly }: In<'waitingFor'>): Out<'waitingFor'> {
  const wanted = new Set(keys);
  const documents = new Map(keys.flatMap((key) => ordersOfKey(db, key)).map((row) => [row.documentId, row]));
  const rows = [...documents.values()].map((row) => ({
    row,
    freed: otherHolds(db, row.documentId, wanted, gapsOnly).length === 0,
  }));
  const sorted = rows.toSorted((a, b) =>
    compare([a.row.shipBy ?? noDay, a.row.purchaseOrder], [b.row.shipBy ?? noDay, b.row.purchaseOrder]),
  );
  return {
    freed: weightOf(rows.filter(({ freed }) => freed).map(({ row }) => row)),
    stillWaiting: weightOf(rows.filter(({ freed }) => !freed).map(({ row }) => row)),
    orders: sorted.slice(0, mostListed).map(({ row }) => briefOf(db, row, wanted, gapsOnly)),
  };
}

export function ordersOf(db: Db, { keys }: In<'ordersOf'>): Out<'ordersOf'> {
  return Object.fromEntries(keys.map((key) => [key, weightOf(ordersOfKey(db, key)).orders]));
}
