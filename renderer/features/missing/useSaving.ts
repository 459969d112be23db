import { useState } from 'react';
import type { MappingChangeInput, UnitAdditionInput } from '#core/contract/views/mappingRows.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { useToast } from '../../ui/useToast.tsx';

export interface SavingInput {
  readonly change: MappingChangeInput;
  /** A unit that would be missing next: saved and taken back with it. */
  readonly also?: UnitAdditionInput | undefined;
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

  function takeBack(changeSetId: number): void {
    void (async () => {
      try {
        await undo.mutateAsync({ changeSetId, why: 'taken back at once' });
        say('Taken back', 'The map is as it was. Orders that went on meanwhile stay as they are.');
      } catch (failure) {
        setError(failure);
      }
    })();
  }

  async function save({ change, also, why, origin, token }: SavingInput): Promise<boolean> {
    setBusy(true);
    setError(undefined);
    try {
      const extra = { ...(also === undefined ? {} : { also }), ...(token === undefined ? {} : { token }) };
      const { changeSetId, woken } = await command.mutateAsync({ change, why, origin, ...extra });
      const text = woken === 0 ? 'Nothing waited for it.' : `${woken} ${plural(woken, 'order')} looked at again now.`;
      say('Saved', text, { label: 'Undo', onPress: () => takeBack(changeSetId) });
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { save, busy, error, reset: () => setError(undefined) };
}
