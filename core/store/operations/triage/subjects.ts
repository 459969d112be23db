import type { TriageNote } from '#core/contract/views/triage.ts';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import { one, type Db } from '../../database.ts';

/** What a note is about: a group, or one thing of it. Documents keep theirs when they are decided anew. */
export function groupSubject(kind: AttentionRow['kind'], group: string): string {
  return `group:${kind}:${group}`;
}

export function memberSubject(row: AttentionRow): string {
  if (row.documentId !== undefined) return `document:${row.documentId}`;
  // Holds of sending are opened anew when a turn is decided anew.
  return row.outboundId === undefined ? row.key : `outbound:${row.outboundId}`;
}

interface StoredNote {
  readonly waitingOn: TriageNote['waitingOn'] | null;
  readonly text: string;
  readonly owner: string;
  readonly since: string;
  readonly by: string;
}

export function noteOf(db: Db, subject: string): { readonly note?: TriageNote } {
  const row = one<StoredNote>(
    db,
    'SELECT waiting_on AS waitingOn, text, owner, since, who AS by FROM triage_notes WHERE subject = ?',
    subject,
  );
  if (!row) return {};
  const { waitingOn, ...rest } = row;
  return { note: { ...rest, ...(waitingOn === null ? {} : { waitingOn }) } };
}
