/** One thing that happened to a file, as SPS's history tells it. */
export interface MailboxEvent {
  readonly status: 'uploaded' | 'downloaded' | 'deleted';
  readonly at: number;
}

interface StoredFile {
  readonly bytes: Uint8Array;
}

export interface HistoryRow {
  readonly id: string;
  /** Without a leading slash. */
  readonly path: string;
  readonly events: MailboxEvent[];
}

export interface ReceivedFile {
  readonly path: string;
  readonly body: string;
  readonly at: string;
  /** SPS picked it up. */
  collected: boolean;
  /** A later upload took its name before it was collected. */
  overwritten: boolean;
}

/** What survives a restart. */
export interface MailboxState {
  readonly folders: readonly string[];
  readonly files: readonly (readonly [string, string])[];
  readonly history: readonly HistoryRow[];
  readonly received: readonly ReceivedFile[];
  /** Absent in a world that was kept before SPS picked anything up. */
  readonly waiting?: readonly (readonly [string, number])[];
}

/** The mailbox of one app: folders that cannot be made by posting, files that overwrite silently, a history. */
export interface Mailbox {
  has(folder: string): boolean;
  /** Entries one level below a folder, in no promised order. */
  entries(folder: string): readonly { readonly path: string; readonly type: 'file' | 'directory' }[];
  read(path: string): Uint8Array | undefined;
  /** Marks a download that was answered in full. */
  downloaded(path: string): void;
  write(path: string, bytes: Uint8Array): boolean;
  remove(path: string): boolean;
  history(): readonly HistoryRow[];
  received(): readonly ReceivedFile[];
  /** SPS picks up what has lain long enough: the history says downloaded and deleted, the file is gone. */
  collect(): void;
  state(): MailboxState;
}

/** A mailbox with these folders; `now` stamps its history. `collectAfter` minutes SPS picks up an upload; null: never. */
export function createMailbox(
  folders: readonly string[],
  now: () => number,
  id: () => string,
  before?: MailboxState,
  collectAfter: () => number | null = () => null,
): Mailbox {
  const known = new Set(before?.folders ?? folders);
  const files = new Map<string, StoredFile>(
    (before?.files ?? []).map(([path, text]) => [path, { bytes: Buffer.from(text, 'base64') }]),
  );
  const history: HistoryRow[] = (before?.history ?? []).map((row) => ({ ...row, events: [...row.events] }));
  const open = new Map(history.map((row) => [row.path, row]));
  const received: ReceivedFile[] = [...(before?.received ?? [])];
  const latest = new Map(received.map((file) => [file.path, file]));

  const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

  /** Uploads that SPS has not picked up, oldest first. */
  const waiting = new Map<string, number>((before?.waiting ?? []).map(([path, at]) => [path, at]));

  function note(path: string, status: MailboxEvent['status'], at = now()): void {
    let row = open.get(path);
    if (!row) {
      row = { id: id(), path, events: [] };
      history.push(row);
      open.set(path, row);
    }
    row.events.push({ status, at });
  }

  return {
    has: (folder) => folder === '' || known.has(folder),
    entries(folder) {
      const below = [...known].filter(
        (name) => name !== folder && name.startsWith(folder) && !name.slice(folder.length, -1).includes('/'),
      );
      const own = [...files.keys()].filter((path) => parentOf(path) === folder);
      return [
        ...below.map((path) => ({ path, type: 'directory' as const })),
        ...own.map((path) => ({ path, type: 'file' as const })),
      ];
    },
    read: (path) => files.get(path)?.bytes,
    downloaded: (path) => note(path, 'downloaded'),
    write(path, bytes) {
      if (path.endsWith('/') || !known.has(parentOf(path))) return false;
      const before = files.has(path) ? latest.get(path) : undefined;
      if (before) before.overwritten = true;
      files.set(path, { bytes });
      note(path, 'uploaded');
      if (path.startsWith('in/') || path.startsWith('testin/')) {
        waiting.delete(path);
        waiting.set(path, now());
        const file = {
          path,
          body: Buffer.from(bytes).toString('utf8'),
          at: new Date(now()).toISOString(),
          collected: false,
          overwritten: false,
        };
        received.push(file);
        latest.set(path, file);
      }
      return true;
    },
    remove(path) {
      if (!files.delete(path)) return false;
      waiting.delete(path);
      note(path, 'deleted');
      return true;
    },
    history: () => history,
    received: () => received,
    collect() {
      const minutes = collectAfter();
      if (minutes === null) return;
      for (const [path, uploaded] of waiting) {
        const at = uploaded + minutes * 60_000;
        if (at > now()) break;
        waiting.delete(path);
        files.delete(path);
        note(path, 'downloaded', at);
        note(path, 'deleted', at + 1_000);
        const file = latest.get(path);
        if (file) file.collected = true;
      }
    },
    state: () => ({
      folders: [...known],
      files: [...files].map(([path, file]) => [path, Buffer.from(file.bytes).toString('base64')]),
      history,
      received,
      waiting: [...waiting],
    }),
  };
}
