import { one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';

type In = Parameters<Store['replyTarget']>[0];
type Out = Awaited<ReturnType<Store['replyTarget']>>;

/** The document that a reply is about: by the file that it names, else by partner, kind and number, the newest that left. */
export function replyTarget(db: Db, { fileName, partnerId, kind, number }: In): Out {
  const found = byFile(db, fileName, kind) ?? byNumber(db, { partnerId, kind, number });
  return found && { outboundId: found.id, ...(found.threadId === null ? {} : { threadId: found.threadId }) };
}

interface Found {
  readonly id: number;
  readonly threadId: number | null;
}

const columns = `o.id, (SELECT thread_id FROM outbound_threads t WHERE t.outbound_id = o.id ORDER BY t.position LIMIT 1) AS threadId`;

function byFile(db: Db, fileName: string, kind: string): Found | undefined {
  if (fileName === '') return undefined;
  return one<Found>(
    db,
    `SELECT ${columns} FROM sends s JOIN outbound_documents o ON o.id = s.outbound_id WHERE s.remote_path = ? AND o.kind = ?`,
    fileName,
    kind,
  );
}

function byNumber(db: Db, { partnerId, kind, number }: Pick<In, 'partnerId' | 'kind' | 'number'>): Found | undefined {
  return one<Found>(
    db,
    `SELECT ${columns} FROM partners p JOIN outbound_documents o ON o.partner_id = p.partner_id AND o.vendor = p.vendor AND o.kind = ? AND o.number = ?
     WHERE p.partner_id = ? AND o.draft_state = 'left' ORDER BY o.revision DESC LIMIT 1`,
    kind,
    number,
    partnerId,
  );
}
