import { describe, expect, it } from 'vitest';
import { emptyDraft } from '#core/host/connections/draft.ts';
import type { DraftView } from '#core/contract/views/workspaces.ts';
import { createDraftKeeper, type DraftKeeper } from '../../../renderer/features/connections/draftKeeper.ts';

const viewOf = (revision: string, name = ''): DraftView => ({
  workspace: 'test',
  draft: { ...emptyDraft, company: { ...emptyDraft.company, name } },
  revision,
  active: false,
  unchanged: false,
  secrets: [],
  problems: [],
  canCopy: false,
});
const rename = (name: string) => (draft: DraftView['draft']) => ({ ...draft, company: { ...draft.company, name } });

/** A keeper whose pauses end when the test says so, over an engine that refuses what was not seen. */
function start(): {
  readonly keeper: DraftKeeper;
  readonly stored: () => DraftView;
  readonly pause: () => void;
  readonly other: (name: string) => void;
} {
  let stored = viewOf('1');
  let due: (() => void) | undefined;
  const keeper = createDraftKeeper(
    stored,
    async ({ seen, draft }) => {
      if (seen !== stored.revision) throw new Error('conflict');
      stored = { ...stored, draft, revision: String(Number(stored.revision) + 1) };
      return stored;
    },
    (work) => {
      due = work;
      return () => {
        due = undefined;
      };
    },
  );
  return {
    keeper,
    stored: () => stored,
    pause: () => due?.(),
    other: (name) => {
      stored = viewOf(String(Number(stored.revision) + 1), name);
    },
  };
}

describe('a draft on a page', () => {
  it('is saved after a pause, and what was typed meanwhile right after it', async () => {
    const { keeper, stored, pause } = start();
    keeper.change(rename('A'));
    pause();
    keeper.change(rename('AB'));
    expect(keeper.get().draft.company.name).toBe('AB');
    await keeper.flush();
    expect(stored().draft.company.name).toBe('AB');
    expect(keeper.get()).toMatchObject({ state: 'saved', view: { revision: '3' } });
  });

  it('does not contradict itself where a pause ends and a step is left while a save is on its way', async () => {
    const { keeper, stored, pause } = start();
    keeper.change(rename('A'));
    pause();
    keeper.change(rename('AB'));
    pause();
    await Promise.all([keeper.flush(), keeper.flush()]);
    expect(keeper.get()).toMatchObject({ state: 'saved', draft: { company: { name: 'AB' } } });
    expect(stored()).toMatchObject({ revision: '3', draft: { company: { name: 'AB' } } });
  });

  it('takes over what another window saved only where nothing is unsaved', async () => {
    const { keeper, stored, other } = start();
    other('Theirs');
    keeper.arrived(stored());
    expect(keeper.get().draft.company.name).toBe('Theirs');
    keeper.change(rename('Mine'));
    other('Theirs again');
    keeper.arrived(stored());
    expect(keeper.get().draft.company.name).toBe('Mine');
    await expect(keeper.flush()).rejects.toThrow('conflict');
    expect(keeper.get()).toMatchObject({ state: 'failed', draft: { company: { name: 'Mine' } } });
    keeper.take(stored());
    expect(keeper.get()).toMatchObject({ state: 'saved', draft: { company: { name: 'Theirs again' } } });
  });

  it('is not set back by an answer that a save of its own has overtaken', async () => {
    const { keeper, stored } = start();
    const asked = stored();
    keeper.change(rename('Mine'));
    await keeper.flush();
    keeper.arrived(asked);
    expect(keeper.get()).toMatchObject({ state: 'saved', draft: { company: { name: 'Mine' } } });
    keeper.change(rename('Mine too'));
    await keeper.flush();
    // Somebody else put it back to what it was: that is news.
    keeper.arrived({ ...asked, savedAt: '2026-03-02T10:00:00.000Z' });
    expect(keeper.get().draft.company.name).toBe('');
  });

  it('keeps what is typed while news of secrets and problems arrive', () => {
    const { keeper, stored } = start();
    keeper.change(rename('Mine'));
    keeper.arrived({ ...stored(), problems: [{ step: 'sps', field: 'f', severity: 'warn', message: 'm' }] });
    expect(keeper.get()).toMatchObject({ draft: { company: { name: 'Mine' } }, view: { problems: [{ field: 'f' }] } });
  });

  it('has nothing to save where nothing was typed', async () => {
    const { keeper, stored } = start();
    expect(await keeper.flush()).toBe(stored());
  });
});
