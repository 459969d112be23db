import { cancelled, type Transport } from '../client.ts';
import type { ReplyEnvelope, RequestEnvelope } from '../envelope.ts';
import type { SequencedEvent } from '../events.ts';

/** What the preload exposes: one call channel, one event channel, nothing of Electron. */
export interface IpcBridge {
  call(request: RequestEnvelope): Promise<ReplyEnvelope>;
  cancel(id: string): void;
  /** Asks for every event after `after`; returns its own unlisten. */
  listen(after: number, onEvent: (event: SequencedEvent) => void): () => void;
}

/** Envelopes over Electron's IPC by way of the preload's bridge. */
export function ipcTransport(bridge: IpcBridge): Transport {
  return {
    async call(request, signal) {
      if (signal?.aborted) throw cancelled();
      const giveUp = (): void => bridge.cancel(request.id);
      signal?.addEventListener('abort', giveUp, { once: true });
      try {
        const reply = await bridge.call(request);
        if (signal?.aborted) throw cancelled();
        return reply;
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    listen(after, onEvent, onState) {
      onState?.('open');
      return bridge.listen(after, onEvent);
    },
  };
}
