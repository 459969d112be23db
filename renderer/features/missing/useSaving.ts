import { useState } from 'react';
import type { MappingChangeInput } from '#core/contract/views/mappings.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { useToast } from '../../ui/useToast.tsx';

export interface SavingInput {
  /** Saved one after the other; each is right by itself. The last one is what waits. */
  readonly changes: readonly MappingChangeInput[];
  readonly why: string;
  readonly origin: 'screen' | 'suggestion';
  readonly token?: string | undefined;
}

export interface Saving {
  readonly save: (input: SavingInput) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly reset: () => void;
}

/** Saves mapping rows, says what that let go on, and offers to take it back. */
export function useSaving(): Saving {
  const command = useCommand('mappings.save');
  const undo = useCommand('mappings.undo');
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  function takeBack(sets: readonly number[]): void {
    void (async () => {
      try {
        for (const changeSetId of sets.toReversed()) await undo.mutateAsync({ changeSetId, why: 'taken back at once' });
        say('Taken back', 'The map is as it was. Orders that went on meanwhile stay as they are.');
      } catch (failure) {
        setError(failure);
      }
    })();
  }

  async function save({ changes, why, origin, token }: SavingInput): Promise<boolean> {
    const sets: number[] = [];
    let woken = 0;
    setBusy(true);
    setError(undefined);
    try {
      for (const [index, change] of changes.entries()) {
        const last = index === changes.length - 1;
        const done = await command.mutateAsync({ change, why, origin, ...(last && token !== undefined ? { token } : {}) });
        sets.push(done.changeSetId);
        woken = Math.max(woken, done.woken);
      }
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
    const text = woken === 0 ? 'Nothing waited for it.' : `${woken} ${plural(woken, 'order')} looked at again now.`;
    say('Saved', text, { label: 'Undo', onPress: () => takeBack(sets) });
    return true;
  }

  return { save, busy, error, reset: () => setError(undefined) };
}
