import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '#core/contract/errors.ts';
import { all, one, run, type Db } from '../../database.ts';
import { isWhole, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import type { SaveDraft } from '../../types/drafts.ts';
import type { OutboundVersion } from '../../types/outbound.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** What of a version nothing but its own page and drafting looks at. A person's corrections are counted in lists and stay apart. */
type Content = Pick<OutboundVersion, 'document' | 'origins' | 'missing' | 'findings' | 'choices'>;

/**
 * Level 3: higher ones take two to five times as long for a tenth less (docs/decisions/0003). The checksum tells a damaged
 * version from a whole one.
 */
const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };

function pack({ document, origins, missing, findings, choices }: Content): Buffer {
  return zstdCompressSync(JSON.stringify({ document, origins, missing, findings, choices }), { params });
}

function unpack(packed: Uint8Array, id: number): Content {
  try {
    return JSON.parse(zstdDecompressSync(packed).toString('utf8')) as Content;
  } catch (cause) {
    throw new AppError({
      code: 'database-damaged',
      message: `Version ${id} of a document is damaged in the database. Restore the last good backup (quayside restore).`,
      cause,
    });
  }
}

/** Writes a version of a document; `sha256` is that of its bytes, null without any. Returns its number. */
export function writeVersion(
  db: Db,
  outboundId: number,
  input: Content & Pick<SaveDraft, 'at' | 'overlay' | 'contentHash'>,
  sha256: string | null,
): number {
  return run(
    db,
    `INSERT INTO outbound_versions (outbound_id, built_at, body, origins, overlay, missing, findings, choices, content_hash, sha256, packed)
     VALUES (?, ?, '', '', ?, '', '', '', ?, ?, ?)`,
    outboundId,
    input.at,
    JSON.stringify(input.overlay),
    input.contentHash,
    sha256,
    pack(input),
  );
}

type Texts = 'body' | 'origins' | 'overlay' | 'missing' | 'findings' | 'choices';

interface StoredVersion extends Pick<OutboundVersion, 'id' | 'outboundId' | 'builtAt'>, Readonly<Record<Texts, string>> {
  readonly sha256: string | null;
  readonly packed: Uint8Array | null;
}

/** One version, the newest without a number. */
export function outboundVersion(db: Db, { outboundId, versionId }: In<'outboundVersion'>): OutboundVersion | undefined {
  const row = one<StoredVersion>(
    db,
    `SELECT id, outbound_id AS outboundId, built_at AS builtAt, body, origins, overlay, missing, findings, choices, sha256, packed
     FROM outbound_versions WHERE outbound_id = ? AND id = coalesce(?, (SELECT version_id FROM outbound_documents WHERE id = ?))`,
    outboundId,
    versionId ?? null,
    outboundId,
  );
  if (!row) return undefined;
  const { id, builtAt, overlay, sha256, packed } = row;
  return {
    id,
    outboundId: row.outboundId,
    builtAt,
    ...(packed === null ? plainContent(row) : unpack(packed, id)),
    overlay: JSON.parse(overlay) as OutboundVersion['overlay'],
    sha256: sha256 ?? undefined,
  };
}

/** Of a version from before they were packed (schema 230 and older). */
function plainContent({ body, origins, missing, findings, choices }: StoredVersion): Content {
  return {
    document: JSON.parse(body) as Content['document'],
    origins: JSON.parse(origins) as Content['origins'],
    missing: JSON.parse(missing) as Content['missing'],
    findings: JSON.parse(findings) as Content['findings'],
    choices: JSON.parse(choices) as Content['choices'],
  };
}

/** The versions of a document, newest first, without what they say. The cursor is the number of the last one. */
export function outboundVersions(db: Db, { outboundId, cursor, limit }: In<'outboundVersions'>): Out<'outboundVersions'> {
  const rows = all<Out<'outboundVersions'>['rows'][number]>(
    db,
    `SELECT id AS versionId, built_at AS builtAt, json_array_length(overlay) AS corrections FROM outbound_versions
     WHERE outbound_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    outboundId,
    readCursor(cursor, isWhole) ?? Number.MAX_SAFE_INTEGER,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, ...(rows.length > limit && last ? { nextCursor: String(last.versionId) } : {}) };
}

export function countVersions(db: Db, outboundId: number): number {
  return (
    one<{ versions: number }>(db, 'SELECT count(*) AS versions FROM outbound_versions WHERE outbound_id = ?', outboundId)
      ?.versions ?? 0
  );
}
