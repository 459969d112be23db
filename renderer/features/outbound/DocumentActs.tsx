import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import type { OutboundMove } from '#core/domain/outboundSteps.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useToast } from '../../ui/useToast.tsx';
import { actTexts, type Act } from './acts.ts';
import { ReplyDialog } from './ReplyDialog.tsx';
import { SendAgainDialog } from './SendAgainDialog.tsx';
import { SendBackDialog } from './SendBackDialog.tsx';
import { useActing } from './useActing.tsx';

type Asked = 'send-again' | 'reply' | 'send-back';
/** Moves that are acts with a preview of their own. */
const acts: ReadonlySet<string> = new Set(Object.keys(actTexts));
/** Acts that are the way on; the others give something up. */
const leads: ReadonlySet<string> = new Set(['release', 'try-again', 'send-same-bytes']);
const isAct = (move: OutboundMove): move is OutboundMove & Act => acts.has(move);

/** What a person may do with one document now, the likeliest first. */
export function DocumentActs({ view, onDone }: { readonly view: OutboundView; readonly onDone?: () => void }): ReactNode {
  const { row, moves, correction } = view;
  const acting = useActing(onDone);
  const [asked, setAsked] = useState<Asked>();
  const look = useCommand('outbound.look');
  const redraft = useCommand('outbound.redraft');
  const say = useToast();
  const close = (): void => setAsked(undefined);
  const drafted = row.draft === 'review' || row.draft === 'held' || row.draft === 'waiting';
  return (
    <>
      {moves.filter(isAct).map((move, index) => (
        <Button
          key={move}
          {...(index === 0 && move !== 'set-aside' && row.place !== 'ring' ? { 'data-first': true } : {})}
          appearance={index === 0 && leads.has(move) ? 'primary' : 'secondary'}
          onClick={() => acting.ask(move, [row.outboundId])}
        >
          {actTexts[move].label}…
        </Button>
      ))}
      {row.draft === 'review' ? <Button onClick={() => setAsked('send-back')}>Send back…</Button> : null}
      {drafted ? (
        <Button
          disabledFocusable={redraft.isPending}
          onClick={() =>
            redraft.mutate(
              { outboundId: row.outboundId },
              { onSuccess: () => say('Drafted anew', 'From what Dynamics, the sheet and the packing say now.') },
            )
          }
        >
          Draft anew
        </Button>
      ) : null}
      {moves.includes('look-again') ? (
        <Button
          disabledFocusable={look.isPending}
          onClick={() =>
            look.mutate({}, { onSuccess: ({ found, left }) => say(`${found} found at SPS`, `${left} still unknown`) })
          }
        >
          Look again
        </Button>
      ) : null}
      {moves.includes('send-again') && correction?.allowed ? (
        <Button onClick={() => setAsked('send-again')}>Correct and send again…</Button>
      ) : null}
      {moves.includes('reply') ? <Button onClick={() => setAsked('reply')}>The partner said…</Button> : null}
      {asked === 'send-again' && correction ? <SendAgainDialog view={view} correction={correction} onClose={close} /> : null}
      {asked === 'reply' ? <ReplyDialog row={row} onClose={close} /> : null}
      {asked === 'send-back' ? <SendBackDialog row={row} onClose={close} /> : null}
      {acting.dialog}
    </>
  );
}
