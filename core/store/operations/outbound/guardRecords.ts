import type { Instant } from '#core/domain/time.ts';
import { one, type Db } from '../../database.ts';
import type { OutboundIntent } from '../../types/drafts.ts';
import type { OutboundRow } from '../../types/outbound.ts';

/** What the guard journal says of a send before its POST: whose it is, under which name, and the bytes themselves. */
export interface GuardedAttempt {
  readonly what: 'attempt';
  readonly partnerId: string;
  readonly vendor: string;
  readonly kind: string;
  readonly number: string;
  readonly revision: number;
  readonly contentHash: string;
  readonly sha256: string;
  readonly remotePath: string;
  readonly requestId: string;
  readonly at: Instant;
  readonly packed: string;
  /** What it was for the partner. Records of earlier versions do not say it; it is read from the bytes then. */
  readonly intent?: OutboundIntent;
  /** The document that it takes the place of, or takes back. */
  readonly corrects?: CorrectedName;
}

/** A document by what its key adds to that of the record. */
export interface CorrectedName {
  readonly number: string;
  readonly revision: number;
}

/** And after its answer, or after a person's word. */
export interface GuardedOutcome {
  readonly what: 'outcome';
  readonly remotePath: string;
  readonly outcome: 'sent' | 'refused';
  readonly at: Instant;
}

/** A person decided that a document never leaves; a restored copy must not send it all the same. */
export interface GuardedDecision {
  readonly what: 'set-aside';
  readonly partnerId: string;
  readonly vendor: string;
  readonly kind: string;
  readonly number: string;
  readonly revision: number;
  readonly at: Instant;
}

export function guardSetAside(db: Db, { partnerId, vendor, kind, number, revision }: OutboundRow, at: Instant): void {
  const record: GuardedDecision = { what: 'set-aside', partnerId, vendor, kind, number, revision, at };
  db.guard({ kind: 'outbound', data: record });
}

export function guardAttempt(
  db: Db,
  row: OutboundRow,
  send: { readonly sha256: string; readonly remotePath: string; readonly requestId: string; readonly at: Instant },
): void {
  const packed = db.payloadSql('SELECT bytes FROM payloads WHERE sha256 = ?').get(send.sha256) as { readonly bytes: Uint8Array };
  const { partnerId, vendor, kind, number, revision, contentHash, intent } = row;
  const corrects = correctedBy(db, row);
  const record: GuardedAttempt = {
    what: 'attempt',
    partnerId,
    vendor,
    kind,
    number,
    revision,
    contentHash,
    ...send,
    packed: Buffer.from(packed.bytes).toString('base64'),
    intent,
    ...(corrects === undefined ? {} : { corrects }),
  };
  db.guard({ kind: 'outbound', data: record });
}

function correctedBy(db: Db, { corrects }: OutboundRow): CorrectedName | undefined {
  if (corrects === undefined) return undefined;
  return one<CorrectedName>(db, 'SELECT number, revision FROM outbound_documents WHERE id = ?', corrects.id);
}

export function guardOutcome(db: Db, outcome: Omit<GuardedOutcome, 'what'>): void {
  db.guard({ kind: 'outbound', data: { what: 'outcome', ...outcome } satisfies GuardedOutcome });
}
