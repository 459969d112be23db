import type { OutboundLine } from '../../types/drafts.ts';
import type { OutboundRow, WaitReason } from '../../types/outbound.ts';
import { all, one, type Db } from '../../database.ts';

/** Columns of a document `o`, as `outboundRow` reads them. */
const outboundColumns = `o.id, o.partner_id AS partnerId, o.vendor, o.kind, o.number, o.revision, o.store, o.intent, o.company,
  o.purchase_order AS purchaseOrder, o.draft_state AS draft, o.transport, o.business, o.place, o.wait_reason AS waitReason,
  o.wait_text AS waitText, o.blocked_by AS blockedBy, o.anyway, o.due_at AS dueAt, o.released_by AS releasedBy,
  o.sheet_version AS sheetVersion, o.rules, o.counts, o.serials, o.version_id AS versionId, o.content_hash AS contentHash, o.sha256,
  o.remote_path AS remotePath, o.sent_at AS sentAt, o.collected_at AS collectedAt, o.created_at AS createdAt, o.changed_at AS changedAt,
  (SELECT json_group_array(thread_id) FROM (SELECT thread_id FROM outbound_threads WHERE outbound_id = o.id ORDER BY position)) AS threadIds,
  (SELECT json_group_array(posting_key) FROM outbound_postings WHERE outbound_id = o.id) AS postingKeys,
  (SELECT json_object('id', c.id, 'number', c.number, 'newNumber', json(iif(r.new_number, 'true', 'false')))
   FROM outbound_redrafts r INDEXED BY outbound_redrafts_done JOIN outbound_documents c ON c.id = r.outbound_id
   WHERE r.done_by = o.id ORDER BY r.id DESC LIMIT 1) AS corrects`;

type Plain = Omit<
  OutboundRow,
  | 'waitReason'
  | 'waitText'
  | 'blockedBy'
  | 'anyway'
  | 'dueAt'
  | 'releasedBy'
  | 'rules'
  | 'counts'
  | 'corrects'
  | 'serials'
  | 'sha256'
  | 'remotePath'
  | 'sentAt'
  | 'collectedAt'
  | 'threadIds'
  | 'postingKeys'
>;

export interface StoredOutbound extends Plain {
  readonly waitReason: WaitReason | null;
  readonly waitText: string | null;
  readonly blockedBy: number | null;
  readonly anyway: number;
  readonly dueAt: string | null;
  readonly releasedBy: string | null;
  readonly rules: string;
  readonly counts: number;
  readonly corrects: string | null;
  readonly serials: string;
  readonly sha256: string | null;
  readonly remotePath: string | null;
  readonly sentAt: string | null;
  readonly collectedAt: string | null;
  readonly threadIds: string;
  readonly postingKeys: string;
}

export function outboundRow(row: StoredOutbound): OutboundRow {
  return {
    ...row,
    waitReason: row.waitReason ?? undefined,
    waitText: row.waitText ?? undefined,
    blockedBy: row.blockedBy ?? undefined,
    anyway: row.anyway === 1,
    dueAt: row.dueAt ?? undefined,
    releasedBy: row.releasedBy ?? undefined,
    rules: JSON.parse(row.rules) as OutboundRow['rules'],
    counts: row.counts === 1,
    corrects: row.corrects === null ? undefined : (JSON.parse(row.corrects) as NonNullable<OutboundRow['corrects']>),
    serials: JSON.parse(row.serials) as string[],
    sha256: row.sha256 ?? undefined,
    remotePath: row.remotePath ?? undefined,
    sentAt: row.sentAt ?? undefined,
    collectedAt: row.collectedAt ?? undefined,
    threadIds: JSON.parse(row.threadIds) as number[],
    postingKeys: JSON.parse(row.postingKeys) as string[],
  };
}

/** What a document says of a line, as it is stored. */
export type StoredLine = Omit<OutboundLine, 'amount' | 'price'> & {
  readonly amount: string | null;
  readonly price: string | null;
};

export const outboundLine = ({ amount, price, ...line }: StoredLine): OutboundLine => ({
  ...line,
  ...(amount === null ? {} : { amount }),
  ...(price === null ? {} : { price }),
});

export function outboundById(db: Db, outboundId: number): OutboundRow | undefined {
  const row = one<StoredOutbound>(db, `SELECT ${outboundColumns} FROM outbound_documents o WHERE o.id = ?`, outboundId);
  return row && outboundRow(row);
}

/** Documents by a condition on `o`. */
export function outboundWhere(db: Db, condition: string, ...values: readonly unknown[]): readonly OutboundRow[] {
  return all<StoredOutbound>(db, `SELECT ${outboundColumns} FROM outbound_documents o ${condition}`, ...values).map(outboundRow);
}
