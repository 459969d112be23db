import type { AttentionRow } from '#core/contract/views/attention.ts';
import { all, type Db } from '../../database.ts';

export type Kind = AttentionRow['kind'];

/** Sorts after every day: what no order gives a day for comes last. */
export const noDay = '9999-12-31';

/** One open thing in as few words as its group is made of. */
export interface OpenThing {
  readonly kind: Kind;
  readonly group: string;
  /** Of the hold, file, incident or document. */
  readonly id: number;
  readonly documentId: number;
  readonly threadId: number | null;
  readonly partner: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly shipBy: string | null;
  readonly cancelAfter: string | null;
  readonly since: string;
  readonly lines: number;
  /** The day it is sorted by. */
  readonly urgency: string;
}

type StoredHold = Omit<OpenThing, 'kind' | 'urgency' | 'documentId'> & { readonly documentId: number | null };

/** Of a hold's document, or of its order where it is about a document on its way out. */
const partnerOfHold = `coalesce((SELECT p.name FROM partners p WHERE p.partner_id = coalesce(d.partner_id, t.partner_id)
  AND p.vendor IN (coalesce(d.vendor, t.vendor), '') ORDER BY p.vendor DESC LIMIT 1), d.partner_id, t.partner_id, '')`;

const partner = `coalesce((SELECT p.name FROM partners p WHERE p.partner_id = d.partner_id AND p.vendor IN (d.vendor, '') ORDER BY p.vendor DESC LIMIT 1), d.partner_id, '')`;

/** Open holds of a kind, of one group or of all. */
export function openHoldsOf(db: Db, kind: 'held' | 'parked', group?: string): readonly OpenThing[] {
  return all<StoredHold>(
    db,
    `SELECT h.group_key AS "group", h.id, h.document_id AS documentId, h.thread_id AS threadId, ${partnerOfHold} AS partner, t.amount, t.currency,
      t.ship_by AS shipBy, t.cancel_after AS cancelAfter, h.opened_at AS since, h.lines
     FROM holds h LEFT JOIN documents d ON d.id = h.document_id LEFT JOIN threads t ON t.id = h.thread_id
     WHERE h.closed_at IS NULL AND h.cause ${kind === 'parked' ? '=' : '<>'} 'gap' ${group === undefined ? '' : 'AND h.group_key = ?'}`,
    ...(group === undefined ? [] : [group]),
  ).map((row) => ({ ...row, kind, documentId: row.documentId ?? 0, urgency: row.shipBy ?? noDay }));
}

const nothing = {
  documentId: 0,
  threadId: null,
  partner: '',
  amount: null,
  currency: null,
  shipBy: null,
  cancelAfter: null,
  lines: 0,
};

/** Files that cannot be read. One may be an order that ships today: by the day it came it stands before the days to come. */
export function openFiles(db: Db): readonly OpenThing[] {
  return all<{ id: number; state: string; since: string }>(
    db,
    `SELECT id, state, received_at AS since FROM files WHERE state IN ('quarantined', 'too-large')`,
  ).map(({ id, state, since }) => ({
    ...nothing,
    kind: 'quarantined',
    group: `file:${state}`,
    id,
    since,
    urgency: since.slice(0, 10),
  }));
}

/** What happened and no run can mend: before everything. */
export function openIncidents(db: Db): readonly OpenThing[] {
  return all<{ id: number; since: string }>(
    db,
    `SELECT id, first_at AS since FROM incidents WHERE resolved_at IS NULL AND remote = 'here'`,
  ).map(({ id, since }) => ({ ...nothing, kind: 'incident', group: 'incident', id, since, urgency: '' }));
}

/** What goes on by itself: documents that wait for another one, sales orders whose answer was lost. */
export function openWaits(db: Db): readonly OpenThing[] {
  const documents = all<{ id: number; partner: string; since: string }>(
    db,
    `SELECT d.id, ${partner} AS partner, d.changed_at AS since FROM documents d WHERE d.processing = 'waiting'`,
  ).map((row): OpenThing => ({
    ...nothing,
    ...row,
    documentId: row.id,
    kind: 'waiting',
    group: 'waiting:document',
    urgency: noDay,
  }));
  const lost = all<StoredHold>(
    db,
    `SELECT 'waiting:unknown' AS "group", s.id, s.document_id AS documentId, s.thread_id AS threadId, ${partner} AS partner, t.amount, t.currency,
      t.ship_by AS shipBy, t.cancel_after AS cancelAfter, s.changed_at AS since, 0 AS lines
     FROM order_sagas s LEFT JOIN documents d ON d.id = s.document_id LEFT JOIN threads t ON t.id = s.thread_id
     WHERE s.state IN ('header-unknown', 'lines-unknown')`,
  ).map((row): OpenThing => ({ ...row, kind: 'waiting', documentId: row.documentId ?? 0, urgency: row.shipBy ?? noDay }));
  return [...lost, ...documents];
}

/** By urgency, then in order of arrival. */
export function byUrgency(a: OpenThing, b: OpenThing): number {
  if (a.urgency !== b.urgency) return a.urgency < b.urgency ? -1 : 1;
  return a.id - b.id;
}
