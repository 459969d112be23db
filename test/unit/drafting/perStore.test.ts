import { describe, expect, it } from 'vitest';
import { findingsAfter } from '#core/drafting/forbidden.ts';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { checkOutbound } from '#core/rules/outbound/checkOutbound.ts';
import { address, line, order } from '../mapping/fixture.ts';
import { facts } from '../rules/outbound/support.ts';
import { ackInput, basis, draftOrder, join, posting, postingLine, throughBytes } from './fixture.ts';
import { earlier } from './earlierDocuments.ts';

const split = (position: number) =>
  ['0101', '0102'].map((store, index) => ({
    store,
    qualifier: '92',
    quantity: index === 0 ? '10' : '14',
    unit: 'EA',
    path: `Order/LineItem[${position}]/QuantitiesSchedulesLocations[1]/LocationQuantity[${index + 1}]`,
  }));
const bought = order({
  lines: [line(1, { stores: split(1) }), line(2, { stores: split(2).slice(1), quantity: '14' })],
  addresses: [address()],
});
/** One order a store: lots L1 and L2 are line 1 of the two stores, L3 is line 2. */
const cross = draftOrder(bought, {
  salesOrders: [
    { salesOrder: 'SO-1', store: '0101' },
    { salesOrder: 'SO-2', store: '0102' },
  ],
});
const of = (position: number, itemNumber: string, quantity: string) =>
  postingLine(position, { salesOrder: '', itemNumber, quantity, confirmedShip: '2026-03-10', price: '12.5' });
const all = [of(1, 'D1', '10'), of(2, 'D1', '14'), of(3, 'D2', '14')];

describe('answers per store', () => {
  const perStore = { ack: { perStore: true } } as const;
  const ack = (store: string) => draftOrderAck(ackInput(all, { ...basis(perStore), order: cross, store }));

  it('carry the store’s quantities only, its sales order, and a number of their own', () => {
    const { document, choices, lines } = ack('0101');
    expect(document).toMatchObject({
      acknowledgementNumber: 'SO-000441-1-0101',
      internalOrderNumber: 'SO-1',
      acknowledgementType: 'AD',
      totalLines: '1',
    });
    expect(document.addresses.map(({ type, code }) => [type, code])).toEqual([
      ['ST', '0817'],
      ['Z7', '0101'],
    ]);
    expect(document.lines.map(({ lineNumber, quantity }) => [lineNumber, quantity])).toEqual([['001', '10']]);
    expect([choices, lines]).toEqual([[], [{ threadId: 7, position: 1, store: '0101', quantity: '10' }]]);
    expect(ack('0102').document.lines.map(({ quantity }) => quantity)).toEqual(['14', '14']);
    expect(throughBytes(document)).toEqual(document);
  });

  it('pass the rules, store by store', () => {
    for (const store of ['0101', '0102']) {
      const found = checkOutbound({
        kind: '855',
        document: ack(store).document,
        facts: facts(perStore, { orders: [cross], store }),
      });
      expect(found).toEqual([]);
    }
  });

  it('add up to the answer of the whole order', () => {
    const whole = draftOrderAck(ackInput(all, { order: cross }));
    expect(whole.document.lines.map(({ quantity }) => quantity)).toEqual(['24', '14']);
    expect(whole.lines.map(({ quantity }) => quantity)).toEqual(['24', '14']);
  });

  it('are changed by a later one of the same store only', () => {
    const before = { ...cross, earlier: [earlier('855', [], { store: '0101', number: 'SO-000441-0-0101' })] };
    const purpose = (store: string) =>
      draftOrderAck(ackInput(all, { ...basis(perStore), order: before, store })).document.purpose;
    expect([purpose('0101'), purpose('0102')]).toEqual(['04', '00']);
  });

  it('invoices: one store’s order, with the store on it', () => {
    const invoice = join(posting('invoice', all.slice(0, 1)), [cross]);
    const { document, findings } = draftInvoice({
      ...basis({ invoice: { perStore: true } }),
      order: cross,
      store: '0101',
      invoice,
      notices: [],
      carriesCharges: true,
    });
    expect(document.addresses.map(({ type, code }) => `${type} ${code}`)).toEqual(['RI ', 'ST 0817', 'Z7 0101']);
    expect([document.internalOrderNumber, document.totalAmount, findings]).toEqual(['SO-1', '125', []]);
  });
});

describe('an invoice whose set tells neither lots nor stores', () => {
  const blind = all.map(({ customersLineNumber: _number, ...line }) => ({ ...line, lotId: '', salesOrder: '' }));
  const oneSalesOrder = draftOrder(cross.order, { salesOrders: [{ salesOrder: 'SO-1', store: '' }] });
  const bill = (sheetPerStore: boolean) =>
    draftInvoice({
      ...basis({ invoice: { perStore: sheetPerStore } }),
      order: oneSalesOrder,
      store: '',
      invoice: join(posting('invoice', blind), [oneSalesOrder]),
      notices: [],
      carriesCharges: true,
    });
  it('bills the line that all stores share', () => {
    const { document, findings } = bill(false);
    expect([document.lines.map(({ quantity }) => quantity), findings]).toEqual([['24', '14'], []]);
  });
  it('is held for a partner that is billed per store', () => {
    expect(bill(true).findings).toMatchObject([{ rule: '810-STORES', value: 'that nobody can tell, 0102' }]);
  });
});

describe('promised days', () => {
  const dated = order({
    dates: [
      { qualifier: '010', date: '2026-03-10', path: 'd' },
      { qualifier: '002', date: '2026-03-13', path: 'd' },
    ],
    lines: [line(1)],
  });
  const promise = (dates: typeof dated.dates) =>
    draftOrderAck(
      ackInput([postingLine(1, { quantity: '24', confirmedShip: '2026-03-11' })], {
        ...basis({ ack: { dateQualifier: '067' } }),
        order: draftOrder({ ...dated, dates }),
      }),
    );
  it('as delivery: the confirmed ship day and the days that the order leaves on the way', () => {
    const { document, origins, missing } = promise(dated.dates);
    expect(document.lines[0]?.acknowledgements[0]).toMatchObject({
      status: 'DR',
      scheduleQualifier: '067',
      scheduleDate: '2026-03-14',
    });
    expect(origins['OrderAck/LineItem[1]/LineItemAcknowledgement[1]/ItemScheduleDate']).toEqual({
      from: 'computed',
      how: 'ship day and 3 days on the way',
    });
    expect(missing).toEqual([]);
  });
  it('wait where the order does not say how long that is', () => {
    expect(promise(dated.dates.slice(0, 1)).missing).toMatchObject([
      { path: 'OrderAck/LineItem[1]/LineItemAcknowledgement[1]/ItemScheduleDate' },
    ]);
  });
});

describe('characters that a partner refuses', () => {
  const odd = order({ number: 'PO/1', lines: [line(1, { description: 'Mug & Cup / white' })] });
  const draft = draftOrderAck(
    ackInput([postingLine(1, { quantity: '24' })], { ...basis({ forbiddenCharacters: '&/' }), order: draftOrder(odd) }),
  );
  it('become a space in texts', () => {
    expect(draft.document.lines[0]?.descriptions[0]?.text).toBe('Mug Cup white');
  });
  it('are found in numbers, which stay what they are', () => {
    expect(draft.document.number).toBe('PO/1');
    expect(draft.findings).toMatchObject([
      { rule: 'GEN-08', severity: 'BLOCK', path: 'OrderAck/Header/OrderHeader/PurchaseOrderNumber', value: 'PO/1' },
    ]);
  });
  it('are asked of what a person typed, in place of what stood there', () => {
    const number = 'OrderAck/Header/OrderHeader/PurchaseOrderNumber';
    const text = 'OrderAck/LineItem[1]/ProductOrItemDescription[1]/ProductDescription';
    const after = (path: string, value: string) =>
      findingsAfter(draft.findings, '855', [{ path, after: value }], '&/').map((found) => [found.path, found.value]);
    expect(after(number, 'PO-1')).toEqual([]);
    expect(after(number, 'PO&1')).toEqual([[number, 'PO&1']]);
    expect(after(text, 'Mug / white')).toEqual([
      [number, 'PO/1'],
      [text, 'Mug / white'],
    ]);
    expect(findingsAfter(draft.findings, '855', [], '&/')).toBe(draft.findings);
  });
});

describe('what is echoed', () => {
  const bare = order({
    department: '040',
    references: [
      { qualifier: 'CT', id: '1', description: '', path: 'r1' },
      { qualifier: 'IA', id: '2', description: '', path: 'r2' },
      { qualifier: '~', id: '3', description: '', path: 'r3' },
    ],
    notes: [{ code: 'GEN', text: 'Hello', path: 'n' }],
    lines: [line(1, { description: '' })],
  });
  const draft = (echo: object) =>
    draftOrderAck(
      ackInput([postingLine(1, { quantity: '24', name: 'Our name' })], { ...basis({ echo }), order: draftOrder(bare) }),
    ).document;
  it.each([
    [{}, ['CT'], '040', 0],
    [{ references: ['*'], notes: true }, ['CT'], '040', 1],
    [{ references: [], department: false }, [], '', 0],
  ] as const)('%j', (echo, references, department, notes) => {
    const document = draft(echo);
    expect([
      document.references.map(({ qualifier }) => qualifier).filter((code) => code !== 'IA'),
      document.department,
      document.notes.length,
    ]).toEqual([references, department, notes]);
    expect(document.references.map(({ qualifier }) => qualifier)).not.toContain('~');
  });
  it('a text of Dynamics serves where the 850 has none', () => {
    expect(draft({}).lines[0]?.descriptions[0]?.text).toBe('Our name');
  });
});
