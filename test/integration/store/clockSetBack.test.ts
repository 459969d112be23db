import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '#core/store/store.types.ts';
import { at, fileOf, newStore } from './fixture.ts';

/** `at` is ten in the morning. */
const time = (clock: string): string => `2026-03-02T${clock}:00.000Z`;

let store: Store;
let remove: () => Promise<void>;
beforeEach(async () => {
  const made = await newStore();
  store = made.opened.store;
  remove = made.remove;
});
afterEach(() => remove());

/** A purchase order whose sales order is to be made. */
async function order(): Promise<{ readonly sagaId: number; readonly documentId: number; readonly threadId: number }> {
  const { documentIds } = await store.storeFile(fileOf('1'));
  const documentId = documentIds[0] ?? 0;
  const { threadId = 0 } = await store.changeDocument({
    documentId,
    at,
    processing: 'ready',
    thread: {
      create: { partnerId: 'PARTNER', vendor: 'V1', number: '1', release: '', store: '', copy: 1 },
      facts: { currency: 'USD', amount: '1', shipBy: undefined, cancelAfter: undefined, lines: [] },
    },
    sagas: [{ company: 'usmf', customer: 'C1', reference: '1', store: '', lines: [] } as never],
    audit: [],
  });
  const [saga] = await store.dueSagas({ at, limit: 1 });
  return { sagaId: saga?.id ?? 0, documentId, threadId };
}

const due = async (clock: string) => (await store.dueSagas({ at: time(clock), limit: 10 })).length;
const startRun = (clock: string) => store.startRun({ trigger: 'schedule', at: time(clock) });

async function finishRun(runId: number, clock: string): Promise<void> {
  const summary = { documents: {}, orders: {}, requests: {} } as never;
  await store.finishRun({ runId, at: time(clock), outcome: 'good', summary, requests: [], failures: [], subjects: {} });
}

describe('a sales order that was put off', () => {
  it('is due with the run that shows that the clock was set back, and what was lost was lost then', async () => {
    const { sagaId } = await order();
    await startRun('10:00');
    await store.changeSaga({
      sagaId,
      at,
      state: 'header-unknown',
      nextAttemptAt: time('10:20'),
      unknownSince: time('10:05'),
      audit: [],
    });
    expect(await due('08:30')).toBe(0);
    await startRun('08:30');
    expect(await due('08:30')).toBe(1);
    expect(await store.saga({ sagaId })).toMatchObject({ nextAttemptAt: time('08:30'), unknownSince: time('08:30') });
  });

  it('is due as well where only the end of the run before lies ahead, which was long', async () => {
    const { sagaId } = await order();
    const { runId } = await startRun('10:00');
    await finishRun(runId, '11:00');
    await store.changeSaga({ sagaId, at, state: 'ready', nextAttemptAt: time('11:20'), audit: [] });
    await startRun('10:10');
    expect(await due('10:10')).toBe(1);
  });

  it('is moved once: what is put off by the new clock waits for its time', async () => {
    const { sagaId } = await order();
    await startRun('10:00');
    await startRun('08:30');
    await store.changeSaga({ sagaId, at: time('08:30'), state: 'ready', nextAttemptAt: time('08:50'), audit: [] });
    await startRun('08:40');
    expect([await due('08:40'), await due('08:50')]).toEqual([0, 1]);
  });

  it('waits as long as the service asked for where no clock was touched, however long that is', async () => {
    const { sagaId } = await order();
    await startRun('10:00');
    await store.changeSaga({ sagaId, at, state: 'ready', nextAttemptAt: time('16:00'), audit: [] });
    await startRun('10:15');
    expect([await due('10:15'), await due('15:59'), await due('16:00')]).toEqual([0, 0, 1]);
  });
});

describe('what else waits for a time of the clock that was set back', () => {
  it('is a change whose answer was lost: it may commit for as long as from now on', async () => {
    const { documentId, threadId } = await order();
    await store.changeDocument({ documentId, at, processing: 'held', audit: [] });
    const decision = { decision: 'accept', reason: 'r', who: 'w', at } as never;
    const { changeId } = await store.decideChange({ documentId, threadId, decision, wanted: [] });
    const { attemptId } = await store.beginChangeAttempt({ changeId, salesOrder: 'SO-1', at, requestId: 'r' });
    await startRun('10:00');
    await store.endChangeAttempt({ attemptId, at, outcome: 'unknown', message: 'lost' });
    await startRun('08:30');
    expect((await store.dueChanges({ limit: 10 })).map(({ unknownSince }) => unknownSince)).toEqual([time('08:30')]);
  });

  it('is a copy of the master data that is tried again, and not the next one of a whole day', async () => {
    const nextAt = async () => (await store.masterSchedule({})).nextAt;
    await store.changeMasterSchedule({ everyHours: 24, startedAt: at, roundAt: at, nextAt: time('10:20') });
    await startRun('10:00');
    await startRun('08:30');
    expect(await nextAt()).toBe(time('08:30'));
    const tomorrow = '2026-03-03T10:05:00.000Z';
    await store.changeMasterSchedule({ nextAt: tomorrow });
    await startRun('08:00');
    expect(await nextAt()).toBe(tomorrow);
  });
});
