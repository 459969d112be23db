import type { ErrorCode, Retry } from '#core/contract/errors.ts';
import type { OperationName } from './operations.ts';
import type { GuardState } from './replay.ts';

export type ToWorker =
  | { readonly kind: 'call'; readonly id: number; readonly name: OperationName; readonly input: unknown }
  | { readonly kind: 'copy'; readonly id: number; readonly folder: string }
  | { readonly kind: 'close' };

export type FromWorker =
  | { readonly kind: 'ready'; readonly guardState: GuardState; readonly replayed: number }
  | { readonly kind: 'result'; readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly kind: 'result';
      readonly id: number;
      readonly ok: false;
      readonly error: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly retry: Retry;
        readonly details: Readonly<Record<string, string>>;
      };
    }
  | { readonly kind: 'closed' };
