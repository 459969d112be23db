import type { TriageMember } from '#core/contract/views/triage.ts';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import { all, one, type Db } from '../../database.ts';
import { isText, isWhole, pair, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import {
  attentionColumns,
  fileAttention,
  fileColumns,
  holdAttention,
  incidentAttention,
  incidentColumns,
  lostAttention,
  lostColumns,
  waitAttention,
  waitColumns,
  type StoredAttention,
  type StoredFile,
  type StoredIncident,
  type StoredLost,
  type StoredWait,
} from '../attentionRows.ts';
import { byUrgency, openFiles, openHoldsOf, openIncidents, openWaits, type Kind, type OpenThing } from './openWork.ts';
import { memberSubject, noteOf } from './subjects.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** The open things of one group, most urgent first. */
export function thingsOfGroup(db: Db, kind: Kind, group: string): readonly OpenThing[] {
  const found =
    kind === 'held' || kind === 'parked'
      ? openHoldsOf(db, kind, group)
      : { quarantined: openFiles, incident: openIncidents, waiting: openWaits }[kind](db);
  return found.filter((thing) => thing.group === group).toSorted(byUrgency);
}

const isPlace = pair(isText, isWhole);

/** One group's members by urgency, a page of them. */
export function triageMembers(db: Db, { kind, group, cursor, limit }: In<'triageMembers'>): Out<'triageMembers'> {
  const after = readCursor(cursor, isPlace);
  const things = thingsOfGroup(db, kind, group);
  const rest = after ? things.filter(({ urgency, id }) => urgency > after[0] || (urgency === after[0] && id > after[1])) : things;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.flatMap((thing) => rowsOfThings(db, [thing]).map((row) => memberOf(db, thing, row))),
    ...(rest.length > limit && last ? { nextCursor: JSON.stringify([last.urgency, last.id]) } : {}),
  };
}

/** The same as rows of what needs a hand. */
export function rowsOfThings(db: Db, things: readonly OpenThing[]): readonly AttentionRow[] {
  return things.flatMap((thing) => {
    const row = rowOf(db, thing);
    return row ? [row] : [];
  });
}

function rowOf(db: Db, { kind, group, id }: OpenThing): AttentionRow | undefined {
  switch (kind) {
    case 'held':
    case 'parked': {
      const sql = `SELECT ${attentionColumns} FROM holds h LEFT JOIN threads t ON t.id = h.thread_id WHERE h.id = ?`;
      const row = one<StoredAttention>(db, sql, id);
      return row && holdAttention(kind, row);
    }
    case 'quarantined': {
      const row = one<StoredFile>(db, `SELECT ${fileColumns} FROM files f WHERE f.id = ?`, id);
      return row && fileAttention(row);
    }
    case 'incident': {
      const row = one<StoredIncident>(db, `SELECT ${incidentColumns} FROM incidents i WHERE i.id = ?`, id);
      return row && incidentAttention(row);
    }
    case 'waiting':
      return group === 'waiting:unknown' ? lostRow(db, id) : waitRow(db, id);
  }
}

function lostRow(db: Db, id: number): AttentionRow | undefined {
  const sql = `SELECT ${lostColumns} FROM order_sagas s JOIN threads t ON t.id = s.thread_id WHERE s.id = ?`;
  const row = one<StoredLost>(db, sql, id);
  return row && lostAttention(row);
}

function waitRow(db: Db, id: number): AttentionRow | undefined {
  const row = one<StoredWait>(db, `SELECT ${waitColumns} FROM documents d WHERE d.id = ?`, id);
  return row && waitAttention(row);
}

function memberOf(db: Db, thing: OpenThing, row: AttentionRow): TriageMember {
  const subject = memberSubject(row);
  return {
    ...row,
    partner: row.partner === '' ? thing.partner : row.partner,
    currency: thing.currency ?? '',
    ...(thing.amount === null ? {} : { amount: thing.amount }),
    ...(thing.cancelAfter === null ? {} : { cancelAfter: thing.cancelAfter }),
    ...fileOf(db, row, thing),
    subject,
    ...noteOf(db, subject),
    otherHolds: row.hold === undefined ? [] : [...othersOf(db, thing)],
    requests: [...requestsOf(db, thing)],
  };
}

function fileOf(db: Db, row: AttentionRow, { documentId }: OpenThing): Pick<TriageMember, 'path' | 'sha256'> {
  const found =
    row.fileId === undefined
      ? one<{ path: string; sha256: string }>(
          db,
          'SELECT f.path, f.sha256 FROM documents d JOIN files f ON f.id = d.file_id WHERE d.id = ?',
          documentId,
        )
      : one<{ path: string; sha256: string }>(db, 'SELECT path, sha256 FROM files WHERE id = ?', row.fileId);
  return found ?? {};
}

/** What else holds the document, by the name of its group. */
export function othersOf(db: Db, { documentId, group }: OpenThing): readonly string[] {
  if (documentId === 0) return [];
  const titles = all<{ title: string }>(
    db,
    'SELECT DISTINCT group_title AS title FROM holds WHERE document_id = ? AND closed_at IS NULL AND group_key <> ?',
    documentId,
    group,
  );
  return titles.map(({ title }) => title);
}

const mostRequests = 10;

function requestsOf(db: Db, { threadId }: OpenThing): readonly TriageMember['requests'][number][] {
  if (threadId === null) return [];
  return all<{ requestId: string; step: string; at: string; outcome: string; message: string | null }>(
    db,
    `SELECT a.request_id AS requestId, a.step, a.started_at AS at, a.outcome, a.message
     FROM order_sagas s JOIN order_attempts a ON a.saga_id = s.id WHERE s.thread_id = ?`,
    threadId,
  )
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, mostRequests)
    .map(({ message, ...attempt }) => ({ ...attempt, ...(message === null ? {} : { message }) }));
}
