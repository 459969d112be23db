import { describe, expect, it } from 'vitest';
import type { ProcessingState } from '#core/domain/states.ts';
import type { FoundOrder, OrderLine } from '#core/dynamics/client.types.ts';
import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import { cancellationOf } from '#core/engine/orders/calledOff.ts';
import { decideHeader, decideLines, lineDifferences, type SagaFacts } from '#core/engine/orders/decide.ts';
import { refusedHeaderHold, refusedLinesHold } from '#core/engine/orders/holdTexts.ts';

const plan: SalesOrderPlan = {
  company: 'usmf',
  customer: 'US-014',
  invoiceAccount: '',
  reference: 'PO1',
  requisition: 'PO1',
  store: '',
  currency: 'USD',
  site: '1',
  warehouse: '13',
  deliveryMode: '',
  origin: '',
  dimension: '',
  email: '',
  lines: [
    {
      position: 1,
      lineNumber: '001',
      customersLineNumber: 1,
      itemNumber: 'D0001',
      externalItem: 'NW-1',
      quantity: '24',
      unit: 'ea',
      price: '12.5',
      store: '',
      path: '',
    },
    {
      position: 2,
      lineNumber: '002',
      customersLineNumber: 2,
      itemNumber: 'D0002',
      externalItem: 'NW-2',
      quantity: '6',
      unit: 'ea',
      price: '3',
      store: '',
      path: '',
    },
  ],
};
const now = '2026-03-02T10:00:00.000Z';
const settle = 900_000;
const saga = (change: Partial<SagaFacts> = {}): SagaFacts => ({
  state: 'ready',
  plan,
  salesOrderNumber: undefined,
  unknownSince: undefined,
  ignoreForeign: false,
  restored: false,
  ...change,
});
const order = (change: Partial<FoundOrder> = {}): FoundOrder => ({
  company: 'USMF',
  salesOrderNumber: 'SO-1',
  customer: 'us-014',
  reference: 'PO1',
  requisition: 'PO1',
  status: 'Backorder',
  createdAt: '',
  ...change,
});
const line = (change: Partial<OrderLine> = {}): OrderLine => ({
  inventoryLotId: 'L1',
  customersLineNumber: 1,
  itemNumber: 'D0001',
  quantity: '24.00',
  unit: 'EA',
  price: '12.50',
  etag: '',
  ...change,
});
const second = line({ customersLineNumber: 2, itemNumber: 'D0002', quantity: '6', price: '3' });

describe('the header', () => {
  it('is posted when nothing is there', () => {
    expect(decideHeader(saga(), [], now, settle)).toEqual({ do: 'create-header', again: false });
  });
  it('is used when our reference is there, whatever the case of company and account', () => {
    expect(decideHeader(saga(), [order()], now, settle)).toEqual({
      do: 'use-header',
      salesOrderNumber: 'SO-1',
      found: true,
      strangers: [],
    });
  });
  it('is not posted again before the settle time has passed', () => {
    const unknown = saga({ state: 'header-unknown', unknownSince: '2026-03-02T09:50:00.000Z' });
    expect(decideHeader(unknown, [], now, settle)).toEqual({ do: 'wait-to-settle', until: '2026-03-02T10:05:00.000Z' });
    expect(decideHeader(unknown, [], '2026-03-02T10:05:00.000Z', settle)).toEqual({ do: 'create-header', again: true });
  });
  it('is never adopted from a cancelled order or one without our reference', () => {
    expect(decideHeader(saga(), [order({ status: 'Canceled' })], now, settle)).toMatchObject({
      do: 'ask-to-adopt',
      why: 'cancelled',
    });
    expect(decideHeader(saga(), [order({ reference: '' })], now, settle)).toMatchObject({
      do: 'ask-to-adopt',
      why: 'other-reference',
    });
    expect(decideHeader(saga({ ignoreForeign: true }), [order({ reference: '' })], now, settle)).toMatchObject({
      do: 'create-header',
    });
  });
  it('is asked about by the open one where ours was cancelled and somebody made another by hand', () => {
    const cancelled = order({ status: 'Canceled' });
    const byHand = order({ salesOrderNumber: 'SO-9', reference: 'by phone' });
    const asked = decideHeader(saga(), [cancelled, byHand], now, settle);
    expect(asked).toMatchObject({ do: 'ask-to-adopt', why: 'other-reference', candidates: [{ salesOrderNumber: 'SO-9' }] });
    const both = decideHeader(saga(), [cancelled, { ...byHand, status: 'Canceled' }], now, settle);
    expect(both).toMatchObject({ do: 'ask-to-adopt', why: 'cancelled', candidates: [{ salesOrderNumber: 'SO-1' }] });
  });
  it('leaves it to the store whose an order is that only begins like ours: a sibling of ours, or a note of a clerk', () => {
    for (const reference of ['PO1/0817', 'PO1#2', 'PO1/rush', 'PO1 by phone'])
      expect(decideHeader(saga(), [order({ reference })], now, settle)).toMatchObject({
        do: 'ask-to-adopt',
        why: 'other-reference',
      });
    const long = '0040-1234567-2026/12345';
    const plans = { ...plan, reference: `${long}/7`, requisition: long.slice(0, 20) };
    for (const reference of [`${long}/8`, `${long} by phone`, '0040-1234567-2026/x'])
      expect(
        decideHeader(saga({ plan: plans }), [order({ reference, requisition: plans.requisition })], now, settle),
      ).toMatchObject({ do: 'ask-to-adopt' });
  });
  it('is told of those that somebody made by hand beside it, unless a person says that those are two orders', () => {
    const byHand = order({ salesOrderNumber: 'SO-9', reference: 'by phone' });
    for (const known of [
      saga({ state: 'header-unknown', unknownSince: now }),
      saga({ state: 'header-done', salesOrderNumber: 'SO-1' }),
      saga({ state: 'lines-unknown', salesOrderNumber: 'SO-1', unknownSince: now }),
    ]) {
      const used = { do: 'use-header', salesOrderNumber: 'SO-1' };
      expect(decideHeader(known, [order(), byHand], now, settle)).toMatchObject({
        ...used,
        strangers: [{ salesOrderNumber: 'SO-9' }],
      });
      const closed = { ...byHand, status: 'Canceled' };
      expect(decideHeader(known, [order(), closed], now, settle)).toMatchObject({ ...used, strangers: [] });
      const two = { ...known, ignoreForeign: true };
      expect(decideHeader(two, [order(), byHand], now, settle)).toMatchObject({ ...used, strangers: [] });
    }
  });
  it('is found by its number where somebody changed its reference', () => {
    const fresh = saga({ state: 'fresh', salesOrderNumber: 'SO-1' });
    expect(decideHeader(fresh, [order({ reference: 'PO1 changed' })], now, settle)).toEqual({ do: 'confirm' });
  });
  it('is looked for with every customer where a restored copy may not know under which map it was made', () => {
    const elsewhere = order({ customer: 'US-999', company: 'frrt' });
    expect(decideHeader(saga({ restored: true }), [elsewhere], now, settle)).toMatchObject({
      do: 'ask-to-adopt',
      candidates: [{ customer: 'US-999' }],
    });
  });
  it('is not taken from another customer', () => {
    expect(decideHeader(saga(), [order({ customer: 'US-999' })], now, settle)).toMatchObject({ do: 'create-header' });
  });
  it('names two orders for one identity', () => {
    const found = [order(), order({ salesOrderNumber: 'SO-2' })];
    expect(decideHeader(saga(), found, now, settle)).toEqual({ do: 'report-double', numbers: ['SO-1', 'SO-2'] });
    expect(decideHeader(saga({ state: 'fresh', salesOrderNumber: 'SO-2' }), [order()], now, settle)).toEqual({
      do: 'report-double',
      numbers: ['SO-1', 'SO-2'],
    });
  });
  it('is confirmed when a fresh one is found once', () => {
    expect(decideHeader(saga({ state: 'fresh', salesOrderNumber: 'SO-1' }), [order()], now, settle)).toEqual({ do: 'confirm' });
    expect(decideHeader(saga({ state: 'fresh', salesOrderNumber: 'SO-1' }), [], now, settle)).toEqual({
      do: 'report-missing',
      why: 'gone',
    });
    expect(
      decideHeader(saga({ state: 'fresh', salesOrderNumber: 'SO-1' }), [order({ status: 'Canceled' })], now, settle),
    ).toEqual({ do: 'report-missing', why: 'cancelled' });
  });
  it('is asked about where it was cancelled before its lines came', () => {
    const cancelled = [order({ status: 'Canceled' })];
    for (const state of ['header-done', 'lines-unknown'] as const)
      expect(decideHeader(saga({ state, salesOrderNumber: 'SO-1' }), cancelled, now, settle)).toMatchObject({
        do: 'ask-to-adopt',
        why: 'cancelled',
      });
  });
  it('is asked about where somebody wrote the number in other letters, in either field', () => {
    for (const change of [
      { reference: 'po1', requisition: '' },
      { reference: '', requisition: 'po1 ' },
    ])
      expect(decideHeader(saga(), [order(change)], now, settle)).toMatchObject({ do: 'ask-to-adopt', why: 'other-reference' });
    expect(decideHeader(saga(), [order({ reference: 'PO1 ' })], now, settle)).toMatchObject({ do: 'use-header' });
  });
  it('is not confused by longer numbers that share a requisition of twenty characters', () => {
    const requisition = '12345678901234567890';
    const long = saga({ plan: { ...plan, reference: `${requisition}A`, requisition } });
    expect(decideHeader(long, [order({ requisition, reference: `${requisition}B` })], now, settle)).toMatchObject({
      do: 'create-header',
    });
    expect(decideHeader(long, [order({ requisition, reference: 'typed in' })], now, settle)).toMatchObject({
      do: 'ask-to-adopt',
    });
  });
  it('settles from now on where the clock was set back', () => {
    const unknown = saga({ state: 'header-unknown', unknownSince: '2026-03-05T10:00:00.000Z' });
    expect(decideHeader(unknown, [], now, settle)).toEqual({ do: 'wait-to-settle', until: '2026-03-02T10:15:00.000Z' });
  });
});

describe('the lines', () => {
  const done = saga({ state: 'header-done', salesOrderNumber: 'SO-1' });
  it('are posted when none is there, complete when all are', () => {
    expect(decideLines(done, [], now, settle)).toEqual({ do: 'create-lines' });
    expect(decideLines(done, [line(), second], now, settle)).toEqual({ do: 'complete', differences: [] });
  });
  it('wait for the settle time when a batch was lost', () => {
    const unknown = saga({ state: 'lines-unknown', salesOrderNumber: 'SO-1', unknownSince: now });
    expect(decideLines(unknown, [], now, settle)).toEqual({ do: 'wait-to-settle', until: '2026-03-02T10:15:00.000Z' });
  });
  it('are asked about when some are there or a value differs', () => {
    expect(decideLines(done, [line()], now, settle)).toMatchObject({ do: 'ask-about-lines' });
    expect(lineDifferences(plan.lines, [line({ quantity: '20' }), second])).toEqual(['Line 1: quantity 20 instead of 24.']);
    expect(lineDifferences(plan.lines, [line(), line(), second])).toEqual(['Line 1 is there 2 times.']);
    expect(lineDifferences(plan.lines, [line(), second, line({ customersLineNumber: 9, itemNumber: 'X' })])).toEqual([
      'Line 9 (X) is there but not in the purchase order.',
    ]);
  });
});

describe('a refusal', () => {
  it('names the lines by the numbers that the purchase order has, not by their places', () => {
    const [first, last] = plan.lines;
    if (!first || !last) throw new Error('the plan has two lines');
    const numbered = {
      ...plan,
      lines: [
        { ...first, lineNumber: '20', path: 'one' },
        { ...last, lineNumber: '' },
      ],
    };
    const messages = [1, 2].map((position) => ({ text: 'Unit is unknown.', position }));
    const refusal = { messages, raw: '', status: 400, requestId: 'r', activityId: '' };
    const told = ['Line 20: Unit is unknown.', 'Line 2: Unit is unknown.', 'Request id r'];
    expect(refusedLinesHold(numbered, 'SO-1', { refusal, unseen: false })).toMatchObject({ differences: told, path: 'one' });
    expect(refusedHeaderHold(numbered, refusal).differences).toEqual(told);
    const half = { ...refusal, partly: true } as const;
    const consequence = 'Dynamics says that a part of it was made: sales order SO-1 may stand there with some of its lines.';
    expect(refusedLinesHold(numbered, 'SO-1', { refusal: half, unseen: false })).toMatchObject({ consequence });
    expect(refusedHeaderHold(numbered, half).consequence).toMatch(/says that a part of it was made/);
    const unasked = refusedHeaderHold(numbered, { ...refusal, status: 0, unasked: 'retailer' });
    expect(unasked.consequence).toMatch(/^Nothing was sent to Dynamics/);
    expect(unasked.nextStep).toMatch(/^Ask the retailer .* shorter number/);
    expect(unasked.groupTitle).not.toMatch(/refused/);
    expect(unasked.differences).toBeUndefined();
    expect(refusedHeaderHold(numbered, { ...refusal, unasked: 'settings' }).nextStep).toMatch(
      /^Correct the financial dimensions/,
    );
  });
});

describe('the cancellation of an order', () => {
  const said = (id: number, purpose: string, processing: ProcessingState, place = id) => ({ id, purpose, processing, place });
  it('is the one that came after its own document, applied or to be decided', () => {
    const order850 = said(1, '00', 'ready');
    expect(cancellationOf([order850], 1)).toBeUndefined();
    expect(cancellationOf([order850, said(2, '01', 'held')], 1)).toEqual({ documentId: 2, applied: false });
    expect(cancellationOf([order850, said(2, '01', 'done'), said(3, '01', 'held')], 1)).toEqual({ documentId: 2, applied: true });
    expect(cancellationOf([order850, said(2, '01', 'filed'), said(3, '01', 'duplicate')], 1)).toBeUndefined();
  });
  it('is none of an order that came again after it', () => {
    const again = [said(1, '00', 'superseded'), said(2, '01', 'done'), said(3, '05', 'ready')];
    expect(cancellationOf(again, 3)).toBeUndefined();
    expect(cancellationOf([said(5, '00', 'ready', 1), said(2, '01', 'held', 2)], 5)).toEqual({ documentId: 2, applied: false });
  });
});
