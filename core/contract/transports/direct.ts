import type { ReplyEnvelope, RequestEnvelope } from '../envelope.ts';
import type { SequencedEvent } from '../events.ts';
import { cancelled, type Transport } from '../client.ts';

/** What an app offers to a transport in the same process. */
export interface DirectApp {
  readonly dispatch: (envelope: unknown, signal?: AbortSignal) => Promise<ReplyEnvelope>;
  readonly listen: (after: number, onEvent: (event: SequencedEvent) => void) => () => void;
}

/** Calls an app in the same process. */
export function directTransport(app: DirectApp): Transport {
  return {
    async call(request: RequestEnvelope, signal) {
      if (signal?.aborted) throw cancelled();
      return app.dispatch(request, signal);
    },
    listen(after, onEvent, onState) {
      onState?.('open');
      return app.listen(after, onEvent);
    },
  };
}
