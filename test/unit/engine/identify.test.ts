import { describe, expect, it } from 'vitest';
import { identify } from '#core/engine/intake/identify.ts';
import { arrival, document, thread, tried } from './arrivals.ts';

describe('what an 850 is', () => {
  it('is a new order when nothing has its number', () => {
    expect(identify(arrival(), [])).toEqual({ is: 'new-order', copy: 1 });
  });
  it.each(['', '00', '06', '07'])('takes purpose "%s" as the order itself', (purpose) => {
    expect(identify(arrival({ purpose }), []).is).toBe('new-order');
  });
  it('files the same content as a duplicate, also of a parked order', () => {
    const known = thread({ documents: [document({ processing: 'parked' })] });
    expect(identify(arrival({ canonicalHash: 'a' }), [known])).toEqual({ is: 'duplicate', threadId: 5, ofDocumentId: 1 });
  });
  it('goes on with its own thread', () => {
    const known = thread({ documents: [document({ id: 10, processing: 'parked', canonicalHash: 'b' })] });
    expect(identify(arrival({ threadId: 5, place: 1 }), [known])).toEqual({ is: 'this-order', threadId: 5, copy: 1 });
  });
  it('holds other content under the same number', () => {
    expect(identify(arrival(), [thread()])).toEqual({ is: 'hold', cause: 'conflict', threadId: 5, against: 1 });
  });
  it('asks about content that comes again after a cancellation', () => {
    expect(identify(arrival({ canonicalHash: 'a' }), [thread({ cancelled: true })])).toMatchObject({
      is: 'hold',
      cause: 'conflict',
    });
  });
  it('lets a replacement take over before anything was tried in Dynamics', () => {
    expect(identify(arrival({ purpose: '05' }), [thread()])).toEqual({
      is: 'replacement',
      threadId: 5,
      copy: 1,
      supersedes: [1],
    });
  });
  it('holds a replacement once a sales order was begun', () => {
    expect(identify(arrival({ purpose: '05' }), [thread({ sagas: tried })])).toMatchObject({ is: 'hold', cause: 'replacement' });
  });
  it('takes a replacement without a first order as the order', () => {
    expect(identify(arrival({ purpose: '05' }), [])).toEqual({ is: 'new-order', copy: 1 });
  });
  it('cancels before, holds after, waits without the order', () => {
    expect(identify(arrival({ purpose: '01' }), [thread()])).toEqual({
      is: 'cancellation',
      threadId: 5,
      supersedes: [1],
      lookFirst: false,
    });
    expect(identify(arrival({ purpose: '01' }), [thread({ sagas: tried })])).toMatchObject({ is: 'hold', cause: 'cancellation' });
    expect(identify(arrival({ purpose: '01' }), [])).toEqual({ is: 'wait' });
  });
  it('never makes an order from an unknown purpose', () => {
    expect(identify(arrival({ purpose: '22' }), [])).toMatchObject({ is: 'hold', cause: 'purpose' });
  });
  it('gives a separate order the next copy number', () => {
    const known = thread({ documents: [document(), document({ id: 10, processing: 'held', canonicalHash: 'b' })] });
    expect(identify(arrival({ threadId: 5, decidedAs: 'separate-order' }), [known])).toEqual({ is: 'new-order', copy: 2 });
  });
  it('keeps the copy when a separate order is looked at again', () => {
    const own = thread({ id: 6, copy: 2, documents: [document({ id: 10, processing: 'parked', canonicalHash: 'b' })] });
    expect(identify(arrival({ threadId: 6, decidedAs: 'separate-order' }), [thread(), own])).toEqual({
      is: 'this-order',
      threadId: 6,
      copy: 2,
    });
  });
  it('counts by the order of decisions, not by ids: two files of one poll are stored side by side', () => {
    const later = thread({ documents: [document({ id: 11, processing: 'parked' })] });
    expect(identify(arrival(), [later])).toEqual({ is: 'hold', cause: 'conflict', threadId: 5, against: 11 });
    expect(identify(arrival({ purpose: '05' }), [later])).toMatchObject({ is: 'replacement', supersedes: [11] });
    const own = thread({ documents: [document({ id: 10, place: 1 }), document({ id: 9, place: 2, processing: 'held' })] });
    expect(identify(arrival({ threadId: 5, place: 1 }), [own])).toMatchObject({ is: 'this-order' });
    expect(identify(arrival({ documentId: 9, threadId: 5, place: 2 }), [own])).toMatchObject({ is: 'hold', against: 10 });
  });
  it('takes a corrected order without asking once the first was set aside', () => {
    expect(identify(arrival(), [thread({ documents: [document({ processing: 'filed' })] })])).toMatchObject({ is: 'this-order' });
  });
  it('asks about a replacement of a cancelled order, and makes it on a word', () => {
    const cancelled = thread({ cancelled: true, documents: [document({ purpose: '01' })] });
    expect(identify(arrival({ purpose: '05' }), [cancelled])).toMatchObject({ is: 'hold', cause: 'conflict' });
    const own = { ...cancelled, documents: [...cancelled.documents, document({ id: 10, place: 2, processing: 'new' })] };
    expect(identify(arrival({ threadId: 5, place: 2, purpose: '05', decidedAs: 'as-replacement' }), [own])).toEqual({
      is: 'replacement',
      threadId: 5,
      copy: 1,
      supersedes: [1],
    });
  });
  it('makes the order of what a person calls a change where nothing was begun, and lists it where something was', () => {
    const change = arrival({ threadId: 5, place: 2, decidedAs: 'as-change' });
    const documents = [
      document({ processing: 'parked' }),
      document({ id: 10, place: 2, processing: 'held', canonicalHash: 'b' }),
    ];
    const replacing = { is: 'replacement', threadId: 5, copy: 1, supersedes: [1] };
    expect(identify(change, [thread({ documents })])).toEqual(replacing);
    expect(identify(change, [thread({ documents, cancelled: true })])).toEqual(replacing);
    expect(identify(change, [thread({ documents, sagas: tried })])).toEqual({
      is: 'hold',
      cause: 'change',
      threadId: 5,
      against: 1,
    });
  });
  it('files a cancellation that comes again', () => {
    const cancelled = thread({ cancelled: true, documents: [document({ purpose: '01', canonicalHash: 'b' })] });
    expect(identify(arrival({ purpose: '01' }), [cancelled])).toMatchObject({ is: 'duplicate', ofDocumentId: 1 });
  });
  it('has nothing to compare an order with that has no number, but the same bytes', () => {
    const identity = { ...arrival().identity, number: '' };
    expect(identify(arrival({ identity }), [thread()])).toEqual({ is: 'new-order', copy: 2 });
    expect(identify(arrival({ identity, purpose: '05' }), [thread()])).toEqual({ is: 'new-order', copy: 2 });
    expect(identify(arrival({ identity, canonicalHash: 'a' }), [thread()]).is).toBe('duplicate');
    const own = thread({ documents: [document({ id: 10, canonicalHash: 'b', processing: 'held' })] });
    expect(identify(arrival({ identity, threadId: 5, place: 1 }), [own]).is).toBe('this-order');
  });
  it('takes the last word of the retailer, also where it was said before', () => {
    const first = document({ id: 1, place: 1, processing: 'superseded' });
    const b = document({ id: 2, place: 2, purpose: '05', canonicalHash: 'b', processing: 'superseded' });
    const c = document({ id: 3, place: 3, purpose: '05', canonicalHash: 'c', processing: 'parked' });
    const again = arrival({ purpose: '05', canonicalHash: 'b' });
    expect(identify(again, [thread({ documents: [first, b, c] })])).toMatchObject({ is: 'replacement', supersedes: [3] });
    expect(identify(again, [thread({ documents: [first, b] })])).toMatchObject({ is: 'duplicate', ofDocumentId: 2 });
    const setAside = { ...c, processing: 'filed' } as const;
    expect(identify(again, [thread({ documents: [first, b, setAside] })]).is).toBe('duplicate');
    const both = [first, b, c, document({ id: 4, place: 4, purpose: '05', canonicalHash: 'b' })];
    expect(identify(again, [thread({ documents: both })])).toMatchObject({ is: 'duplicate', ofDocumentId: 4 });
  });
  it('cancels an order that lives again in the words of its first cancellation', () => {
    const cancellation = document({ id: 2, place: 2, purpose: '01', canonicalHash: 'b' });
    const alive = [document({ processing: 'superseded' }), cancellation, document({ id: 3, place: 3, canonicalHash: 'c' })];
    const again = arrival({ purpose: '01' });
    expect(identify(again, [thread({ documents: alive, sagas: tried })])).toMatchObject({ is: 'hold', cause: 'cancellation' });
    expect(identify(again, [thread({ documents: alive })])).toMatchObject({ is: 'cancellation', supersedes: [2, 3] });
  });
  it('asks about the same content that comes again after a cancellation that a person applied, once', () => {
    const off = [document({ canonicalHash: 'b' }), document({ id: 2, place: 2, purpose: '01', canonicalHash: 'c' })];
    const said = thread({ documents: off, sagas: tried });
    expect(identify(arrival(), [said])).toMatchObject({ is: 'hold', cause: 'conflict', threadId: 5 });
    expect(identify(arrival({ purpose: '01', canonicalHash: 'c' }), [said])).toMatchObject({ is: 'duplicate', ofDocumentId: 2 });
    const byChange = [document({ canonicalHash: 'b' }), document({ id: 2, place: 2, kind: '860', purpose: '01' })];
    expect(identify(arrival(), [thread({ documents: byChange, sagas: tried })])).toMatchObject({ is: 'hold', cause: 'conflict' });
    const anew = [...off, document({ id: 3, place: 3, canonicalHash: 'b', processing: 'held' })];
    expect(identify(arrival(), [thread({ documents: anew, sagas: tried })])).toMatchObject({ is: 'duplicate', ofDocumentId: 3 });
    const open = [off[0], { ...off[1], processing: 'held' }] as typeof off;
    expect(identify(arrival(), [thread({ documents: open, sagas: tried })])).toMatchObject({ is: 'duplicate', ofDocumentId: 1 });
  });
  it('cancels an order that was set aside, so that nothing waits for it', () => {
    const setAside = thread({ documents: [document({ processing: 'filed' })] });
    expect(identify(arrival({ purpose: '01' }), [setAside])).toEqual({
      is: 'cancellation',
      threadId: 5,
      supersedes: [],
      lookFirst: false,
    });
  });
  it('takes a cancellation without a store for the only one, and for none of several', () => {
    const one = thread({ store: '0817' });
    expect(identify(arrival({ purpose: '01' }), [one])).toMatchObject({ is: 'cancellation', threadId: 5 });
    expect(identify(arrival({ purpose: '01' }), [one, thread({ id: 6, store: '0900' })])).toEqual({ is: 'wait' });
    expect(identify(arrival({ purpose: '05' }), [one])).toEqual({ is: 'new-order', copy: 1 });
  });
  it('takes no order of several under one number for the one that is cancelled or replaced', () => {
    const second = thread({ id: 6, copy: 2, documents: [document({ id: 3, canonicalHash: 'c', processing: 'parked' })] });
    const both = [thread({ sagas: tried }), second];
    expect(identify(arrival({ purpose: '01' }), both)).toMatchObject({ is: 'hold', cause: 'cancellation', threadId: 6 });
    expect(identify(arrival({ purpose: '05' }), both)).toMatchObject({ is: 'hold', cause: 'conflict', threadId: 6 });
    expect(identify(arrival({ purpose: '05', decidedAs: 'as-replacement' }), both)).toMatchObject({
      is: 'replacement',
      threadId: 6,
    });
    const alone = [{ ...thread({ sagas: tried }), cancelled: true }, second];
    expect(identify(arrival({ purpose: '01' }), alone)).toMatchObject({ is: 'cancellation', threadId: 6 });
  });
  it('keeps stores of one number apart', () => {
    const other = thread({ store: '0817' });
    expect(identify(arrival({ identity: { ...arrival().identity, store: '0900' } }), [other])).toEqual({
      is: 'new-order',
      copy: 1,
    });
  });
});

describe('a number whose partner nobody knows yet', () => {
  const known = thread({ documents: [document({ processing: 'parked' })] });
  it.each(['00', '05', '01', '04'])('is not judged by another document of it (purpose %s)', (purpose) => {
    expect(identify(arrival({ purpose, partnerKnown: false }), [known])).toEqual({ is: 'unsure', threadId: 5 });
  });
  it('is still a duplicate where it says the same', () => {
    expect(identify(arrival({ partnerKnown: false, canonicalHash: 'a' }), [known]).is).toBe('duplicate');
  });
  it('is a new order where nothing has it, and goes on in its own thread', () => {
    expect(identify(arrival({ partnerKnown: false }), []).is).toBe('new-order');
    const own = thread({ documents: [document({ id: 10, processing: 'parked', canonicalHash: 'b' })] });
    expect(identify(arrival({ partnerKnown: false, threadId: 5, place: 1 }), [own]).is).toBe('this-order');
  });

  const ofStore = (store: string) => ({ ...arrival().identity, store });
  const both = thread({
    store: '0001',
    documents: [
      document({ id: 1, processing: 'parked' }),
      document({ id: 10, place: 2, canonicalHash: 'b', processing: 'parked' }),
    ],
  });
  it('leaves the thread of another store once the sheet tells them apart', () => {
    expect(identify(arrival({ threadId: 5, place: 2, identity: ofStore('0002') }), [both])).toEqual({ is: 'new-order', copy: 1 });
    const second = thread({ id: 6, store: '0002', documents: [document({ id: 2 })] });
    expect(identify(arrival({ threadId: 5, place: 2, identity: ofStore('0002') }), [both, second])).toMatchObject({
      is: 'hold',
      cause: 'conflict',
      threadId: 6,
    });
  });
  it('stays in it, and is asked about, where it is of the same store', () => {
    expect(identify(arrival({ threadId: 5, place: 2, identity: ofStore('0001') }), [both])).toMatchObject({
      is: 'hold',
      threadId: 5,
    });
  });
});
