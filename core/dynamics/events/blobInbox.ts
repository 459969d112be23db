import type { BlobItem, ContainerClient } from '@azure/storage-blob';
import { isLoopback } from '#core/domain/connection.ts';
import type { Clock } from '#core/ports/ports.ts';
import type { EventInbox, Waiting } from './events.types.ts';
import { badConnectionString, inboxError } from './inboxErrors.ts';

export interface BlobSettings {
  readonly container: string;
  readonly prefix?: string | undefined;
}

/** At the first look: older notices are about postings that a poll has seen. */
const lookBackMs = 60 * 60_000;
/** A blob may be listed later than its stamp says. */
const overlapMs = 10 * 60_000;
/** An event has a few hundred bytes; more is something else. */
const largest = 256 * 1024;

/**
 * A Blob container. Names say nothing of the order, so the listing is compared with the newest change that was seen, by
 * the clock of the storage. Nothing is deleted or written there: the container belongs to the environment.
 */
export async function blobInbox(settings: BlobSettings, connectionString: string, clock: Clock): Promise<EventInbox> {
  checkConnectionString(connectionString);
  const place = `Blob container ${settings.container}`;
  const { BlobServiceClient } = await import('@azure/storage-blob');
  const service = BlobServiceClient.fromConnectionString(connectionString, { retryOptions: { maxTries: 1 } });
  const container = service.getContainerClient(settings.container);
  /** Names with the etag they were had under, and when they were changed. */
  const had = new Map<string, { readonly etag: string; readonly changed: number }>();
  let newest: number | undefined;

  async function take(signal: AbortSignal): Promise<readonly Waiting[]> {
    forgetOld();
    const fresh: BlobItem[] = [];
    const pages = container.listBlobsFlat({ prefix: settings.prefix ?? '', abortSignal: signal }).byPage({ maxPageSize: 1_000 });
    let from = newest === undefined ? undefined : newest - overlapMs;
    for await (const page of pages) {
      from ??= (page.date?.getTime() ?? Date.parse(clock.now())) - lookBackMs;
      fresh.push(...page.segment.blobItems.filter((blob) => isFresh(blob, from ?? 0)));
    }
    const sorted = fresh.toSorted((a, b) => changedAt(a) - changedAt(b));
    const waiting: Waiting[] = [];
    for (const blob of sorted) {
      const text = await textOf(container, blob, signal);
      const done = (): Promise<void> => Promise.resolve(keep(blob));
      if (text !== undefined) waiting.push({ name: blob.name, text, done, setAside: done });
    }
    return waiting;
  }

  const isFresh = (blob: BlobItem, from: number): boolean =>
    changedAt(blob) >= from && had.get(blob.name)?.etag !== (blob.properties.etag ?? '');

  function keep(blob: BlobItem): void {
    had.set(blob.name, { etag: blob.properties.etag ?? '', changed: changedAt(blob) });
    newest = Math.max(newest ?? 0, changedAt(blob));
  }

  /** Once a look: thousands may lie there, and each would have all of them walked. */
  function forgetOld(): void {
    for (const [name, { changed }] of had) if (changed < (newest ?? 0) - overlapMs) had.delete(name);
  }

  return {
    take: (signal) =>
      take(signal).catch((thrown: unknown) => {
        if (signal.aborted) return [];
        throw inboxError(thrown, place);
      }),
    close: () => Promise.resolve(),
  };
}

const changedAt = ({ properties }: BlobItem): number => properties.lastModified.getTime();

/**
 * What a blob says: nothing for what is too large or was archived (one such blob must not keep the others), undefined where
 * it is gone since it was listed. Throws what the library throws where the container itself cannot be read.
 */
async function textOf(container: ContainerClient, blob: BlobItem, signal: AbortSignal): Promise<string | undefined> {
  const size = blob.properties.contentLength ?? 0;
  if (size > largest) return '';
  try {
    return (await container.getBlobClient(blob.name).downloadToBuffer(0, size, { abortSignal: signal })).toString('utf8');
  } catch (thrown) {
    const { code } = (thrown ?? {}) as { readonly code?: unknown };
    if (code === 'BlobArchived') return '';
    if (code === 'BlobNotFound') return undefined;
    throw thrown;
  }
}

/** SAS or key, as Azure shows it; without TLS only the emulator on this machine. */
function checkConnectionString(text: string): void {
  const endpoint = /(?:^|;)\s*BlobEndpoint=(http:\/\/[^;]+)/i.exec(text)?.[1];
  const plain = /DefaultEndpointsProtocol\s*=\s*http\s*(;|$)/i.test(text);
  if (!/AccountName=|BlobEndpoint=/i.test(text)) throw badConnectionString('has neither AccountName nor BlobEndpoint');
  if (endpoint !== undefined && !isLoopback(endpoint)) throw badConnectionString('has an address without TLS on another machine');
  if (plain && endpoint === undefined) throw badConnectionString('asks for http; Azure is reached by https');
}
