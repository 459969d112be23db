import type { Instant } from '#core/domain/time.ts';
import type { Db } from './database.ts';
import { readGuard } from './guard.ts';
import { knownGuardPosition, knownPayloadsPosition, rememberGuard, rememberPayloads, rememberReplay } from './guardPosition.ts';
import { hasFile, insertFile } from './operations/files.ts';
import { claimAllGuarded } from './operations/outbound/claimGuarded.ts';
import { replayOutbound } from './operations/outbound/replayGuarded.ts';
import { lookAtPackingOfGuarded } from './operations/packing/left.ts';
import { replaySscc } from './operations/packing/serials.ts';
import { putPayload } from './payloads.ts';
import type { NewFile } from './rows.types.ts';

type InboundRecord = Omit<NewFile, 'bytes' | 'contentLength'> & {
  readonly packed: string;
  readonly length: number;
  readonly contentLength: number | null;
};

/**
 * Puts back the payloads of files that the database has and a power cut took: they are not synced one by one, because the
 * journal has them (`writer.ts`). Reads the journal from where the payloads were last known to be on disk.
 */
export function replayPayloads(db: Db, path: string): void {
  const known = knownGuardPosition(db);
  const from = knownPayloadsPosition(db);
  // Stays there until the next sync: what lies between was written, and nobody knows yet whether to the disk.
  rememberPayloads(db, from);
  for (const { record, end } of readGuard(path, from)) {
    if (end > known) break;
    if (record.kind !== 'inbound') continue;
    const { sha256, packed } = record.data as InboundRecord;
    putPayload(db, sha256, Buffer.from(packed, 'base64'));
  }
}

/**
 * Stores again every inbound file that the journal has and the database has not: a crash between the two, or a restored
 * older copy. They count as stored with their DELETE unconfirmed, so the next run looks before it deletes. Sends that only
 * the journal knows become those of their documents: sent where it says so, else unknown. Blocks of carton numbers that
 * only it knows count as used up.
 */
export function replayGuard(db: Db, path: string, at: Instant): number {
  let replayed = 0;
  let sends = 0;
  let records = 0;
  let end = knownGuardPosition(db);
  for (const entry of readGuard(path, end)) {
    end = entry.end;
    records += 1;
    if (entry.record.kind === 'outbound') {
      const { data } = entry.record;
      db.main.transaction(() => replayOutbound(db, data)).immediate();
      sends += 1;
    }
    if (entry.record.kind === 'sscc') {
      const { data } = entry.record;
      db.main.transaction(() => replaySscc(db, data)).immediate();
    }
    if (entry.record.kind !== 'inbound') continue;
    const { packed, length, contentLength, ...file } = entry.record.data as InboundRecord;
    if (hasFile(db, file.path, file.sha256, file.receivedAt)) continue;
    putPayload(db, file.sha256, Buffer.from(packed, 'base64'));
    db.main.transaction(() => insertFile(db, { ...file, bytes: length, contentLength: contentLength ?? undefined })).immediate();
    replayed += 1;
  }
  if (sends > 0)
    db.main
      .transaction(() => {
        claimAllGuarded(db, at);
        lookAtPackingOfGuarded(db);
      })
      .immediate();
  if (records > 0) rememberReplay(db, at);
  rememberGuard(db, end);
  return replayed;
}
