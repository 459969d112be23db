import type { ItemLevel, PackLevel, Shipment, ShipmentLevel } from '#core/domain/shipment.ts';
import type { PrintedLabel } from '#core/rules/outbound/facts.ts';
import { earlier } from '../../drafting/earlierDocuments.ts';
import { join, posting, postingLine } from '../../drafting/fixture.ts';
import { at, before, bought, changed, notice, ofOrder, packing, slip, type OutboundCase } from './support.ts';

/** Every level of a kind, changed by `change`; undefined takes it out. */
function everyLevel(
  levels: readonly ShipmentLevel[],
  change: (level: ShipmentLevel) => ShipmentLevel | undefined,
): readonly ShipmentLevel[] {
  return levels.flatMap((level) => {
    const now = change(level);
    return now ? [{ ...now, levels: everyLevel(now.levels, change) }] : [];
  });
}
const withLevels = (change: (level: ShipmentLevel) => ShipmentLevel | undefined) =>
  changed<Shipment>(notice(), ({ levels }) => ({ levels: everyLevel(levels, change) }));
const items = (change: Partial<ItemLevel>, lineNumber = '002') =>
  withLevels((level) => (level.level === 'item' && level.lineNumber === lineNumber ? { ...level, ...change } : level));
const packs = (type: string, change: (pack: PackLevel) => PackLevel | undefined) =>
  withLevels((level) => (level.level === 'pack' && level.type === type ? change(level) : level));
const last = (pack: PackLevel): boolean => pack.serial.endsWith('1026');

const pallet = 'Shipment/OrderLevel[1]/PackLevel[1]';
const item2 = `${pallet}/PackLevel[2]/ItemLevel[1]`;
const unpacked = (): Partial<Parameters<typeof notice>[1]> => ({
  slips: [{ joined: slip }],
  missing: [{ path: pallet, what: '', nextStep: '' }],
});

const stores = ['0101', '0102'].map((store) => ({ store, qualifier: '92', quantity: '12', unit: 'EA', path: store }));
const split = ofOrder({
  order: { ...bought, lines: bought.lines.slice(0, 1).map((line) => ({ ...line, stores })) },
  links: [{ salesOrder: 'SO-000441', lotId: 'L1', customersLineNumber: 1, position: 1, store: '0101' }],
});
const storeSlip = (quantity: string) => [
  {
    joined: join(posting('packing-slip', [postingLine(1, { quantity })]), [split]),
    packing: {
      ...packing,
      cartons: packing.cartons.slice(0, 1).map((carton) => ({ ...carton, lines: [{ slipLine: 1, quantity }] })),
    },
  },
];
const forStore = (quantity: string) => notice({}, { orders: [split], store: '0101', slips: storeSlip(quantity) });

const label = (change: Partial<PrintedLabel> = {}): PrintedLabel => ({
  serial: '006141410000001019',
  purchaseOrder: 'PO1',
  shipTo: '0817',
  store: '',
  department: '040',
  carton: 1,
  of: 2,
  ...change,
});
const labels = (...changes: readonly Partial<PrintedLabel>[]): readonly PrintedLabel[] =>
  changes.map((change, index) => label({ carton: index + 1, serial: packing.cartons[index]?.sscc ?? '', ...change }));
const use = (used: 'document' | 'packing', on: string) => ({ serial: '006141410000001019', used, on, where: 'ship notice PS-0' });

/** Rules of the 856 and of its labels. */
export const noticeCases: readonly OutboundCase[] = [
  {
    rule: '856-01',
    passes: notice(),
    fails: notice({ structure: '0004' }),
    finding: {
      severity: 'BLOCK',
      path: 'Shipment/Header/ShipmentHeader/ASNStructureCode',
      message: 'The structure code is 0004, the partner takes 0001.',
      value: '0004',
      expected: '0001',
      cost: 'A structure that the partner does not take is rejected whole.',
      fix: {
        fix: 'sheet',
        partnerId: '7QAALLCONTOSOUS',
        vendor: '0088123',
        fields: ['shipNotice.structure', 'shipNotice.structureCode'],
      },
    },
    lacks: ['nothing is packed yet', notice({}, unpacked())],
  },
  {
    rule: '856-02',
    passes: notice(),
    fails: withLevels((level) => (level.level === 'order' ? { ...level, levels: [] } : level)),
    finding: {
      severity: 'BLOCK',
      path: 'Shipment/OrderLevel[1]',
      message: 'Order PO1 has no item.',
      expected: 'an item level',
      cost: 'Two order levels in a row, or an order without goods, is a listed reason to reject.',
      fix: { fix: 'packing' },
    },
    lacks: ['nothing is packed yet', notice({}, unpacked())],
  },
  {
    rule: '856-03',
    passes: notice(),
    fails: notice({ totalLines: '3' }),
    finding: {
      severity: 'BLOCK',
      path: 'Shipment/Summary/TotalLineItemNumber',
      message: 'The summary counts 3 items, there are 2.',
      value: '3',
      expected: '2',
      cost: 'A count that does not fit is a listed reason to reject.',
      fix: { fix: 'draft', path: 'Shipment/Summary/TotalLineItemNumber' },
    },
    lacks: ['nothing can lack: levels are counted', notice({}, unpacked())],
  },
  {
    rule: '856-04',
    passes: notice({}, { sameNumber: [before('856', { contentHash: 'now', transport: 'refused' })] }),
    fails: notice({}, { sameNumber: [before('856', { postingKeys: ['another'] })] }),
    finding: {
      severity: 'BLOCK',
      path: 'Shipment/Header/ShipmentHeader/ShipmentIdentification',
      message: 'Shipment number PS-1 was used for another shipment.',
      value: 'PS-1',
      expected: 'a number of its own',
      cost: 'A second notice under one number is a duplicate, and fined as one.',
      fix: {
        fix: 'other-document',
        name: '856 856-1',
        act: 'it is another shipment, so correct the number of this one in Dynamics, or set this one aside',
      },
    },
    lacks: ['nothing has the number', notice()],
  },
  {
    rule: '856-05',
    passes: notice({ shipDate: '2026-03-20' }),
    fails: notice({ shipDate: '2026-03-21' }),
    finding: {
      severity: 'HOLD',
      path: 'Shipment/Header/ShipmentHeader/ShipDate',
      message: 'Shipped on Mar 21, 2026, purchase order PO1 ended on Mar 20, 2026.',
      value: '2026-03-21',
      expected: 'by 2026-03-20, or an extension',
      cost: 'Goods for an order that is not open are refused at the dock.',
      fix: { fix: 'retailer', ask: 'a later cancel date' },
    },
    lacks: [
      'the order names no cancel date',
      notice({ shipDate: '2026-03-21' }, { orders: [{ ...ofOrder(), order: { ...bought, dates: [] } }] }),
    ],
  },
  {
    rule: '856-06',
    passes: forStore('12'),
    fails: forStore('13'),
    finding: {
      severity: 'BLOCK',
      path: 'Shipment/OrderLevel[1]/PackLevel[1]/PackLevel[1]/ItemLevel[1]/ShipmentLine/ShipQty',
      message: 'Line 001: store 0101 gets 13, it ordered 12.',
      value: '13',
      expected: '12',
      cost: 'A store that the order does not name, or more than it ordered, is a listed reason to reject.',
      fix: { fix: 'packing' },
    },
    lacks: ['the order is not split', notice()],
  },
  {
    rule: '856-07',
    passes: notice({}, {}, { shipNotice: { structure: 'pallet-carton', overagePercent: '10' } }),
    fails: notice({}, { orders: [ofOrder({ earlier: [earlier('856', [at(2, '2')], { number: 'PS-0' })] })] }),
    finding: {
      severity: 'BLOCK',
      path: `${item2}/ShipmentLine/ShipQty`,
      message: 'Line 002: 26 EA shipped in all, ordered are 24.',
      value: '26',
      expected: '24',
      cost: 'An overage is refused, sent back at our cost, or fined by the case.',
      fix: { fix: 'dynamics', act: 'correct the packing slip to what the order takes' },
    },
    lacks: [
      'the order says no quantity',
      notice(
        {},
        {
          orders: [
            ofOrder({
              order: { ...bought, lines: bought.lines.map(({ quantity: _, ...line }) => line) },
              earlier: [earlier('856', [at(2, '2')], { number: 'PS-0' })],
            }),
          ],
        },
      ),
    ],
  },
  {
    rule: '856-08',
    passes: notice(),
    fails: items({ shipUnit: 'CA' }),
    finding: {
      severity: 'BLOCK',
      path: `${item2}/ShipmentLine/ShipQtyUOM`,
      message: 'Line 002: the unit is CA, the order has EA.',
      value: 'CA',
      expected: 'EA',
      cost: 'The retailer compares pack, quantity and barcode with the order and charges every carton that differs.',
      fix: { fix: 'draft', path: 'Shipment/OrderLevel[1]/PackLevel[1]/PackLevel[2]/ItemLevel[1]/ShipmentLine/ShipQtyUOM' },
    },
    lacks: [
      'the line is not to be told',
      items({ lineNumber: '9', item: { buyerPart: '', vendorPart: 'V', upc: '', gtin: '', ean: '' }, shipUnit: 'CA' }),
    ],
  },
  {
    rule: '856-09',
    passes: notice(),
    fails: items({ shipQuantity: '20' }),
    finding: {
      severity: 'BLOCK',
      path: `${item2}/ShipmentLine/ShipQty`,
      message: 'Line 002: 20 in the notice, 24 on the packing slip.',
      value: '20',
      expected: '24',
      cost: 'The notice and the load must agree: that is the rule above all others.',
      fix: { fix: 'packing' },
    },
    lacks: [
      'nothing is packed yet',
      { ...items({ shipQuantity: '20' }), facts: notice({}, unpacked()).facts } as OutboundCase['fails'],
    ],
  },
  {
    rule: '856-10',
    passes: notice({}, { labels: labels({}, {}) }),
    fails: notice({}, { labels: labels({}) }),
    finding: {
      severity: 'BLOCK',
      path: 'Shipment/OrderLevel',
      message: '2 cartons in the notice, 1 printed labels.',
      value: '1',
      expected: '2',
      cost: 'Cartons that the notice does not name cannot be received.',
      fix: { fix: 'packing' },
    },
    lacks: ['labels are not printed here, and no bill of lading counts', notice({ lading: [] })],
  },
  {
    rule: '856-11',
    passes: notice(),
    fails: packs('P', (pack) => (last(pack) ? { ...pack, levels: [] } : pack)),
    finding: {
      severity: 'BLOCK',
      path: `${pallet}/PackLevel[2]`,
      message: 'Carton 00006141410000001026 is empty.',
      value: '00006141410000001026',
      expected: 'content',
      cost: 'A carton without content, or goods in no carton, cannot be received.',
      fix: { fix: 'packing' },
    },
    lacks: ['nothing is packed yet', notice({}, unpacked())],
  },
  {
    rule: '856-12',
    passes: notice(),
    fails: packs('T', (pack) => ({ ...pack, serial: '' })),
    finding: {
      severity: 'BLOCK',
      path: `${pallet}/Pack/ShippingSerialID`,
      message: 'A pallet has no serial (SSCC).',
      expected: 'a serial',
      cost: 'A pallet that cannot be scanned is opened and received carton by carton, at our cost.',
      fix: { fix: 'packing' },
    },
    lacks: ['nothing is packed yet', notice({}, unpacked())],
  },
  {
    rule: '856-20',
    passes: items({ status: 'BP' }),
    fails: items({ status: '' }),
    finding: {
      severity: 'HOLD',
      path: `${item2}/ShipmentLine/ItemStatusCode`,
      message: 'Line 002 is shipped short, and nobody has said whether the rest follows (BP) or is closed (IQ).',
      expected: 'BP or IQ',
      cost: 'A silent shortage is found at the dock and charged.',
      fix: { fix: 'draft', path: 'Shipment/OrderLevel[1]/PackLevel[1]/PackLevel[2]/ItemLevel[1]/ShipmentLine/ItemStatusCode' },
    },
    lacks: [
      'the line is not to be told',
      items({ lineNumber: '9', item: { buyerPart: '', vendorPart: 'V', upc: '', gtin: '', ean: '' }, status: '' }),
    ],
  },
  {
    rule: 'LBL-01',
    passes: notice(),
    fails: packs('P', (pack) => (last(pack) ? { ...pack, serial: '00006141410000001027' } : pack)),
    finding: {
      severity: 'BLOCK',
      path: `${pallet}/PackLevel[2]/Pack/ShippingSerialID`,
      message: 'Serial 00006141410000001027 has a wrong check digit.',
      value: '00006141410000001027',
      expected: '00 and an SSCC of 18 digits',
      cost: 'The scanner at the dock does not read it.',
      fix: { fix: 'packing' },
    },
    lacks: ['a pack has no serial yet', packs('P', (pack) => ({ ...pack, serial: '' }))],
  },
  {
    rule: 'LBL-02',
    passes: notice({}, { serialUses: [use('packing', '2025-03-01')] }),
    fails: notice({}, { serialUses: [use('packing', '2025-06-01')] }),
    finding: {
      severity: 'BLOCK',
      path: `${pallet}/PackLevel[1]/Pack/ShippingSerialID`,
      message: 'Serial 006141410000001019 was given to another carton within a year: ship notice PS-0.',
      value: '006141410000001019 (ship notice PS-0)',
      expected: 'a serial of its own',
      cost: 'The second carton of a serial cannot be received: it was already.',
      fix: { fix: 'packing' },
    },
    lacks: ['the serial is used nowhere else', notice()],
  },
  {
    rule: 'LBL-03',
    passes: notice(),
    fails: notice({}, { serialUses: [use('document', '2020-01-01')] }),
    finding: {
      severity: 'BLOCK',
      path: `${pallet}/PackLevel[1]/Pack/ShippingSerialID`,
      message: 'Serial 006141410000001019 is on another ship notice: ship notice PS-0.',
      value: '006141410000001019 (ship notice PS-0)',
      expected: 'a serial of its own',
      cost: 'The second carton of a serial cannot be received: it was already.',
      fix: { fix: 'packing' },
    },
    lacks: ['packs have no serials yet', packs('P', (pack) => ({ ...pack, serial: '' }))],
  },
  {
    rule: 'LBL-05',
    passes: notice({}, { labels: labels({}, {}) }),
    fails: notice({}, { labels: labels({}, { shipTo: '817' }) }),
    finding: {
      severity: 'BLOCK',
      path: `${pallet}/PackLevel[2]/Pack/ShippingSerialID`,
      message: 'Label 006141410000001026: the ship-to is 817, the notice has 0817.',
      value: '817',
      expected: '0817',
      cost: 'A label that says something else than the notice is charged by the carton.',
      fix: { fix: 'packing' },
    },
    lacks: ['labels are not printed here', notice()],
  },
];

/** Labels of a slip that was packed anew, both the second of two. */
export const countedTwice = notice({}, { labels: labels({ carton: 2 }, { carton: 2 }) });
