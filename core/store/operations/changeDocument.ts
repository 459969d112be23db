import { appendAudit } from '../audit.ts';
import { all, change, one, type Db } from '../database.ts';
import { finishDocument, refreshThread } from '../derive.ts';
import { overtaken } from '../overtaken.ts';
import type { DocumentChange } from '../rows.types.ts';
import type { Store } from '../store.types.ts';
import { seenColumn } from './documents.ts';
import { closeHolds, closeSetAside, openHolds } from './holds.ts';
import { writeUses } from './mappingUses.ts';
import { newestSet } from './mappings.ts';
import { wake } from './postings/wakes.ts';
import { abandonSaga, begun } from './sagaBegun.ts';
import { replaceSagas } from './sagas.ts';
import { addSearchKeys } from './search.ts';
import { placeInThread, threadOf } from './threadPlace.ts';

/** Everything that one decision about one document changes. Throws `conflict` where it is not as the decision saw it any more. */
export function changeDocument(db: Db, input: DocumentChange): Awaited<ReturnType<Store['changeDocument']>> {
  const { documentId, at } = input;
  if (input.seen !== undefined) checkSeen(db, documentId, input.seen);
  const left = input.thread ? threadOf(db, documentId) : undefined;
  const threadId = placeInThread(db, input);
  change(
    db,
    // A document that is new to a thread comes behind all that were decided there before.
    `UPDATE documents SET processing = ?, pending = ?, waiting_for = ?, thread_id = coalesce(?, thread_id), changed_at = ?,
      place = CASE WHEN thread_id IS ? THEN place ELSE (SELECT coalesce(max(o.place), 0) + 1 FROM documents o WHERE o.thread_id = ?) END
     WHERE id = ?`,
    input.processing,
    input.processing === 'new' || input.lookAgain === true || isOutdated(db, input) ? 1 : 0,
    input.waitingFor ?? null,
    threadId ?? null,
    at,
    threadId ?? null,
    threadId ?? null,
    documentId,
  );
  if (input.holds) {
    if (input.setAside) closeSetAside(db, { documentId, at, ...input.setAside });
    else closeHolds(db, { documentId, at });
    openHolds(db, { holds: input.holds, documentId, threadId, at });
  }
  if (input.ruleFindings)
    change(db, 'UPDATE documents SET rule_findings = ? WHERE id = ?', JSON.stringify(input.ruleFindings), documentId);
  if (input.uses) writeUses(db, documentId, input.uses);
  for (const earlier of input.supersedes ?? []) supersede(db, earlier, at);
  // A decision that stops the order also takes back what an earlier one planned and nobody has begun.
  const plans = input.sagas ?? (stopped(input) ? [] : undefined);
  const sagaIds = plans && threadId !== undefined ? replaceSagas(db, { documentId, threadId, plans, at }) : [];
  if (input.sagas) finishDocument(db, documentId, at);
  if (threadId !== undefined) {
    // An order that is cancelled, or lives again, may be answered otherwise.
    if (input.thread && 'attach' in input.thread && input.thread.cancelled !== undefined) {
      wake(db, threadId, 'the order was cancelled or lives again', at);
      askChangesAnew(db, threadId);
    }
    if (input.setAside) wake(db, threadId, 'the order was set aside', at);
    addSearchKeys(db, threadId, input.searchKeys ?? []);
    refreshThread(db, threadId, at);
  }
  const story = input.audit.map((entry) => ({ ...entry, at, documentId }));
  // It waited in another one until it was told apart; that one's story says where it went.
  if (left !== undefined && left !== threadId) {
    refreshThread(db, left, at);
    appendAudit(
      db,
      story.map((entry) => ({ ...entry, threadId: left })),
    );
  }
  appendAudit(
    db,
    story.map((entry) => ({ ...entry, ...(threadId === undefined ? {} : { threadId }) })),
  );
  return { threadId, sagaIds };
}

/** Changes that nobody has decided say whether their order stands, and what comes of them then. */
function askChangesAnew(db: Db, threadId: number): void {
  change(
    db,
    `UPDATE documents SET pending = 1 WHERE thread_id = ? AND kind = '860' AND processing IN ('held', 'parked')
      AND NOT EXISTS (SELECT 1 FROM order_changes c WHERE c.document_id = documents.id)`,
    threadId,
  );
}

function checkSeen(db: Db, documentId: number, seen: string): void {
  const now = one<{ seen: string }>(db, `SELECT ${seenColumn} AS seen FROM documents d WHERE d.id = ?`, documentId);
  if (now?.seen !== seen) throw overtaken();
}

/** Stopped by a map that was changed between its reading and this decision. */
function isOutdated(db: Db, { mapAsOf, processing }: DocumentChange): boolean {
  return mapAsOf !== undefined && (processing === 'parked' || processing === 'held') && newestSet(db) > mapAsOf;
}

const stopped = ({ uses, processing }: DocumentChange): boolean =>
  uses !== undefined && (processing === 'parked' || processing === 'held');

function supersede(db: Db, documentId: number, at: string): void {
  change(db, `UPDATE documents SET processing = 'superseded', pending = 0, changed_at = ? WHERE id = ?`, at, documentId);
  const left = all<{ id: number }>(
    db,
    `SELECT s.id FROM order_sagas s WHERE s.document_id = ? AND s.state <> 'abandoned' AND NOT ${begun}`,
    documentId,
  );
  for (const { id } of left) abandonSaga(db, id, at);
  closeHolds(db, { documentId, at });
}
