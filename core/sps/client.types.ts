import type { Instant } from '#core/domain/time.ts';

export interface MailboxEntry {
  /** Without a leading slash, as history writes it: `out/PO/PO123.xml`; folders end in `/`. */
  readonly path: string;
  readonly type: 'file' | 'directory';
}

export interface Download {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The Content-Length header where SPS sent one; the file is incomplete when it differs from the bytes. */
  readonly contentLength: number | undefined;
}

export interface HistoryEntry {
  readonly path: string;
  readonly direction: string;
  readonly events: readonly { readonly status: string; readonly at: Instant }[];
}

export interface MailboxFolder {
  readonly path: string;
  readonly files: number;
}

/**
 * The SPS mailbox (`Transaction API`). Every method throws AppError; `onRequest` (given at creation) is called once
 * for each HTTP request except those for tokens, with what it was for.
 */
export interface SpsClient {
  authCheck(signal?: AbortSignal): Promise<void>;
  /** All pages of one folder, sub-folders walked when `recursive`. */
  list(folder: string, options: { readonly recursive: boolean }, signal?: AbortSignal): Promise<readonly MailboxEntry[]>;
  /** Streams at most `maxBytes`; a longer file throws `sps-too-large`, a missing one `sps-file-missing`. */
  download(path: string, options: { readonly maxBytes: number }, signal?: AbortSignal): Promise<Download>;
  /** POST; any 2xx is sent. `at` is the Date header of the answer. Failures carry `outcome` (not-done or unknown). */
  upload(path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<{ readonly at: Instant | undefined }>;
  /** The Date header of its newest answer, to the second; undefined before the first. */
  serverDate(): Instant | undefined;
  /** DELETE; 404 counts as done. */
  remove(path: string, signal?: AbortSignal): Promise<void>;
  /** All entries between two instants, by following the links. */
  history(range: { readonly after: Instant; readonly until?: Instant }, signal?: AbortSignal): Promise<readonly HistoryEntry[]>;
  /** Walks from the root: which folders exist and how many files each holds. */
  discover(signal?: AbortSignal): Promise<readonly MailboxFolder[]>;
}
