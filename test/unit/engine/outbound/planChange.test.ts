import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { OrderState } from '#core/dynamics/journals.types.ts';
import type { ChangedLine } from '#core/drafting/changeLines.ts';
import { addedLine } from '#core/engine/outbound/changes/changedOrder.ts';
import { waitsForEarlier } from '#core/engine/outbound/changes/openChange.ts';
import { changeVerdicts } from '#core/engine/outbound/changes/planChange.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import { isReached, standingOf } from '#core/engine/outbound/changes/reached.ts';
import { readReply } from '#core/engine/intake/readReply.ts';
import { line, order, state, there, verdict, wants } from './changeFixture.ts';

describe('what Dynamics allows of a change', () => {
  it('writes quantity and price in the unit of Dynamics', () => {
    expect(verdict(wants('3', { price: '15' }))).toMatchObject({
      allowed: true,
      wanted: [{ salesOrder: 'SO-1', lotId: 'L1', cancel: false, quantity: '18', price: '2.5' }],
    });
  });

  it('has nothing to do for a line that is deleted and was never there: it is no line that the change adds', () => {
    const gone: ChangedLine = {
      line: { ...line, lineNumber: '012', path: 'OrderChange/LineItem[2]' },
      code: 'DI',
      position: 2,
      quantity: new Decimal(0),
    };
    expect(verdict(gone)).toMatchObject({ allowed: true, wanted: [], why: expect.stringContaining('no such line') as string });
    // What an earlier change may still add would ship although the retailer was told that it is deleted.
    expect(verdict(gone, there(), 'open', true)).toMatchObject({
      allowed: false,
      why: expect.stringContaining('answer that one first') as string,
    });
    expect(addedLine(gone, 7)).toEqual([]);
    expect(addedLine({ ...gone, code: 'AI', quantity: new Decimal(3) }, 7)).toMatchObject([{ position: 2, quantity: '3' }]);
  });

  it('waits for earlier changes that nobody has answered, in the order in which they came', () => {
    const document = (id: number, place: number, processing: string) => ({ id, place, processing }) as unknown as DocumentRow;
    const [first, second] = [document(9, 2, 'held'), document(5, 3, 'held')];
    expect(waitsForEarlier(second, [first, second])).toBe(true);
    expect(waitsForEarlier(first, [first, second])).toBe(false);
    expect(waitsForEarlier(second, [document(9, 2, 'done'), second])).toBe(false);
    expect(waitsForEarlier(second, [document(9, 2, 'parked'), second])).toBe(true);
  });

  it('says what a broken case is before anybody accepts it, and not where the order has it so already', () => {
    const each = { ...line, unit: 'EA', quantity: '12' };
    const inCases = {
      ...order,
      lines: [{ position: 1, itemNumber: 'D1', units: [{ unit: 'ca', factor: '0.083333333333333333333333333333' }] }],
    };
    const said = (quantity: string, ordered: string) =>
      changeVerdicts(
        [{ ...wants(quantity), line: { ...each, quantity }, before: each }],
        inCases,
        [state(there({ unit: 'ca', ordered }))],
        { dates: { shipQualifiers: [], receiptQualifiers: [] }, additions: [], earlierOpen: false, saidLater: new Map() },
      )[0];
    expect(said('30', '1')).toMatchObject({
      allowed: true,
      why: '30 EA are 2 ca and 6 EA left over: a part of a unit that nobody can pick.',
      wanted: [{ quantity: '2.5' }],
    });
    expect(said('24', '1')).toMatchObject({ allowed: true, why: '' });
    expect(said('30', '2.5')).toMatchObject({ allowed: true, why: '' });
  });

  it('cancels what is not wanted any more, also the rest of what was shipped', () => {
    expect(verdict(wants('0'))?.wanted).toMatchObject([{ cancel: true }]);
    expect(verdict(wants('2'), there({ shipped: '12' }), 'partly-shipped')?.wanted).toMatchObject([{ cancel: true }]);
  });

  it.each([
    ['less than was shipped', wants('1'), there({ shipped: '12' }), 'partly-shipped', '12 ea were shipped already'],
    ['another price for what left', wants('4', { price: '15' }), there({ shipped: '12' }), 'partly-shipped', 'at the old price'],
    ['picked', wants('3'), there(), 'picking', 'begun to pick'],
    ['invoiced', wants('3'), there({ status: 'Invoiced' }), 'invoiced', 'invoiced already'],
    ['cancelled there', wants('3'), there({ status: 'Canceled' }), 'open', 'cancelled in Dynamics'],
    ['gone', wants('3'), there({ lotId: 'L9' }), 'open', 'does not have this line'],
    ['another unit', wants('3'), there({ unit: 'pal' }), 'open', 'Nobody knows how many pal'],
  ] as const)('not: %s', (_what, changed, entry, stage, why) => {
    expect(verdict(changed, entry, stage)).toMatchObject({ allowed: false, wanted: [] });
    expect(verdict(changed, entry, stage)?.why).toContain(why);
  });

  it('needs nothing where the change says what is so', () => {
    expect(verdict(wants('4'))).toMatchObject({ allowed: true, wanted: [] });
  });

  it('takes a line that is gone for deleted, but not where the lines are still to come', () => {
    const dates = { shipQualifiers: ['010'], receiptQualifiers: ['002'] };
    const of = (states: readonly OrderState[]) =>
      changeVerdicts([wants('0')], order, states, { dates, additions: [], earlierOpen: false, saidLater: new Map() })[0];
    expect(of([state(there({ lotId: 'L9' }))])).toMatchObject({ allowed: true, wanted: [] });
    expect(of([{ ...state(there()), lines: [] }])).toMatchObject({ allowed: false });
    expect(of([{ ...state(there()), lines: [] }])?.why).toContain('not complete');
  });

  it('leaves a line that is added to a person', () => {
    const { before: _before, ...added } = wants('4');
    expect(verdict(added)).toMatchObject({ allowed: false });
  });

  it('knows after a lost answer whether it was done', () => {
    const wanted = { company: 'usmf', salesOrder: 'SO-1', lotId: 'L1', cancel: false, quantity: '18', price: '2.50' };
    expect(isReached(wanted, there())).toBe(false);
    expect(isReached(wanted, there({ ordered: '18.0', price: '2.5' }))).toBe(true);
    const cancel = { ...wanted, cancel: true, quantity: '12' };
    expect(isReached(cancel, there({ ordered: '12', shipped: '12' }))).toBe(true);
    expect(isReached({ ...cancel, quantity: '0' }, there({ ordered: '12', shipped: '12' }))).toBe(false);
    expect(standingOf({ ...cancel, quantity: '0' }, [there({ shipped: '12' })])).toMatchObject({
      is: 'wrong',
      why: expect.stringContaining('12 ea of D1 were shipped meanwhile') as string,
    });
    expect(isReached({ ...wanted, cancel: true }, undefined)).toBe(true);
    expect(isReached(wanted, undefined)).toBe(false);
  });
});

describe('a reply in a file', () => {
  const reply = (inside: string, root = 'FunctionalAcknowledgment') =>
    Buffer.from(`<?xml version="1.0"?><${root}>${inside}</${root}>`);
  const said = '<DocumentType>856</DocumentType><DocumentNumber>PS-1</DocumentNumber>';

  it('is read by its words, by X12 codes and by the form of the connection', () => {
    expect(readReply(reply(`${said}<Outcome>accepted</Outcome>`))).toMatchObject({
      kind: '997',
      documentKind: '856',
      outcome: 'accepted',
    });
    expect(readReply(reply(`${said}<Outcome>TR</Outcome><Text>late</Text>`, 'ApplicationAdvice'))).toMatchObject({
      kind: '824',
      outcome: 'rejected',
      text: 'late',
    });
    const own = { roots: { Ack: '997' }, fields: { outcome: 'Status' }, outcomes: { OK: 'accepted' } } as const;
    expect(readReply(reply(`${said}<Status>ok</Status>`, 'Ack'), own)).toMatchObject({ outcome: 'accepted' });
  });

  it('is nothing else: no other root, no unknown word, no kind that we never send, no text that is no XML', () => {
    expect(readReply(reply(`${said}<Outcome>accepted</Outcome>`, 'Other'))).toBeUndefined();
    expect(readReply(reply(`${said}<Outcome>perhaps</Outcome>`))).toBeUndefined();
    expect(
      readReply(reply('<DocumentType>850</DocumentType><DocumentNumber>1</DocumentNumber><Outcome>A</Outcome>')),
    ).toBeUndefined();
    expect(readReply(Buffer.from('ISA*00*'))).toBeUndefined();
  });
});
