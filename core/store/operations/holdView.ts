import { createHash } from 'node:crypto';
import type { HoldView } from '#core/contract/views/attention.ts';
import { choicesOf, type HoldCause, type HoldChoice } from '#core/domain/states.ts';

/** Columns of a hold `h` as the screen shows it. */
export const holdColumns = `h.id, h.cause, h.rule, h.message, h.consequence, h.next_step AS nextStep, h.path, h.document_id AS documentId, h.outbound_id AS outboundId,
  h.thread_id AS threadId, h.opened_at AS openedAt, h.closed_at AS closedAt, h.closed_by AS closedBy, h.choice, h.reason, h.differences, h.fix, h.basis,
  (SELECT canonical_hash FROM documents WHERE id = h.document_id) AS content`;

export interface HoldRow {
  readonly id: number;
  readonly cause: HoldCause;
  readonly rule: string | null;
  readonly message: string;
  readonly consequence: string;
  readonly nextStep: string;
  readonly path: string | null;
  readonly documentId: number | null;
  readonly outboundId: number | null;
  readonly threadId: number | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly choice: HoldChoice | null;
  readonly reason: string | null;
  readonly differences: string;
  readonly fix: string | null;
  readonly basis: string;
  /** Hash of the document's content. */
  readonly content: string | null;
}

/** The same text exactly for the same finding on the same content: an answer carries it, so that it answers what was seen. */
export function seenOf(row: Pick<HoldRow, 'content' | 'documentId' | 'cause' | 'rule' | 'path' | 'basis' | 'message'>): string {
  const parts = [row.content, row.documentId, row.cause, row.rule, row.path, row.basis, row.message];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

/** A stored hold in the shape of the contract; a closed one offers no choices. */
export function holdView(row: HoldRow): HoldView {
  const differences = JSON.parse(row.differences) as string[];
  return {
    id: row.id,
    cause: row.cause,
    message: row.message,
    consequence: row.consequence,
    nextStep: row.nextStep,
    openedAt: row.openedAt,
    choices: row.closedAt === null ? [...choicesOf[row.cause]] : [],
    seen: seenOf(row),
    ...(row.rule === null ? {} : { rule: row.rule }),
    ...(row.path === null ? {} : { path: row.path }),
    ...(row.documentId === null ? {} : { documentId: row.documentId }),
    ...(row.outboundId === null ? {} : { outboundId: row.outboundId }),
    ...(row.threadId === null ? {} : { threadId: row.threadId }),
    ...(row.closedAt === null ? {} : { closedAt: row.closedAt }),
    ...(row.closedBy === null ? {} : { closedBy: row.closedBy }),
    ...(row.choice === null ? {} : { choice: row.choice }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(differences.length === 0 ? {} : { differences }),
    ...(row.fix === null ? {} : { fix: JSON.parse(row.fix) as HoldView['fix'] }),
  };
}
