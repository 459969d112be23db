import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '#core/store/store.types.ts';
import { at, newStore } from './fixture.ts';

let made: Awaited<ReturnType<typeof newStore>>;
let store: Store;
beforeEach(async () => {
  made = await newStore();
  ({ store } = made.opened);
});
afterEach(() => made.remove());

describe('business events', () => {
  const event = { at, type: 'AlertSlip', company: 'usmf', document: 'PS-1', fate: 'read' } as const;

  it('are counted by type and by what became of them, since the first one; the last ones are kept', async () => {
    expect(await store.businessEvents({})).toMatchObject({ since: undefined, types: [], recent: [] });
    await store.noteBusinessEvent(event);
    const later = '2099-03-03T10:00:00.000Z';
    await store.noteBusinessEvent({ ...event, at: later, fate: 'duplicate' });
    await store.noteBusinessEvent({ ...event, at: later, type: '', document: 'blob 7', fate: 'unreadable' });
    const kept = await store.businessEvents({});
    expect(kept.since).toBe(at);
    expect(kept.counts).toEqual({ read: 1, duplicate: 1, late: 0, test: 0, unknown: 0, 'other-company': 0, unreadable: 1 });
    expect(kept.types).toEqual([{ type: 'AlertSlip', count: 2, lastAt: later }]);
    expect(kept.recent.map(({ fate }) => fate)).toEqual(['unreadable', 'duplicate', 'read']);
  });

  it('stay bounded whatever others write into a queue: fifty events, a hundred types, and every one counted', async () => {
    for (let index = 0; index < 130; index += 1) await store.noteBusinessEvent({ ...event, type: `Type${index}` });
    const { counts, types, recent } = await store.businessEvents({});
    expect([counts.read, types.length, recent.length]).toEqual([130, 100, 50]);
    expect(recent[0]?.type).toBe('Type129');
    await store.noteBusinessEvent({ ...event, type: 'Type7' });
    expect((await store.businessEvents({})).types.find(({ type }) => type === 'Type7')?.count).toBe(2);
  });
});
