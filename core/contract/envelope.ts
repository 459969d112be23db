import { z } from 'zod';
import type { errorCodes } from './errors.ts';
import { AppError } from './errors.ts';

/** What a transport carries to the dispatcher. Transports move envelopes and know no endpoint. */
export const requestEnvelope = z.strictObject({
  id: z.string().max(64),
  method: z.string().max(64),
  input: z.unknown(),
  /** The workspace that the page shows: a command for one must not reach another that was opened meanwhile. */
  workspace: z.string().max(64).optional(),
});
export type RequestEnvelope = z.infer<typeof requestEnvelope>;

export interface FailureBody {
  readonly code: (typeof errorCodes)[number];
  readonly message: string;
  readonly outcome: 'not-done' | 'done' | 'unknown';
  readonly retryAfterMs?: number;
  readonly details: Readonly<Record<string, string>>;
}

/** Electron and HTTP both drop an Error's fields, so failures travel as data. Never a stack; a path only where the sentence is about that file or folder. */
export type ReplyEnvelope =
  | { readonly id: string; readonly ok: true; readonly value: unknown }
  | { readonly id: string; readonly ok: false; readonly error: FailureBody };

/** The wire form of an error. */
export function failureBody(error: AppError): FailureBody {
  return {
    code: error.code,
    message: error.message,
    outcome: error.outcome,
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    details: error.details,
  };
}

/** The error that a client throws for a failure it received. */
export function errorFromFailure(body: FailureBody): AppError {
  return new AppError({
    code: body.code,
    message: body.message,
    outcome: body.outcome,
    ...(body.retryAfterMs === undefined ? {} : { retryAfterMs: body.retryAfterMs }),
    details: body.details,
  });
}
