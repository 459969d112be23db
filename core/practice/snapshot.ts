import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Keeps a world's state in a file: saved a moment after a change and when it closes, whole or not at all. */
export interface Snapshot<State> {
  readonly before: State | undefined;
  changed(): void;
  close(): void;
}

const debounceMs = 500;

export function createSnapshot<State>(file: string | undefined, state: () => State): Snapshot<State> {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    timer = undefined;
    if (file === undefined) return;
    try {
      writeFileSync(`${file}.part`, JSON.stringify(state()), { mode: 0o600 });
      renameSync(`${file}.part`, file);
    } catch {
      // a full disk: the world lives on in memory, and the next change tries again
      rmSync(`${file}.part`, { force: true });
    }
  };
  return {
    before: file === undefined ? undefined : read<State>(file),
    changed() {
      if (file === undefined || timer) return;
      timer = setTimeout(save, debounceMs);
      timer.unref();
    },
    close() {
      if (timer) clearTimeout(timer);
      save();
    },
  };
}

/** A missing or unreadable file is a new world: nothing in it is anybody's record. */
function read<State>(file: string): State | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State;
  } catch {
    return undefined;
  }
}
