import { dayIn } from '#core/domain/time.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { lineDifferences, type SagaFacts } from './decide.ts';
import { linesLateHold } from './holdTexts.ts';

/**
 * A complete order that was found once more is done. Where the answer to its lines was lost, they are read once more
 * too: a batch that committed after the settle time doubles them, and that is said.
 */
export async function confirmFresh(run: RunContext, saga: SagaRow, facts: SagaFacts): Promise<void> {
  const differences = await lateDifferences(run, facts);
  const { store, ports, publish } = run.parts;
  const done = { sagaId: saga.id, at: ports.clock.now(), unknownSince: null };
  if (differences.length === 0)
    return store.changeSaga({ ...done, state: 'done', day: dayIn(ports.timeZone, done.at), audit: [] });
  run.figures.count('documents.held', saga.documentId);
  publish({ topic: 'attention' });
  const number = facts.salesOrderNumber ?? '';
  return store.changeSaga({
    ...done,
    state: 'held',
    addHolds: [linesLateHold(number, differences)],
    audit: [{ who: engineName, what: `Lines of sales order ${number} arrived late and changed it; held`, tone: 'bad' }],
  });
}

async function lateDifferences(run: RunContext, facts: SagaFacts): Promise<readonly string[]> {
  const { plan, salesOrderNumber, unknownSince } = facts;
  if (salesOrderNumber === undefined || unknownSince === undefined) return [];
  const read = () => run.parts.dynamics.readLines(plan.company, salesOrderNumber, run.signal);
  return lineDifferences(plan.lines, await run.ask('dynamics', read, { repeatable: true }));
}
