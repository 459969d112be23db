import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPartnerSheet } from '#core/domain/partnerSheet.ts';
import type { Store } from '#core/store/store.types.ts';
import { draftOf, type DraftChange } from '../support/outboundDraft.ts';
import { at, fileOf, newStore } from './fixture.ts';

let made: Awaited<ReturnType<typeof newStore>>;
let store: Store;
let threadId: number;
beforeEach(async () => {
  made = await newStore();
  ({ store } = made.opened);
  const { documentIds } = await store.storeFile(fileOf('1001'));
  const placed = await store.changeDocument({
    documentId: documentIds[0] ?? 0,
    at,
    processing: 'done',
    thread: {
      create: { partnerId: 'PARTNER', vendor: 'V1', number: '1001', release: '', store: '', copy: 1 },
      facts: { currency: 'USD', amount: '1', shipBy: '2026-03-09', cancelAfter: undefined, lines: [] },
    },
    audit: [],
  });
  threadId = placed.threadId ?? 0;
});
afterEach(() => made.remove());

async function sent(change: DraftChange, remotePath: string, outcome: 'sent' | 'refused' = 'sent'): Promise<number> {
  const { outboundId, versionId } = await store.saveDraft(draftOf({ at, threadIds: [threadId], ...change }));
  const begun = await store.beginSend({ outboundId, versionId, at, remotePath, requestId: 'r' });
  if (!begun.begun) throw new Error('it did not begin');
  await store.endSend({ attemptId: begun.attemptId, at, outcome, spsDate: at });
  return outboundId;
}

const partner = {
  name: 'Partner',
  company: 'USMF',
  customer: 'C1',
  invoiceAccount: '',
  site: '',
  warehouse: '',
  active: true,
  review: false,
  undoSeconds: 0,
  sheet: defaultPartnerSheet,
};
const notice = { kind: '856', number: 'PS-1' } as const;

describe('what the partner said', () => {
  const say = (outboundId: number, kind: '997' | '824' | 'portal', outcome: 'accepted' | 'rejected') =>
    store.noteReply({ outboundId, kind, outcome, text: 'late', who: 'PARTNER', at });
  const business = async (outboundId: number) => (await store.outbound({ outboundId }))?.business;
  const holds = async () => (await store.attentionList({ limit: 10 })).rows.map(({ hold }) => hold?.cause);

  it('of the content stands, whatever a receipt of its syntax says after it: a 997 is no acceptance', async () => {
    const id = await sent(notice, 'in/SH1.xml');
    await say(id, '824', 'rejected');
    await say(id, '997', 'accepted');
    expect([await business(id), await holds()]).toEqual(['rejected', ['partner-rejected']]);
    expect((await store.outboundView({ outboundId: id }))?.replies).toHaveLength(2);
    await say(id, 'portal', 'accepted');
    expect([await business(id), await holds()]).toEqual(['accepted', []]);
    await say(id, '997', 'rejected');
    expect([await business(id), await holds()]).toEqual(['rejected', ['partner-rejected']]);
  });

  /** By a file that names this time; taken at `at`, ten o'clock. */
  let files = 0;
  const sayAt = async (outboundId: number, kind: '997' | '824', outcome: 'accepted' | 'rejected', documentDate: string) => {
    const number = `reply-${(files += 1)}`;
    const [document] = fileOf(number).documents;
    if (!document) throw new Error('no document');
    const { fileId } = await store.storeFile(fileOf(number, { documents: [{ ...document, kind, documentDate }] }));
    return store.noteReply({ outboundId, kind, outcome, text: '', who: 'PARTNER', fileId, at });
  };

  it('stands when an older word comes after it, and opens nothing', async () => {
    const id = await sent(notice, 'in/SH1.xml');
    await sayAt(id, '824', 'accepted', '2026-03-02T09:00:00.000Z');
    expect(await sayAt(id, '824', 'rejected', '2026-03-02T08:00:00.000Z')).toMatchObject({ overtaken: true });
    await sayAt(id, '997', 'rejected', '2026-03-02T07:00:00.000Z');
    expect([await business(id), await holds()]).toEqual(['accepted', []]);
    expect((await store.outboundView({ outboundId: id }))?.replies).toHaveLength(3);
    expect(await sayAt(id, '824', 'rejected', '2026-03-02T09:30:00.000Z')).toMatchObject({ overtaken: false });
    expect([await business(id), await holds()]).toEqual(['rejected', ['partner-rejected']]);
    await sayAt(id, '824', 'accepted', '2026-03-02T09:10:00.000Z');
    expect([await business(id), await holds()]).toEqual(['rejected', ['partner-rejected']]);
  });

  it('of the content counts also where a receipt of later came first', async () => {
    const id = await sent(notice, 'in/SH1.xml');
    await sayAt(id, '997', 'accepted', '2026-03-02T09:00:00.000Z');
    await sayAt(id, '824', 'rejected', '2026-03-02T08:00:00.000Z');
    expect(await business(id)).toBe('rejected');
  });

  it('is no older where nobody knows: a day without a time, no time at all, one typed in, a clock that stood ahead', async () => {
    const id = await sent(notice, 'in/SH1.xml');
    await sayAt(id, '824', 'accepted', '2026-03-02T09:00:00.000Z');
    await sayAt(id, '824', 'rejected', '2026-03-02T00:00:00.000Z');
    expect(await business(id)).toBe('rejected');
    await sayAt(id, '824', 'accepted', '20260301');
    expect(await business(id)).toBe('accepted');
    // A time of day alone, in which a year was read.
    await sayAt(id, '824', 'rejected', '0915-01-01T00:00:00.000Z');
    expect(await business(id)).toBe('rejected');
    await sayAt(id, '824', 'accepted', '2026-03-02T08:50:00.000Z');
    expect(await business(id)).toBe('rejected');
    await sayAt(id, '824', 'accepted', '2026-03-02T09:00:00.000Z');
    expect(await business(id)).toBe('accepted');
    await say(id, 'portal', 'rejected');
    expect(await business(id)).toBe('rejected');
    const ahead = await sent({ ...notice, number: 'PS-2' }, 'in/SH2.xml');
    await sayAt(ahead, '824', 'accepted', '2099-01-01T09:00:00.000Z');
    await store.noteReply({ outboundId: ahead, kind: '824', outcome: 'rejected', text: '', who: 'PARTNER', at });
    await sayAt(ahead, '824', 'accepted', '2026-03-02T10:00:00.000Z');
    expect(await business(ahead)).toBe('accepted');
  });

  it('takes the place of a receipt that came before it', async () => {
    const id = await sent(notice, 'in/SH1.xml');
    await say(id, '997', 'accepted');
    await say(id, '824', 'rejected');
    expect(await business(id)).toBe('rejected');
  });
});

it('that answers while its silence is found out is an answer, and no silence is told; nor that it lies there once it was collected', async () => {
  const id = await sent({ ...notice, rules: { replyHours: 1 } }, 'in/SH1.xml');
  const later = '2030-01-01T00:00:00.000Z';
  expect(await store.silentSends({ at: later, limit: 10 })).toHaveLength(1);
  await store.noteReply({ outboundId: id, kind: '824', outcome: 'accepted', text: '', who: 'PARTNER', at });
  const hold = {
    cause: 'partner-silent',
    message: 'm',
    groupKey: 'g',
    groupTitle: 't',
    consequence: 'c',
    nextStep: 'n',
    lines: 0,
  } as const;
  expect(await store.noteLate({ outboundId: id, at: later, what: 'silent', hold })).toEqual({ opened: false });
  const [send] = await store.uncollectedSends({ limit: 10 });
  const found = { as: 'collected', spsAt: later, how: 'history' } as const;
  await store.noteLook({ sendId: send?.id ?? 0, attemptedAt: at, at: later, evidence: { empty: 0 }, found });
  expect(await store.noteLate({ outboundId: id, at: later, what: 'not-collected', hold })).toEqual({ opened: false });
  expect((await store.outbound({ outboundId: id }))?.business).toBe('accepted');
});

describe('the document that a reply is about', () => {
  const target = async (fileName: string, partnerId = '7QAALLCONTOSOUS') =>
    (await store.replyTarget({ fileName, partnerId, kind: '856', number: 'PS-1' }))?.outboundId;

  it('is the one whose file it names, by its path or its name alone, and no other partner’s', async () => {
    const row = { ...partner, partnerId: '7QAALLCONTOSOUS', vendor: '0088123' };
    await store.applyMappings({
      kind: 'partners',
      changes: [{ change: 'add', row }],
      who: 'Ann',
      at,
      why: 'test',
      origin: 'screen',
      source: '',
    });
    const first = await sent({ ...notice, body: '<Shipment>1</Shipment>' }, 'in/SH1.xml');
    const second = await sent({ ...notice, revision: 2, intent: 'replace', body: '<Shipment>2</Shipment>' }, 'in/SH2.xml');
    expect(await target('in/SH1.xml')).toBe(first);
    expect(await target('SH1.xml')).toBe(first);
    expect(await target('/testin/SH1.xml')).toBe(first);
    expect(await target('SH2.xml')).toBe(second);
    expect(await target('')).toBe(second);
    expect(await target('in/SH1.xml', '')).toBe(first);
    expect(await target('in/SH1.xml', 'ANOTHER')).toBeUndefined();
    const refused = await sent(
      { ...notice, revision: 3, intent: 'replace', body: '<Shipment>3</Shipment>' },
      'in/SH3.xml',
      'refused',
    );
    expect(await target('')).toBe(second);
    await expect(
      store.noteReply({ outboundId: refused, kind: '824', outcome: 'accepted', text: '', who: 'Ann', at }),
    ).rejects.toThrow('has not left yet');
  });
});
