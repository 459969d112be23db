import { appendAudit } from '../../audit.ts';
import { change, one, run, type Db } from '../../database.ts';
import type { AuditEntry } from '../../rows.types.ts';
import type { Store } from '../../store.types.ts';
import { noteOf } from './subjects.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];

const sides = { sps: 'SPS', buyer: 'the buyer', warehouse: 'the warehouse', it: 'IT', other: 'someone else' } as const;

/** Whose turn it is and who looks after it. `since` begins anew when the side or the owner becomes another one. */
export function noteTriage(db: Db, { subject, waitingOn, text, owner, who, at }: In<'noteTriage'>): void {
  const { note: before } = noteOf(db, subject);
  const empty = waitingOn === undefined && text === '' && owner === '';
  if (empty && !before) return;
  if (empty) change(db, 'DELETE FROM triage_notes WHERE subject = ?', subject);
  else {
    const same = before !== undefined && before.waitingOn === waitingOn && before.owner === owner;
    run(
      db,
      `INSERT INTO triage_notes (subject, waiting_on, text, owner, since, who) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (subject) DO UPDATE SET waiting_on = excluded.waiting_on, text = excluded.text, owner = excluded.owner,
         since = excluded.since, who = excluded.who`,
      subject,
      waitingOn ?? null,
      text,
      owner,
      same ? before.since : at,
      who,
    );
  }
  const said = [
    ...(waitingOn === undefined ? [] : [`waits on ${sides[waitingOn]}`]),
    ...(owner === '' ? [] : [`${owner} looks after it`]),
  ];
  const what = empty ? 'Note taken away' : `Note: ${said.length > 0 ? said.join(', ') : text}`;
  appendAudit(db, [
    {
      at,
      who,
      what,
      ...detailOf(db, subject, said.length > 0 ? text : ''),
      tone: 'neutral',
    },
  ]);
}

/** What the entry is about, and the text where it does not stand in it already. That of an order stands with it and needs no id. */
function detailOf(db: Db, subject: string, text: string): Pick<AuditEntry, 'detail' | 'threadId' | 'documentId'> {
  const order = orderOf(db, subject);
  const detail = [order.threadId === undefined ? subjectInWords(subject) : '', text].filter(Boolean).join(': ');
  return { ...order, ...(detail === '' ? {} : { detail }) };
}

function subjectInWords(subject: string): string {
  return subject.startsWith('group:') ? `all of ${subject.slice('group:'.length)}` : subject;
}

/** A note about one document shows in the timeline of its order. */
function orderOf(db: Db, subject: string): { readonly threadId?: number; readonly documentId?: number } {
  const documentId = /^document:(\d+)$/.exec(subject)?.[1];
  if (documentId === undefined) return {};
  const row = one<{ threadId: number | null }>(
    db,
    'SELECT thread_id AS threadId FROM documents WHERE id = ?',
    Number(documentId),
  );
  return row === undefined || row.threadId === null ? {} : { threadId: row.threadId, documentId: Number(documentId) };
}
