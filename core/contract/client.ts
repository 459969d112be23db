import { AppError } from './errors.ts';
import { errorFromFailure, type ReplyEnvelope, type RequestEnvelope } from './envelope.ts';
import type { InputOf, Method, OutputOf } from './endpoints.ts';
import type { SequencedEvent } from './events.ts';

/** Moves envelopes one way and events the other; direct, HTTP and IPC each are one of these. */
export interface Transport {
  call(request: RequestEnvelope, signal?: AbortSignal): Promise<ReplyEnvelope>;
  /** Delivers every event after `after` in order until the returned function is called. */
  listen(after: number, onEvent: (event: SequencedEvent) => void, onState?: (state: 'open' | 'lost') => void): () => void;
}

export interface Client {
  call<M extends Method>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>>;
  listen: Transport['listen'];
}

/** The typed client over any transport. Failures come as AppError with their code kept. */
export function createClient(transport: Transport): Client {
  let last = 0;
  let workspace: string | undefined;
  return {
    async call(method, input, signal) {
      last += 1;
      const meantFor = workspace === undefined ? {} : { workspace };
      const reply = await transport.call({ id: String(last), method, input, ...meantFor }, signal);
      if (!reply.ok) throw errorFromFailure(reply.error);
      if (method === 'app.status') ({ name: workspace } = (reply.value as OutputOf<'app.status'>).workspace);
      return reply.value as OutputOf<typeof method>;
    },
    listen: (after, onEvent, onState) => transport.listen(after, onEvent, onState),
  };
}

/** The error a transport throws when its caller gave up. */
export function cancelled(): AppError {
  return new AppError({ code: 'cancelled', message: 'The request was cancelled.' });
}
