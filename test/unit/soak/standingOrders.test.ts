import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { PlacedLine } from '../../soak/placedOrders.ts';
import type { SentDocument } from '../../soak/sentDocuments.ts';
import { answersInTurn, standingOrders, turnsOf, type Turns } from '../../soak/standingOrders.ts';

const placed = (number: string, quantity: number): PlacedLine => ({
  number,
  item: `D${number}`,
  quantity: new Decimal(quantity),
  stores: [],
  factor: 1,
});

let answers = 0;

/** An 865 about one line, by default of a change after all before: what was asked, whether it was taken, what holds after it. */
function answer(line: string, code: string, taken: boolean, quantity: number, number = `PO1-C${(answers += 1)}`): SentDocument {
  const said = { purchaseOrder: 'PO1', line, quantity: new Decimal(quantity), change: { code, taken } };
  const document = { path: `in/${line}${code}`, at: '', number, partnerId: 'P', overwritten: false };
  return { ...document, kind: '865', lines: [said], serials: [], takesBack: false };
}

/** Drafted in this order, by the numbers of their changes. */
const drafted = (...changes: readonly string[]): Turns => new Map(changes.map((number, index) => [number, index]));

/** The order's lines after those answers, by default drafted as they were sent; line 2 was offered by a change. */
function after(sent: readonly SentDocument[], turns?: Turns): readonly string[] {
  return standing(sent, { turns }).map(({ number, quantity }) => `${number}: ${quantity.toFixed()}`);
}

function standing(
  sent: readonly SentDocument[],
  how: { readonly turns?: Turns | undefined; readonly cancelled?: boolean; readonly stores?: readonly number[] } = {},
): readonly PlacedLine[] {
  const { turns = drafted(...sent.map(({ number }) => number)), stores = [] } = how;
  const line = { ...placed('1', 10), stores: stores.map((quantity) => new Decimal(quantity)) };
  const order = { purchaseOrder: 'PO1', partnerId: 'P', lines: [line] };
  const change = { purchaseOrder: 'PO1', lines: [placed('2', 5)] };
  const cancelled = new Set(how.cancelled ? ['PO1'] : []);
  const book = { orders: new Map([['PO1', [order]]]), changes: new Map([['PO1', [change]]]), cancelled };
  return standingOrders(book, sent, turns).get('PO1')?.[0]?.lines ?? [];
}

/** An 855 that promises so much of line 1. */
function promise(quantity: number): SentDocument {
  const said = { purchaseOrder: 'PO1', line: '1', quantity: new Decimal(quantity) };
  const document = { path: 'in/855', at: '', number: 'PO1-R', partnerId: 'P', overwritten: false };
  return { ...document, kind: '855', lines: [said], serials: [], takesBack: false };
}

describe('how an order of the long run stands after the answers to its changes', () => {
  it('with what was taken, and without what was not', () => {
    expect(after([answer('2', 'AI', true, 5), answer('1', 'QD', true, 4)])).toEqual(['1: 4', '2: 5']);
    expect(after([answer('2', 'AI', false, 5), answer('1', 'QD', false, 10)])).toEqual(['1: 10']);
  });

  it('without a line that was taken out, whether it was in the order or its addition had been refused', () => {
    expect(after([answer('2', 'AI', true, 5), answer('2', 'DI', true, 0)])).toEqual(['1: 10', '2: 0']);
    expect(after([answer('2', 'AI', false, 5), answer('2', 'DI', true, 0)])).toEqual(['1: 10']);
  });

  it('in the order in which people decided, whenever the answers were sent: one that was thrown back, or lost, is told anew', () => {
    const [first, second] = [answer('1', 'QI', true, 15, 'PO1-C2'), answer('1', 'QD', true, 4, 'PO1-C10')];
    const again = [answer('1', 'QI', true, 15, 'PO1-C2-R2'), answer('1', 'QI', true, 15, 'PO1-C2-R3')];
    const turns = drafted('PO1-C2', 'PO1-C10');
    expect(after([first, second], turns)).toEqual(['1: 4']);
    expect(after([second, first], turns)).toEqual(['1: 4']);
    expect(after([first, second, ...again], turns)).toEqual(['1: 4']);
    expect(answersInTurn([first, second, ...again], turns).map(({ number }) => number)).toEqual(['PO1-C2-R3', 'PO1-C10']);
    // An older change that somebody accepted after the newer one takes that back.
    expect(after([second, first], drafted('PO1-C10', 'PO1-C2'))).toEqual(['1: 15']);
  });

  it('with what had left of an order that was called off, whichever store got it', () => {
    expect(after([answer('1', 'DI', true, 4)])).toEqual(['1: 4']);
    expect(after([answer('1', 'DI', false, 0)])).toEqual(['1: 10']);
    expect(standing([answer('1', 'DI', true, 4)], { stores: [7, 3] })).toMatchObject([{ stores: [], mixed: true }]);
    expect(standing([answer('1', 'DI', false, 0)], { stores: [7, 3] })[0]?.stores).toHaveLength(2);
  });

  it('with nothing where it was called off before anything was promised', () => {
    const quantities = (sent: readonly SentDocument[], cancelled: boolean): readonly string[] =>
      standing(sent, { cancelled, stores: [7, 3] }).map(({ quantity }) => quantity.toFixed());
    expect(quantities([promise(0)], true)).toEqual(['0']);
    expect(quantities([promise(0)], false)).toEqual(['10']);
    expect(quantities([promise(10)], true)).toEqual(['10']);
    expect(quantities([promise(0), answer('1', 'DI', false, 0)], true)).toEqual(['10']);
  });

  it('whose turns are told by what the desk drafted', () => {
    const answers = ['PO1-C10', 'PO1-C2', 'PO1-C10-R2'].map((number) => ({ kind: '865' as const, number }));
    expect([...turnsOf([{ answers }])]).toEqual([
      ['PO1-C10', 0],
      ['PO1-C2', 1],
    ]);
  });
});
