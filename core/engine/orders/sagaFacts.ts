import { assertNever } from '#core/domain/assertNever.ts';
import type { Instant } from '#core/domain/time.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import type { SagaFacts } from './decide.ts';

/** How long an unanswered POST may still commit where the connection does not say (DESIGN 3.7). */
const defaultSettleSeconds = 900;

/** The settle time in milliseconds. None is needed under reserved numbers: "already exists" tells. */
export function settleMs(run: RunContext): number {
  return run.parts.connection.dynamics.manualNumbers === true ? 0 : lateCommitMs(run);
}

/** The settle time of what no number of ours guards: lines that are added to an order. */
export function lateCommitMs(run: RunContext): number {
  return (run.parts.connection.dynamics.settleSeconds ?? defaultSettleSeconds) * 1000;
}

/** A change of the clock may leave a lost answer in the future: it is put to now, or its settle time would never end. */
export function notInFuture(since: Instant | undefined, now: Instant): { readonly unknownSince?: Instant } {
  return since !== undefined && since > now ? { unknownSince: now } : {};
}

/** The saga's facts if it is in a state that the engine acts on. A number that is only reserved is not known to exist. */
export function factsOf(saga: SagaRow): SagaFacts | undefined {
  const { state } = saga;
  const rest = { plan: saga.plan, unknownSince: saga.unknownSince, ignoreForeign: saga.ignoreForeign, restored: saga.restored };
  switch (state) {
    case 'ready':
    case 'header-unknown':
      return { state, salesOrderNumber: undefined, ...rest };
    case 'header-done':
    case 'lines-unknown':
    case 'fresh':
      return { state, salesOrderNumber: saga.salesOrderNumber, ...rest };
    case 'refused':
    case 'held':
    case 'done':
    case 'incident':
    case 'abandoned':
      return undefined;
    default:
      return assertNever(state);
  }
}
