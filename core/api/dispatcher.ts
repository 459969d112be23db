import type { z } from 'zod';
import { endpoints, type Method, type OutputOf, type ParsedInputOf } from '#core/contract/endpoints.ts';
import { failureBody, requestEnvelope, type ReplyEnvelope } from '#core/contract/envelope.ts';
import { AppError } from '#core/contract/errors.ts';
import type { Logger } from '#core/ports/ports.ts';

/** One handler an endpoint, typed by the contract's table. */
export type Handlers = { readonly [M in Method]: (input: ParsedInputOf<M>, signal: AbortSignal) => Promise<OutputOf<M>> };

export interface DispatcherOptions {
  readonly log: Logger;
  /** Validates what handlers return too; on in tests, where a wrong shape must not pass. */
  readonly checkOutput?: boolean;
}

/** Takes an envelope from any transport, answers with one, and never throws. */
export type Dispatch = (envelope: unknown, signal?: AbortSignal) => Promise<ReplyEnvelope>;

function isMethod(name: string): name is Method {
  return Object.hasOwn(endpoints, name);
}

/** The one place where calls are validated and failures become data. A console answers a part of the table only. */
export function createDispatcher(handlers: Partial<Handlers>, options: DispatcherOptions): Dispatch {
  async function call(method: string, input: unknown, signal: AbortSignal): Promise<unknown> {
    if (!isMethod(method)) throw new AppError({ code: 'not-found', message: `There is no call "${method.slice(0, 64)}".` });
    const parsed = endpoints[method].input.safeParse(input ?? {});
    if (!parsed.success) throw new AppError({ code: 'invalid-input', message: sentenceOf(method, parsed.error) });
    const handler = handlers[method] as ((input: unknown, signal: AbortSignal) => Promise<unknown>) | undefined;
    if (!handler) throw new AppError({ code: 'not-found', message: `There is no call "${method}" here.` });
    const value = await handler(parsed.data, signal);
    return options.checkOutput ? endpoints[method].output.parse(value) : value;
  }

  return async (envelope, signal = new AbortController().signal) => {
    const request = requestEnvelope.safeParse(envelope);
    if (!request.success)
      return failed('', new AppError({ code: 'invalid-input', message: 'The request is not of the form that Quayside speaks.' }));
    const { id, method, input } = request.data;
    try {
      return { id, ok: true, value: (await call(method, input, signal)) ?? null };
    } catch (thrown) {
      if (thrown instanceof AppError) return failed(id, thrown);
      options.log.error('a call failed inside', {
        method,
        message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      });
      return failed(
        id,
        new AppError({
          code: 'internal',
          message: 'Something went wrong inside Quayside. The log has the details.',
          outcome: 'unknown',
        }),
      );
    }
  };
}

function failed(id: string, error: AppError): ReplyEnvelope {
  return { id, ok: false, error: failureBody(error) };
}

/** The first thing that is wrong with an input, with its field. */
function sentenceOf(method: string, error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  return `${method}: ${field === '' ? '' : `"${field}" `}${issue?.message ?? 'is not valid'}`;
}
