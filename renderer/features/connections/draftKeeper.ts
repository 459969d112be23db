import type { InputOf } from '#core/contract/endpoints.ts';
import type { ConnectionDraft } from '#core/contract/connectionDraft.ts';
import type { DraftView } from '#core/contract/views/workspaces.ts';

/** A draft as a page has it: what is typed, what the engine says of what is stored, and how far the two are apart. */
export interface KeptDraft {
  readonly draft: ConnectionDraft;
  readonly view: DraftView;
  readonly state: 'saved' | 'unsaved' | 'saving' | 'failed';
  readonly error?: unknown;
}

export interface DraftKeeper {
  readonly get: () => KeptDraft;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Takes what was typed; it is saved when nothing more was typed for a moment. */
  readonly change: (update: (draft: ConnectionDraft) => ConnectionDraft) => void;
  /** Saves what is unsaved and gives what is stored then. Throws what the save threw. */
  readonly flush: () => Promise<DraftView>;
  /** What the engine has now: taken over where nothing of this page is unsaved. */
  arrived(view: DraftView): void;
  /** Gives up what is typed here for what is stored. */
  take(view: DraftView): void;
}

type Save = (input: InputOf<'connections.save'>) => Promise<DraftView>;

const quietMs = 250;

/** Keeps a draft between a page and the engine. Saves follow each other, each naming the draft that it saw. */
export function createDraftKeeper(
  first: DraftView,
  save: Save,
  later: (work: () => void, milliseconds: number) => () => void,
): DraftKeeper {
  let kept: KeptDraft = { draft: first.draft, view: first, state: 'saved' };
  let cancelLater = (): void => undefined;
  let saving: Promise<DraftView> | undefined;
  const listeners = new Set<() => void>();
  /** What this page has replaced by saves of its own. */
  const past = new Set<string>();

  function set(next: KeptDraft): void {
    kept = next;
    for (const listener of listeners) listener();
  }

  async function saveOnce(): Promise<DraftView> {
    const { draft, view } = kept;
    set({ draft, view, state: 'saving' });
    try {
      const stored = await save({ workspace: view.workspace, seen: view.revision, draft });
      past.add(view.revision);
      past.delete(stored.revision);
      set({ draft: kept.draft, view: stored, state: kept.draft === draft ? 'saved' : 'unsaved' });
      return stored;
    } catch (error) {
      set({ ...kept, state: 'failed', error });
      throw error;
    }
  }

  async function flush(): Promise<DraftView> {
    cancelLater();
    if (saving) {
      await saving.catch(() => undefined);
      // Whoever waited as well may have begun the next one: two saves of one revision would contradict each other.
      return flush();
    }
    if (kept.state === 'saved') return kept.view;
    saving = saveOnce().finally(() => {
      saving = undefined;
    });
    return saving;
  }

  /** An answer that was asked for before a save of ours and comes after it; the same again from elsewhere is newer. */
  const isOvertaken = (view: DraftView): boolean => past.has(view.revision) && (view.savedAt ?? '') <= (kept.view.savedAt ?? '');

  return {
    get: () => kept,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    change(update) {
      const draft = update(kept.draft);
      set({ draft, view: kept.view, state: kept.state === 'saving' ? 'saving' : 'unsaved' });
      cancelLater();
      // What a save throws is in `error` already.
      cancelLater = later(() => void flush().catch(() => undefined), quietMs);
    },
    flush,
    arrived(view) {
      if (isOvertaken(view)) return;
      if (kept.state === 'saved')
        set({ draft: view.revision === kept.view.revision ? kept.draft : view.draft, view, state: 'saved' });
      // Secrets and problems are news in any case; the draft that the next save names stays the one that was seen.
      else if (view.revision === kept.view.revision) set({ ...kept, view });
    },
    take(view) {
      cancelLater();
      set({ draft: view.draft, view, state: 'saved' });
    },
  };
}
