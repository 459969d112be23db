import type { AttentionRow } from '#core/contract/views/attention.ts';
import { holdColumns, holdView, type HoldRow } from './holdView.ts';
import { partnerName } from './search.ts';

/** How each kind of open work reads: the columns that a query selects, and the row of the contract that they make. */

export interface StoredAttention extends HoldRow {
  readonly groupKey: string;
  readonly groupTitle: string;
  readonly partner: string | null;
  readonly purchaseOrder: string | null;
  readonly shipBy: string | null;
}

/** Of a hold `h` with its thread `t`, where it has one. */
export const attentionColumns = `${holdColumns}, h.group_key AS groupKey, h.group_title AS groupTitle, coalesce(${partnerName}, t.partner_id) AS partner,
      t.number AS purchaseOrder, t.ship_by AS shipBy`;

export function holdAttention(kind: 'held' | 'parked', row: StoredAttention): AttentionRow {
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
    ...(row.outboundId === null ? {} : { outboundId: row.outboundId }),
    ...(row.shipBy === null ? {} : { shipBy: row.shipBy }),
  };
}

export interface StoredFile {
  readonly id: number;
  readonly path: string;
  readonly state: 'quarantined' | 'too-large';
  readonly reason: string;
  readonly receivedAt: string;
  /** 1 where documents of it were taken, before its other parts were known for what they are. */
  readonly taken: 0 | 1;
}

/** Of a file `f`. */
export const fileColumns = `f.id, f.path, f.state, f.reason, f.received_at AS receivedAt,
  EXISTS (SELECT 1 FROM documents d INDEXED BY documents_file WHERE d.file_id = f.id) AS taken`;

export function fileAttention(row: StoredFile): AttentionRow {
  const tooLarge = row.state === 'too-large';
  return {
    key: `file:${row.id}`,
    kind: 'quarantined',
    group: `file:${row.state}`,
    groupTitle: tooLarge ? 'Files that are too large' : 'Files that cannot be read',
    title: row.path,
    cause: row.reason,
    ...(row.taken === 1 ? takenWords : unreadWords[tooLarge ? 'too-large' : 'quarantined']),
    partner: '',
    purchaseOrder: '',
    fileId: row.id,
    fileState: row.state,
    since: row.receivedAt,
  };
}

const anew = 'Ask the retailer or SPS to send it again; then delete it at SPS, or fetch it again after a new upload.';
const unreadWords = {
  'too-large': {
    consequence: 'It stays at SPS and is not fetched again. If it is an order, nobody works on it.',
    nextStep: anew,
  },
  quarantined: { consequence: 'It is kept here and stays at SPS. If it is an order, nobody works on it.', nextStep: anew },
} as const;
const takenWords = {
  consequence: 'The documents of it that can be read were taken already. If the rest is an order, nobody works on it.',
  nextStep: 'Ask the retailer what the rest is, and to send that by itself; then delete the file at SPS.',
} as const;

export interface StoredIncident {
  readonly id: number;
  readonly message: string;
  readonly details: string;
  readonly count: number;
  readonly lastAt: string;
}

/** Of an incident `i`. */
export const incidentColumns = 'i.id, i.message, i.details, i.count, i.last_at AS lastAt';

export function incidentAttention(row: StoredIncident): AttentionRow {
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
}

export interface StoredWait {
  readonly id: number;
  readonly waitingFor: string | null;
  readonly partnerId: string;
  readonly number: string;
  readonly threadId: number | null;
  readonly changedAt: string;
  readonly kind: string;
}

/** Of a document `d`. */
export const waitColumns = `d.id, d.waiting_for AS waitingFor, d.partner_id AS partnerId, d.number, d.thread_id AS threadId, d.changed_at AS changedAt, d.kind`;

export function waitAttention(row: StoredWait): AttentionRow {
  return {
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
  };
}

export interface StoredLost {
  readonly id: number;
  readonly threadId: number;
  readonly message: string | null;
  readonly changedAt: string;
  readonly number: string;
  readonly partner: string;
  readonly shipBy: string | null;
}

/** Of a sales order `s` with its thread `t`. */
export const lostColumns = `s.id, s.thread_id AS threadId, s.message, s.changed_at AS changedAt, t.number, coalesce(${partnerName}, t.partner_id) AS partner, t.ship_by AS shipBy`;

export function lostAttention(row: StoredLost): AttentionRow {
  return {
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
  };
}
