import { useCallback, useState, type ReactNode } from 'react';
import type { OutboundResult } from '#core/contract/views/outbound.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useToast } from '../../ui/useToast.tsx';
import { ActDialog } from './ActDialog.tsx';
import { actTexts, documentsInWords, type Act } from './acts.ts';

export interface Acting {
  /** Shows what it will do to these before it does. */
  readonly ask: (act: Act, outboundIds: readonly number[]) => void;
  readonly takeBack: (outboundIds: readonly number[]) => void;
  readonly sendNow: (outboundIds: readonly number[]) => void;
  /** What stands over the page while something is asked. */
  readonly dialog: ReactNode;
}

/** Acts on documents, with their questions and with what became of them. */
export function useActing(onDone?: () => void): Acting {
  const [asked, setAsked] = useState<{ readonly act: Act; readonly outboundIds: readonly number[] }>();
  const takeBack = useCommand('outbound.takeBack');
  const sendNow = useCommand('outbound.sendNow');
  const say = useToast();
  const { mutate: back } = takeBack;
  const { mutate: now } = sendNow;

  const told = useCallback(
    (past: string, { done, refused }: OutboundResult, action?: Parameters<typeof say>[2]) => {
      const why = refused[0]?.why;
      say(
        done.length === 0 ? 'Nothing was changed' : `${documentsInWords(done.length)} ${past}`,
        why === undefined ? undefined : `${documentsInWords(refused.length)} left as it was: ${why}`,
        action,
      );
    },
    [say],
  );
  const takenBack = useCallback(
    (outboundIds: readonly number[]) =>
      back({ outboundIds: [...outboundIds] }, { onSuccess: (result) => told('taken back', result) }),
    [back, told],
  );
  return {
    ask: (act, outboundIds) => setAsked({ act, outboundIds }),
    takeBack: takenBack,
    sendNow: (outboundIds) => now({ outboundIds: [...outboundIds] }, { onSuccess: (result) => told('on the way', result) }),
    dialog: asked ? (
      <ActDialog
        act={asked.act}
        outboundIds={asked.outboundIds}
        onClose={() => setAsked(undefined)}
        onDone={(result) => {
          setAsked(undefined);
          const undo = { label: 'Take back', onPress: () => takenBack(result.done) };
          told(actTexts[asked.act].past, result, asked.act === 'release' && result.done.length > 0 ? undo : undefined);
          onDone?.();
        }}
      />
    ) : null,
  };
}
