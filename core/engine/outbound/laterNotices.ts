import type { Instant } from '#core/domain/time.ts';
import type { Store } from '#core/store/store.types.ts';
import { longest, nameCodes } from './remoteName.ts';
import { intentOf, readSent } from './sentBytes.ts';

/** A file that history shows as uploaded. */
export interface Upload {
  readonly path: string;
  readonly name: string;
  readonly at: Instant;
  /** False where history says that it was deleted. */
  readonly lies: boolean;
}

/** What a name says: what it begins with, and where it is a new notice after a cancellation, which one and of what. */
interface NamedNotice {
  readonly start: string;
  readonly first?: { readonly start: string; readonly anew: number };
}

const form = new RegExp(`^((?:.*/)?${nameCodes['856']}([^-/]+)-[^-/]+-)\\d{8}T\\d{9}-[0-9a-f]{8}\\.xml$`);

/** Undefined of what is no ship notice of ours. A number that was cut to fit into the name is left alone. Pure. */
export function noticeNamed(path: string): NamedNotice | undefined {
  const [, start, number] = form.exec(path) ?? [];
  if (start === undefined || number === undefined || number.length >= longest) return undefined;
  const [, before, anew] = /^(.+)_R([1-9]\d*)$/.exec(number) ?? [];
  if (before === undefined) return { start };
  return { start, first: { start: start.replace(`${number}-`, `${before}-`), anew: Number(anew) } };
}

/**
 * Notices that left since the copy under the number of one that is known here: they replaced it, or took it back. No document
 * asks for them, but how their slip is packed is what the newest says.
 */
export async function noteLaterNotices(
  store: Pick<Store, 'noticeBeside' | 'noteLaterNotice'>,
  uploads: readonly Upload[],
  read: (path: string) => Promise<{ readonly bytes: Uint8Array; readonly at: Instant } | undefined>,
): Promise<void> {
  for (const { path, at, lies } of uploads.toSorted((a, b) => a.at.localeCompare(b.at))) {
    const named = noticeNamed(path);
    if (!named) continue;
    const { start, first } = named;
    const beside = await store.noticeBeside({ remotePath: path, starts: first ? [start, first.start] : [start] });
    if (!beside) continue;
    const file = lies ? await read(path) : undefined;
    const anew = first && beside.start === first.start ? first.anew : undefined;
    const said = anew === undefined && file ? readSent('856', file.bytes) : undefined;
    // Without its bytes only a name of its own tells that it is a new one.
    const intent = anew === undefined ? said && intentOf(said.document) : 'original';
    await store.noteLaterNotice({
      outboundId: beside.outboundId,
      remotePath: path,
      sentAt: at,
      ...(anew === undefined ? {} : { anew }),
      ...(intent === undefined ? {} : { intent }),
      ...(file ? { read: file } : {}),
    });
  }
}
