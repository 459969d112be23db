import type { SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { adoptHold, type AskedToAdopt } from './holdTexts.ts';

/** Holds a sales order for which Dynamics has one already that is not ours, or not to be used any more. */
export function askToAdopt(
  { figures, parts: { store, ports, publish } }: RunContext,
  saga: SagaRow,
  asked: AskedToAdopt,
): Promise<void> {
  figures.count('documents.held', saga.documentId);
  publish({ topic: 'attention' });
  return store.changeSaga({
    sagaId: saga.id,
    at: ports.clock.now(),
    state: 'held',
    holds: [adoptHold(saga.plan, asked)],
    audit: [{ who: engineName, what: 'Found an order in Dynamics that may be this one; held', tone: 'warn' }],
  });
}
