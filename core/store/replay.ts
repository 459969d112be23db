import { one, type Db } from './database.ts';
import { readGuard, type Guard } from './guard.ts';
import { knownGuardPosition, rememberGuard } from './guardPosition.ts';
import { hasFile, insertFile } from './operations/files.ts';
import { setMeta } from './operations/upkeep.ts';
import { putPayload } from './payloads.ts';
import type { NewFile } from './rows.types.ts';

/**
 * good: the journal belongs to this database and has at least what the database remembers. missing: there is none, or a
 * shorter or a foreign one, beside a database that was used: what was sent since the backup is not known (reconcile).
 */
export type GuardState = 'good' | 'missing';

/** Ties a journal to its database on first use; afterwards tells whether it is still the one. */
export function bindGuard(db: Db, guard: Guard, path: string, guardId: string): GuardState {
  const known = one<{ value: string }>(db, `SELECT value FROM meta WHERE key = 'guard.id'`)?.value;
  const first = readGuard(path).next().value?.record;
  const found = first?.kind === 'start' ? (first.data as { readonly id: string }).id : undefined;
  if (known === undefined && found === undefined) {
    guard.append([{ kind: 'start', data: { id: guardId } }]);
    setMeta(db, { key: 'guard.id', value: guardId });
    rememberGuard(db, guard.position());
    return 'good';
  }
  if (known === undefined && found !== undefined) {
    // A new database beside an old journal: everything in it is replayed.
    setMeta(db, { key: 'guard.id', value: found });
    return 'good';
  }
  if (found !== known || guard.position() < knownGuardPosition(db)) {
    if (found === undefined) guard.append([{ kind: 'start', data: { id: known } }]);
    rememberGuard(db, guard.position());
    return 'missing';
  }
  return 'good';
}

type InboundRecord = Omit<NewFile, 'bytes' | 'contentLength'> & {
  readonly packed: string;
  readonly length: number;
  readonly contentLength: number | null;
};

/**
 * Stores again every inbound file that the journal has and the database has not: a crash between the two, or a restored
 * older copy. They count as stored with their DELETE unconfirmed, so the next run looks before it deletes.
 */
export function replayGuard(db: Db, path: string): number {
  let replayed = 0;
  let end = knownGuardPosition(db);
  for (const entry of readGuard(path, end)) {
    end = entry.end;
    if (entry.record.kind !== 'inbound') continue;
    const { packed, length, contentLength, ...file } = entry.record.data as InboundRecord;
    if (hasFile(db, file.path, file.sha256, file.receivedAt)) continue;
    putPayload(db, file.sha256, Buffer.from(packed, 'base64'));
    db.main.transaction(() => insertFile(db, { ...file, bytes: length, contentLength: contentLength ?? undefined })).immediate();
    replayed += 1;
  }
  rememberGuard(db, end);
  return replayed;
}
