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
    const fresh: BlobItem[] = [];
    const pages = container.listBlobsFlat({ prefix: settings.prefix ?? '', abortSignal: signal }).byPage({ maxPageSize: 1_000 });
    let from = newest === undefined ? undefined : newest - overlapMs;
    for await (const page of pages) {
      from ??= (page.date?.getTime() ?? Date.parse(clock.now())) - lookBackMs;
      fresh.push(...page.segment.blobItems.filter((blob) => isFresh(blob, from ?? 0)));
    }
    const sorted = fresh.toSorted((a, b) => changedAt(a) - changedAt(b));
    const waiting: Waiting[] = [];
    for (const blob of sorted) waiting.push(await toWaiting(container, blob, signal, keep));
    return waiting;
  }

  const isFresh = (blob: BlobItem, from: number): boolean =>
    changedAt(blob) >= from && had.get(blob.name)?.etag !== (blob.properties.etag ?? '');

  function keep(blob: BlobItem): void {
    had.set(blob.name, { etag: blob.properties.etag ?? '', changed: changedAt(blob) });
    newest = Math.max(newest ?? 0, changedAt(blob));
    for (const [name, { changed }] of had) if (changed < newest - overlapMs) had.delete(name);
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

async function toWaiting(
  container: ContainerClient,
  blob: BlobItem,
  signal: AbortSignal,
  keep: (blob: BlobItem) => void,
): Promise<Waiting> {
  const size = blob.properties.contentLength ?? 0;
  const done = (): Promise<void> => {
    keep(blob);
    return Promise.resolve();
  };
  const text =
    size > largest
      ? ''
      : (await container.getBlobClient(blob.name).downloadToBuffer(0, size, { abortSignal: signal })).toString('utf8');
  return { name: blob.name, text, done, setAside: done };
}

/** SAS or key, as Azure shows it; without TLS only the emulator on this machine. */
function checkConnectionString(text: string): void {
  const endpoint = /(?:^|;)\s*BlobEndpoint=(http:\/\/[^;]+)/i.exec(text)?.[1];
  const plain = /DefaultEndpointsProtocol\s*=\s*http\s*(;|$)/i.test(text);
  if (!/AccountName=|BlobEndpoint=/i.test(text)) throw badConnectionString('has neither AccountName nor BlobEndpoint');
  if (endpoint !== undefined && !isLoopback(endpoint)) throw badConnectionString('has an address without TLS on another machine');
  if (plain && endpoint === undefined) throw badConnectionString('asks for http; Azure is reached by https');
}
