import type { AuditEntry, NewHold, SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { adoptHold, type AskedToAdopt } from './holdTexts.ts';

/** Holds a sales order with one question, in place of those that were open about it. */
export function holdSaga(
  { figures, parts: { store, ports, publish } }: RunContext,
  saga: SagaRow,
  { hold, ...told }: { readonly hold: NewHold } & Pick<AuditEntry, 'what' | 'tone'>,
): Promise<void> {
  figures.count('documents.held', saga.documentId);
  publish({ topic: 'attention' });
  return store.changeSaga({
    sagaId: saga.id,
    at: ports.clock.now(),
    state: 'held',
    holds: [hold],
    audit: [{ who: engineName, ...told }],
  });
}

/** Holds a sales order for which Dynamics has one already that is not ours, or not to be used any more. */
export function askToAdopt(run: RunContext, saga: SagaRow, asked: AskedToAdopt): Promise<void> {
  const what = 'Found an order in Dynamics that may be this one; held';
  return holdSaga(run, saga, { hold: adoptHold(saga.plan, asked), what, tone: 'warn' });
}
