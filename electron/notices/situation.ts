import type { StatusView } from '#core/contract/views/status.ts';
import type { Instant } from '#core/domain/time.ts';
import type { Clock } from './clocks.ts';

/** A document whose answer was lost. */
export interface LostAnswer {
  readonly sendId: number;
  readonly what: string;
}

/** What the desktop knows of the open workspace at a moment: gathered once, decided upon by pure functions. */
export interface Situation {
  readonly at: Instant;
  readonly timeZone: string;
  readonly workspace: StatusView['workspace'];
  readonly engine: StatusView['engine'];
  readonly pausedUntil?: string;
  readonly nextRunAt?: string;
  readonly online: boolean;
  /** While the data folder cannot be written: nothing is fetched, made or sent. */
  readonly standstill?: NonNullable<StatusView['standstill']>;
  /** How each connection was when it was last used. */
  readonly sps: StatusView['sps'];
  readonly dynamics: StatusView['dynamics'];
  /** Rows in "needs a hand". */
  readonly needs: number;
  readonly clocks: readonly Clock[];
  readonly unknown: readonly LostAnswer[];
  /** Partners that orders came from. */
  readonly partners: readonly { readonly partnerId: string; readonly name: string }[];
}

/** Where no workspace is open: why, in a sentence. */
export interface NotOpen {
  readonly problem: string;
}

export function isOpen(situation: Situation | NotOpen): situation is Situation {
  return !('problem' in situation);
}
