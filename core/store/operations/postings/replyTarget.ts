import { one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';

type In = Parameters<Store['replyTarget']>[0];
type Out = Awaited<ReturnType<Store['replyTarget']>>;

/**
 * The document of that partner that a reply is about: by the file that it names, by its path or its name alone, else by kind
 * and number, the newest that left. What SPS refused never did.
 */
export function replyTarget(db: Db, { fileName, partnerId, kind, number }: In): Out {
  const asked = { partnerId, kind, number };
  const found = byPath(db, fileName, asked) ?? byNumber(db, asked, nameOf(fileName)) ?? byNumber(db, asked);
  return found && { outboundId: found.id, ...(found.threadId === null ? {} : { threadId: found.threadId }) };
}

/** A partner knows the file by its name; the folder is ours. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

interface Found {
  readonly id: number;
  readonly threadId: number | null;
}

const columns = `o.id, (SELECT thread_id FROM outbound_threads t WHERE t.outbound_id = o.id ORDER BY t.position LIMIT 1) AS threadId`;

type Asked = Pick<In, 'partnerId' | 'kind' | 'number'>;

/** A reply that names no partner is taken at the file that it names. */
function byPath(db: Db, path: string, { partnerId, kind }: Asked): Found | undefined {
  if (path === '') return undefined;
  return one<Found>(
    db,
    `SELECT ${columns} FROM sends s JOIN outbound_documents o ON o.id = s.outbound_id
     WHERE s.remote_path = ? AND o.kind = ? AND o.draft_state = 'left' AND o.transport <> 'refused' AND ? IN ('', o.partner_id)`,
    path,
    kind,
    partnerId,
  );
}

/** `name`: of the file; undefined for whichever left last. */
function byNumber(db: Db, { partnerId, kind, number }: Asked, name?: string): Found | undefined {
  if (name === '') return undefined;
  const ofFile =
    name === undefined
      ? ''
      : `AND EXISTS (SELECT 1 FROM sends s WHERE s.outbound_id = o.id AND substr(s.remote_path, -length(?)) = ?)`;
  return one<Found>(
    db,
    `SELECT ${columns} FROM partners p JOIN outbound_documents o ON o.partner_id = p.partner_id AND o.vendor = p.vendor AND o.kind = ? AND o.number = ?
     WHERE p.partner_id = ? AND o.draft_state = 'left' AND o.transport <> 'refused' ${ofFile} ORDER BY o.revision DESC LIMIT 1`,
    kind,
    number,
    partnerId,
    ...(name === undefined ? [] : [`/${name}`, `/${name}`]),
  );
}
