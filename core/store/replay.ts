import type { Db } from './database.ts';
import { readGuard } from './guard.ts';
import { knownGuardPosition, rememberGuard } from './guardPosition.ts';
import { hasFile, insertFile } from './operations/files.ts';
import { putPayload } from './payloads.ts';
import type { NewFile } from './rows.types.ts';

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
