import type { OrderFacts } from '#core/mapping/orderFacts.ts';
import type { ChangedSaga, OrderChangeRow } from '#core/store/types/changes.ts';
import { engineName } from '../../engineName.ts';
import type { RunContext } from '../../runContext.ts';

/** Where a change stands now; `told` is what its order's time line says of it. */
export interface Settlement {
  readonly state: OrderChangeRow['state'];
  readonly message: string;
  readonly told?: { readonly what: string; readonly tone: 'good' | 'bad' };
  readonly facts?: OrderFacts;
  readonly sagas?: readonly ChangedSaga[];
}

/** Writes where a change stands, in one transaction with what it did to its order. */
export async function settleChange(run: RunContext, change: OrderChangeRow, settlement: Settlement): Promise<void> {
  const { told, ...rest } = settlement;
  const detail = rest.message === '' ? {} : { detail: rest.message };
  await run.parts.store.settleChange({
    changeId: change.id,
    ...rest,
    at: run.parts.ports.clock.now(),
    audit: told ? [{ who: engineName, what: told.what, tone: told.tone, ...detail }] : [],
  });
}
