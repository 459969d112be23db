import { toAppError, type AppError } from '#core/contract/errors.ts';
import type { Instant } from '#core/domain/time.ts';
import type { EngineParts } from '../engine.types.ts';
import { readSet } from './readSet.ts';
import { leftOf, targetsOf, type Target } from './targets.ts';

export interface Progress extends Target {
  readonly read: number;
  readonly startedAt: Instant;
}

export interface RoundInput {
  readonly parts: Pick<EngineParts, 'store' | 'dynamics' | 'connection' | 'ports'>;
  readonly roundAt: Instant;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** `stopped`: what kept it from going on. `refused`: sets that could not be read while others could. */
export interface RoundResult {
  readonly stopped: AppError | undefined;
  readonly refused: readonly AppError[];
}

/**
 * One sync: every set that it has not read yet, then the mappings against what it read; what a rule held by the older
 * copy is looked at again in the next run. One set that is refused does
 * not keep the others; an environment that does not answer, or asks for patience, ends it until the next time.
 */
export async function runRound({ parts, roundAt, signal, onProgress }: RoundInput): Promise<RoundResult> {
  const { store, dynamics, ports } = parts;
  const { sets } = await store.masterSetRows({});
  const refused: AppError[] = [];
  for (const target of leftOf(targetsOf(parts.connection.dynamics.companies), sets, roundAt)) {
    const startedAt = ports.clock.now();
    const onRows = (read: number): void => onProgress({ ...target, read, startedAt });
    onRows(0);
    try {
      await readSet(target, { store, dynamics, clock: ports.clock, signal, onRows });
    } catch (thrown) {
      const error = toAppError(thrown);
      await store.endMasterSet({ ...target, state: 'cut-off', message: error.message, at: ports.clock.now() });
      if (signal.aborted || error.retry !== 'never' || error.code === 'cancelled') return { stopped: error, refused };
      ports.log.warn('a set of master data could not be read', { set: target.set, company: target.company, code: error.code });
      refused.push(error);
    }
  }
  await review(parts, roundAt);
  await store.wakeHeldByMaster({});
  return { stopped: undefined, refused };
}

/** Mapping rows of one piece of the review. */
const perPiece = 500;

/** Holds every mapping against the copy; what was found before and is not found again is settled. */
async function review({ store, ports }: RoundInput['parts'], roundAt: Instant): Promise<void> {
  const at = ports.clock.now();
  const number = Date.parse(roundAt);
  let after: string | undefined;
  do {
    ({ after } = await store.reviewMappings({ review: number, at, limit: perPiece, ...(after === undefined ? {} : { after }) }));
  } while (after !== undefined);
  await store.endReview({ review: number });
}
