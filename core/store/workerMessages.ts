import type { ErrorCode, Retry } from '#core/contract/errors.ts';
import type { Crossing } from './crossing.ts';
import type { OperationName } from './operations.ts';
import type { GuardState } from './guardBinding.ts';

/** One operation on its way; many travel in one message, because a message costs more than most operations. */
export interface Call {
  readonly id: number;
  readonly name: OperationName;
  readonly input: unknown;
}

export type ToWorker =
  | { readonly kind: 'calls'; readonly calls: Crossing<Call> }
  | { readonly kind: 'copy'; readonly id: number; readonly folder: string }
  | { readonly kind: 'close' };

export type FromWorker =
  | { readonly kind: 'ready'; readonly guardState: GuardState; readonly replayed: number }
  | { readonly kind: 'results'; readonly results: Crossing<CallResult> }
  /** How much of a copy is done, 0 to 1. */
  | { readonly kind: 'share'; readonly id: number; readonly share: number }
  | { readonly kind: 'slow'; readonly name: string; readonly milliseconds: number }
  | { readonly kind: 'closed' };

/** What became of a call; id 0 is the opening itself. */
export type CallResult =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly id: number;
      readonly ok: false;
      readonly error: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly retry: Retry;
        readonly details: Readonly<Record<string, string>>;
      };
    };
