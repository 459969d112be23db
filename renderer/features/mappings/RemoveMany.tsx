import { Button } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useState, type ReactNode } from 'react';
import { useAsk, useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useToast } from '../../ui/useToast.tsx';
import { removeOf, type DatedEntry } from './fields.ts';

interface Preview {
  readonly effects: readonly string[];
  readonly tokens: readonly string[];
}

/** Removes the selected rows, after saying which open orders use each. */
export function RemoveMany({
  entries,
  onDone,
}: {
  readonly entries: readonly DatedEntry[];
  readonly onDone: () => void;
}): ReactNode {
  const ask = useAsk();
  const save = useCommand('mappings.save');
  const say = useToast();
  const [preview, setPreview] = useState<Preview>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function look(): Promise<void> {
    setError(undefined);
    setPreview({ effects: ['Looking up which orders use them…'], tokens: [] });
    try {
      const uses = await Promise.all(entries.map(({ kind, id }) => ask('mappings.removalPreview', { kind, id })));
      const open = new Map(uses.flatMap(({ orders }) => orders.map((order) => [order.documentId, order.purchaseOrder])));
      setPreview({
        effects: [
          `${entries.length} ${plural(entries.length, 'row')} of the map ${plural(entries.length, 'is', 'are')} removed, one after the other.`,
          open.size === 0
            ? 'No open order uses any of them.'
            : `${open.size} open ${plural(open.size, 'order')} will wait for a mapping: ${[...open.values()].slice(0, 8).join(', ')}${open.size > 8 ? ', …' : ''}.`,
          'Each removal can be taken back under Changes.',
        ],
        tokens: uses.map(({ token }) => token),
      });
    } catch (failure) {
      setError(failure);
    }
  }

  async function remove(why: string): Promise<void> {
    setBusy(true);
    setError(undefined);
    let done = 0;
    try {
      for (const [index, entry] of entries.entries()) {
        const wanted = removeOf(entry);
        const token = preview?.tokens[index];
        if (!('change' in wanted) || token === undefined) continue;
        await save.mutateAsync({ change: wanted.change, why, token });
        done += 1;
      }
      setPreview(undefined);
      onDone();
      say('Removed', `${done} ${plural(done, 'row')}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button size="small" icon={<DeleteRegular />} onClick={() => void look()}>
        Remove…
      </Button>
      {preview ? (
        <ConfirmDialog
          title="Remove rows"
          subject={`${entries.length} ${plural(entries.length, 'row')}`}
          effects={preview.effects}
          confirmLabel="Remove"
          asksReason
          reasonHint="Kept in the history of every row with your name."
          ready={preview.tokens.length > 0}
          busy={busy}
          error={error}
          onClose={() => setPreview(undefined)}
          onConfirm={(why) => void remove(why)}
        />
      ) : null}
    </>
  );
}
