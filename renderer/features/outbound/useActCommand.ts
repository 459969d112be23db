import type { OutboundPreview, OutboundResult } from '#core/contract/views/outbound.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import type { Act } from './acts.ts';

interface ActCommand {
  readonly busy: boolean;
  readonly error: unknown;
  readonly run: (will: OutboundPreview['will'], reason: string, onDone: (result: OutboundResult) => void) => void;
}

/** The command behind an act; a release carries the version that was seen. */
export function useActCommand(act: Act): ActCommand {
  const release = useCommand('outbound.release');
  const setAside = useCommand('outbound.setAside');
  const sendAnyway = useCommand('outbound.sendAnyway');
  const tryAgain = useCommand('outbound.tryAgain');
  const settle = useCommand('outbound.settle');
  const all = [release, setAside, sendAnyway, tryAgain, settle];
  return {
    busy: all.some((one) => one.isPending),
    error: all.find((one) => one.error)?.error,
    run(will, reason, onSuccess) {
      const outboundIds = will.map(({ outboundId }) => outboundId);
      const then = { onSuccess };
      switch (act) {
        case 'release':
          return release.mutate({ documents: will.map(({ outboundId, versionId }) => ({ outboundId, versionId })) }, then);
        case 'set-aside':
          return setAside.mutate({ outboundIds, reason }, then);
        case 'send-anyway':
          return sendAnyway.mutate({ outboundIds, reason }, then);
        case 'try-again':
          return tryAgain.mutate({ outboundIds }, then);
        case 'send-same-bytes':
        case 'arrived':
          return settle.mutate({ outboundIds, decision: act, reason }, then);
      }
    },
  };
}
