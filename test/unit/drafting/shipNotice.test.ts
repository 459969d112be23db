import { describe, expect, it } from 'vitest';
import type { Carton, PackingRecord } from '#core/domain/packing.ts';
import type { PostingShipment } from '#core/domain/posting.ts';
import type { ShipmentLevel } from '#core/domain/shipment.ts';
import type { ShipNoticeInput } from '#core/drafting/draft.types.ts';
import { draftShipNotice } from '#core/drafting/shipNotice.ts';
import { contentsAreSlip } from '#core/rules/outbound/shipNoticePacks.ts';
import { address, line, order } from '../mapping/fixture.ts';
import { example } from '../rsx/helpers.ts';
import { basis, draftOrder, exampleOrder, join, posting, postingLine, throughBytes, xmlOf } from './fixture.ts';

const shipment: PostingShipment = {
  billOfLading: 'BOL77120',
  carrier: 'ABF',
  carrierName: 'ABF Freight',
  deliveryMode: '',
  pro: '123456789',
  seal: 'S-55120',
  trailer: 'TRL8842',
  load: '',
  tracking: [],
  warehouse: '24',
};

export const carton = (number: number, sscc: string, lines: Carton['lines'], change: Partial<Carton> = {}): Carton => ({
  number,
  sscc,
  store: '',
  weightUnit: 'LB',
  tracking: '',
  lines,
  ...change,
});

const packing: PackingRecord = {
  source: 'person',
  pallets: [{ number: 1, sscc: '006141410000009008', weightUnit: 'LB' }],
  cartons: [
    carton(1, '006141410000001019', [{ slipLine: 1, quantity: '24' }], { pallet: 1, weight: '40' }),
    carton(2, '006141410000001026', [{ slipLine: 2, quantity: '36' }], { pallet: 1, weight: '21.5' }),
  ],
};

const slipLines = [postingLine(1, { quantity: '24', remaining: '0' }), postingLine(2, { quantity: '36', remaining: '12' })];

function story(change: Partial<ShipNoticeInput> = {}, packed: PackingRecord | 'unpacked' = packing): ShipNoticeInput {
  const orders = change.orders ?? [draftOrder()];
  const joined = join(posting('packing-slip', slipLines, { shipment }), orders);
  return {
    ...basis({ shipNotice: { structure: 'pallet-carton' } }),
    orders,
    store: '',
    slips: [packed === 'unpacked' ? { joined } : { joined, packing: packed }],
    ...change,
  };
}

const packOf = (level: ShipmentLevel): string | undefined =>
  level.level === 'item' ? level.physicalDetails[0]?.packs : undefined;

/** `order 4500012345 > pallet > carton`: the nesting in words. */
const outline = (levels: readonly ShipmentLevel[]): unknown[] =>
  levels.map((level) => {
    const name =
      level.level === 'item'
        ? `${level.lineNumber} ${level.status} ${level.shipQuantity}`
        : level.level === 'pack'
          ? `${level.type} ${level.serial.slice(-4)}`
          : level.level === 'order'
            ? `order ${level.number}`
            : level.level;
    return level.levels.length === 0 ? name : [name, ...outline(level.levels)];
  });

describe('the ship notice of the story', () => {
  const draft = draftShipNotice(story());
  it('has everything of the example, but for what nobody posted', () => {
    const lines = xmlOf(draft.document)
      .split('\n')
      .map((text) => text.trim());
    const wanted = example('856-shipment')
      .split('\n')
      .map((text) => text.trim());
    expect(wanted.filter((text) => !lines.includes(text))).toEqual([
      '<ShipmentTime>15:40:00</ShipmentTime>',
      '<ShipNoticeDate>2026-03-10</ShipNoticeDate>',
      '<ShipNoticeTime>15:45:00</ShipNoticeTime>',
      '<CurrentScheduledDeliveryDate>2026-03-13</CurrentScheduledDeliveryDate>',
      '<FOBRelatedInstruction>',
      '<FOBPayCode>CC</FOBPayCode>',
      '</FOBRelatedInstruction>',
    ]);
  });
  it('is nested, counted and complete', () => {
    expect(outline(draft.document.levels)).toEqual([
      ['order 4500012345', ['T 9008', ['P 1019', '1 AC 24'], ['P 1026', '2 BP 36']]],
    ]);
    expect(draft.document).toMatchObject({ totalOrders: '1', totalLines: '2', structure: '0001', number: 'PS-000902' });
    expect([draft.missing, draft.findings]).toEqual([[], []]);
    expect(throughBytes(draft.document)).toEqual(draft.document);
  });
  it('knows where every value came from', () => {
    const pack = 'Shipment/OrderLevel[1]/PackLevel[1]/PackLevel[2]';
    expect(draft.origins[`${pack}/Pack/ShippingSerialID`]).toEqual({ from: 'packing', what: 'carton 2' });
    expect(draft.origins[`${pack}/ItemLevel[1]/ShipmentLine/ShipQty`]).toMatchObject({ from: 'dynamics', field: 'quantity' });
    expect(draft.origins['Shipment/Header/CarrierInformation[1]/CarrierAlphaCode']).toEqual({
      from: 'company',
      field: 'carriers ABF',
    });
  });
});

describe('the structures', () => {
  it('cartons', () => {
    const draft = draftShipNotice(story(basis({ shipNotice: { structure: 'carton' } })));
    expect(outline(draft.document.levels)).toEqual([['order 4500012345', ['P 1019', '1 AC 24'], ['P 1026', '2 BP 36']]]);
  });
  it('cartons that each hold a third of a case add up to the case', () => {
    const bought = draftOrder(order({ lines: [line(1, { quantity: '1', unit: 'CA' })] }), {
      lines: [{ position: 1, itemNumber: 'D1', units: [{ unit: 'ea', factor: '12' }] }],
    });
    const four = [{ slipLine: 1, quantity: '4' }];
    const cartons = ['006141410000001019', '006141410000001026', '006141410000001033'].map((sscc, at) =>
      carton(at + 1, sscc, four),
    );
    const joined = join(posting('packing-slip', [postingLine(1, { quantity: '12', remaining: '0' })], { shipment }), [bought]);
    const slips = [{ joined, packing: { source: 'person' as const, pallets: [], cartons } }];
    const input = story({ ...basis({ shipNotice: { structure: 'carton' } }), orders: [bought], slips });
    const { document } = draftShipNotice(input);
    const packs = [
      ['P 1019', '001 AC 0.333333'],
      ['P 1026', '001 AC 0.333334'],
      ['P 1033', '001 AC 0.333333'],
    ];
    expect(outline(document.levels)).toEqual([['order PO1', ...packs]]);
    const known = {
      sheet: input.sheet,
      orders: [bought],
      store: '',
      intent: 'original',
      contentHash: '',
      serialUses: [],
    } as const;
    const facts = { ...known, postingKeys: [], sameNumber: [], elsewhere: [], today: '2026-03-03', left: [], missing: [], slips };
    expect(contentsAreSlip.check(document, facts)).toEqual([]);
  });
  it('items only, which wait for no packing', () => {
    const draft = draftShipNotice(story(basis({ shipNotice: { structure: 'items' } }), 'unpacked'));
    expect(outline(draft.document.levels)).toEqual([['order 4500012345', '1 AC 24', '2 BP 36']]);
    expect([draft.document.structure, draft.missing]).toEqual(['0004', []]);
  });
  it('write the pack as a whole number, as JSON orders say it with a decimal point', () => {
    const bought = order({ lines: [line(1, { pack: '16.0' }), line(2, { pack: '2.5' })] });
    const draft = draftShipNotice(
      story({ ...basis({ shipNotice: { structure: 'items' } }), orders: [draftOrder(bought)] }, 'unpacked'),
    );
    expect(draft.document.levels.flatMap(({ levels }) => levels).map(packOf)).toEqual(['16', '2.5']);
  });
  it('wait for packing and for serials', () => {
    expect(draftShipNotice(story({}, 'unpacked')).missing).toMatchObject([{ path: 'Shipment/OrderLevel[1]/PackLevel[1]' }]);
    const bare = { ...packing, cartons: packing.cartons.map((entry) => ({ ...entry, sscc: '' })) };
    expect(draftShipNotice(story({}, bare)).missing).toMatchObject([{ what: 'The serial (SSCC) of carton 1, 2.' }]);
  });
  it('wait for the bill of lading, the PRO and the tracking that the sheet asks for', () => {
    const asks = basis({ shipNotice: { structure: 'carton', proRequired: true, trackingRequired: true } });
    const joined = join(posting('packing-slip', slipLines, { shipment: { ...shipment, billOfLading: '', pro: '' } }));
    expect(
      draftShipNotice(story({ ...asks, slips: [{ joined, packing }] })).missing.map(({ what, typed }) => [what, typed]),
    ).toEqual([
      ['The bill of lading.', true],
      ['The PRO number of the carrier.', true],
      // Whose tracking number it is stands with the carton, on the packing screen.
      ['The tracking number of carton 1, 2.', undefined],
    ]);
  });
});

describe('several orders and stores', () => {
  const second = draftOrder(order({ number: 'PO2', lines: [line(1)] }), {
    threadId: 8,
    salesOrders: [{ salesOrder: 'SO-2', store: '' }],
    links: [{ salesOrder: 'SO-2', lotId: 'M1', customersLineNumber: 1, position: 1, store: '' }],
  });
  const both = [
    ...slipLines,
    postingLine(3, { salesOrder: 'SO-2', lotId: 'M1', itemNumber: 'D1', quantity: '24', remaining: '0' }),
  ];
  const joined = join(posting('packing-slip', both, { shipment, salesOrders: ['SO-000441', 'SO-2'] }), [draftOrder(), second]);
  const three: PackingRecord = {
    ...packing,
    cartons: [...packing.cartons, carton(3, '006141410000001033', [{ slipLine: 3, quantity: '24' }], { pallet: 1 })],
  };

  it('one notice a slip: an order level each, the pallet under both', () => {
    const draft = draftShipNotice(story({ orders: [draftOrder(), second], slips: [{ joined, packing: three }] }));
    expect(outline(draft.document.levels)).toEqual([
      ['order 4500012345', ['T 9008', ['P 1019', '1 AC 24'], ['P 1026', '2 BP 36']]],
      ['order PO2', ['T 9008', ['P 1033', '001 AC 24']]],
    ]);
    expect(draft.document).toMatchObject({ totalOrders: '2', totalLines: '3', number: 'PS-000902' });
    expect(draft.lines.map(({ threadId, position, quantity }) => [threadId, position, quantity])).toEqual([
      [7, 1, '24'],
      [7, 2, '36'],
      [8, 1, '24'],
    ]);
  });
  it('what Dynamics weighed is the whole notice: each of its orders says what its own cartons weigh, or nothing', () => {
    const orders = [draftOrder(), second];
    const weighed = { shipment: { ...shipment, weight: '300' }, salesOrders: ['SO-000441', 'SO-2'] };
    const slips = [{ joined: join(posting('packing-slip', both, weighed), orders), packing: three }];
    const { document } = draftShipNotice(story({ orders, slips }));
    const weights = document.levels.map((level) => (level.level === 'order' ? level.lading[0]?.weight : 'no order'));
    expect([document.lading[0]?.weight, weights]).toEqual(['300', ['61.5', undefined]]);
  });
  it('of consumers, who have no code, each order names its own; of one place it stands once, in the header', () => {
    const going = (first: string, other: string) => {
      const consumer = (name: string) => ({ addresses: [address({ code: '', qualifier: '', name })] });
      const orders = [
        draftOrder({ ...exampleOrder, ...consumer(first) }),
        { ...second, order: { ...second.order, ...consumer(other) } },
      ];
      const slips = [
        { joined: join(posting('packing-slip', both, { shipment, salesOrders: ['SO-000441', 'SO-2'] }), orders), packing: three },
      ];
      const { document } = draftShipNotice(story({ orders, slips }));
      const names = (all: readonly { readonly type: string; readonly name: string }[]) =>
        all.flatMap(({ type, name }) => (type === 'ST' ? [name] : []));
      return [
        names(document.addresses),
        ...document.levels.map((level) => (level.level === 'order' ? names(level.addresses) : [])),
      ];
    };
    expect(going('Jordan Ellis', 'Sam Reyes')).toEqual([[], ['Jordan Ellis'], ['Sam Reyes']]);
    expect(going('Jordan Ellis', 'Jordan Ellis')).toEqual([['Jordan Ellis'], [], []]);
  });
  it('one notice an order: each with a number of its own', () => {
    const each = basis({ shipNotice: { structure: 'carton', per: 'order' } });
    const notice = (one: typeof second) =>
      draftShipNotice(story({ ...each, orders: [one], slips: [{ joined, packing: three }] })).document;
    expect([notice(draftOrder()).number, notice(second).number]).toEqual(['PS-000902-4500012345', 'PS-000902-PO2']);
    expect(outline(notice(second).levels)).toEqual([['order PO2', ['P 1033', '001 AC 24']]]);
  });
  it('a carton with goods of both is found', () => {
    const mixed: PackingRecord = {
      source: 'person',
      pallets: [],
      cartons: [
        carton(1, '006141410000001019', [
          { slipLine: 1, quantity: '24' },
          { slipLine: 3, quantity: '24' },
        ]),
        carton(2, '006141410000001026', [{ slipLine: 2, quantity: '36' }]),
      ],
    };
    const of = (orders: readonly (typeof second)[]) =>
      draftShipNotice(story({ ...basis({}), orders, slips: [{ joined, packing: mixed }] })).findings;
    expect(of([draftOrder(), second])).toMatchObject([{ rule: '856-01', severity: 'BLOCK', value: 'carton 1' }]);
    expect(of([second])).toMatchObject([{ rule: '856-01' }]);
  });

  const split = (store: string, quantity: string) => ({
    store,
    qualifier: '92',
    quantity,
    unit: 'EA',
    path: `Order/LineItem[1]/x/${store}`,
  });
  const cross = draftOrder(
    order({ lines: [line(1, { stores: [split('0101', '10'), split('0102', '14')] })], addresses: [address()] }),
  );
  const crossSlip = join(
    posting(
      'packing-slip',
      [postingLine(1, { quantity: '10', itemNumber: 'D1' }), postingLine(2, { quantity: '14', itemNumber: 'D1' })],
      { shipment },
    ),
    [cross],
  );
  const crossPacking: PackingRecord = {
    source: 'person',
    pallets: [],
    cartons: [
      carton(1, '006141410000001019', [{ slipLine: 1, quantity: '10' }]),
      carton(2, '006141410000001026', [{ slipLine: 2, quantity: '14' }]),
    ],
  };
  it('per store: the store as mark-for, its quantities and a number of its own', () => {
    const perStore = basis({ shipNotice: { perStore: true } });
    const draft = draftShipNotice(
      story({ ...perStore, orders: [cross], store: '0102', slips: [{ joined: crossSlip, packing: crossPacking }] }),
    );
    expect(draft.document.number).toBe('PS-000902-0102');
    expect(draft.document.addresses.map(({ type, code }) => [type, code])).toEqual([
      ['SF', 'WH24'],
      ['ST', '0817'],
      ['Z7', '0102'],
    ]);
    expect(outline(draft.document.levels)).toEqual([['order PO1', ['P 1026', '001 AC 14']]]);
    expect(draft.findings).toEqual([]);
  });
  it('all stores in one notice: an order level for each with its mark-for', () => {
    const draft = draftShipNotice(
      story({ ...basis({}), orders: [cross], slips: [{ joined: crossSlip, packing: crossPacking }] }),
    );
    expect(draft.document.levels.map((level) => level.addresses.map(({ type, code }) => `${type} ${code}`))).toEqual([
      ['Z7 0101'],
      ['Z7 0102'],
    ]);
    expect(draft.document.totalOrders).toBe('2');
  });
  it('multi-store: the store is the ship-to', () => {
    const multi = { ...cross, order: { ...cross.order, addresses: [] } };
    const draft = draftShipNotice(
      story({
        ...basis({ shipNotice: { perStore: true } }),
        orders: [multi],
        store: '0101',
        slips: [{ joined: crossSlip, packing: crossPacking }],
      }),
    );
    expect(draft.document.addresses.map(({ type, code }) => [type, code])).toEqual([
      ['SF', 'WH24'],
      ['ST', '0101'],
    ]);
  });
});

describe('drop-ship', () => {
  const consumer = draftOrder(order({ isDropShip: true, customerOrderNumber: 'C-9', lines: [line(1)] }));
  const parcel = (tracking: readonly string[]) =>
    join(
      posting('packing-slip', [postingLine(1, { quantity: '24' })], {
        shipment: { ...shipment, billOfLading: '', pro: '', tracking },
      }),
      [consumer],
    );
  const one: PackingRecord = {
    source: 'rule',
    pallets: [],
    cartons: [carton(1, '006141410000001019', [{ slipLine: 1, quantity: '24' }])],
  };
  it('carries its tracking number on the carton and as PRO', () => {
    const draft = draftShipNotice(
      story({ ...basis({}), orders: [consumer], slips: [{ joined: parcel(['1Z999']), packing: one }] }),
    );
    expect(draft.document.pro).toBe('1Z999');
    expect(draft.document.levels[0]?.levels[0]).toMatchObject({ packageId: '1Z999' });
    expect(draft.missing).toEqual([]);
  });
  it('waits for tracking, and does not deal several numbers out by guessing', () => {
    const two: PackingRecord = {
      ...one,
      cartons: [
        carton(1, '006141410000001019', [{ slipLine: 1, quantity: '12' }]),
        carton(2, '006141410000001026', [{ slipLine: 1, quantity: '12' }]),
      ],
    };
    const draft = draftShipNotice(
      story({ ...basis({}), orders: [consumer], slips: [{ joined: parcel(['1Z1', '1Z2']), packing: two }] }),
    );
    expect(draft.missing).toMatchObject([{ what: 'The tracking number of carton 1, 2.' }]);
  });
});
