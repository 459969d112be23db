import { Button } from '@fluentui/react-components';
import { useState, useContext, type ReactNode } from 'react';
import { useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DraftContext, useDraft } from './DraftContext.ts';

type Tool = 'copy' | 'discard';

/** What can be done with a whole draft: begin from the other workspace's, or go back to what is active. */
export function DraftTools(): ReactNode {
  const { view, workspace, flush } = useDraft();
  const keeper = useContext(DraftContext)?.keeper;
  const [asking, setAsking] = useState<Tool>();
  const copy = useCommand('connections.copyFrom');
  const discard = useCommand('connections.discard');
  const other = workspace === 'test' ? 'live' : 'test';

  async function run(tool: Tool): Promise<void> {
    const { revision: seen } = await flush();
    const stored =
      tool === 'copy' ? await copy.mutateAsync({ workspace, seen, from: other }) : await discard.mutateAsync({ workspace, seen });
    keeper?.take(stored);
    setAsking(undefined);
  }

  const texts = {
    copy: {
      title: `Copy the connection of ${other}`,
      effects: [
        'What you typed here so far is replaced.',
        'Left empty, because it must differ: the SPS client id, the folders, the Dynamics environment, the SSCC range, all secrets.',
      ],
      confirmLabel: 'Copy',
    },
    discard: {
      title: 'Discard the draft',
      effects: [view.active ? 'The draft becomes the active connection again.' : 'Everything that was typed here is gone.'],
      confirmLabel: 'Discard',
    },
  } as const;

  return (
    <>
      {view.canCopy ? <Button onClick={() => setAsking('copy')}>Copy from {other}…</Button> : null}
      {view.savedAt === undefined ? null : <Button onClick={() => setAsking('discard')}>Discard the draft…</Button>}
      {asking === undefined ? null : (
        <ConfirmDialog
          {...texts[asking]}
          subject={workspace === 'live' ? 'Live' : 'Test'}
          asksReason={false}
          busy={copy.isPending || discard.isPending}
          error={asking === 'copy' ? copy.error : discard.error}
          onConfirm={() => void run(asking).catch(() => undefined)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
