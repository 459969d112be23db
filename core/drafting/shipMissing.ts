import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { MissingData } from '#core/domain/outbound.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { ShipNoticeInput } from './draft.types.ts';
import { trackingOf } from './shipLevels.ts';
import { cartonsOf, type ShippedOrder } from './shipped.ts';

const header = 'Shipment/Header/ShipmentHeader';

/** What an 856 still waits for: cartons, serials, and the numbers that the carrier gives. */
export function shipMissing(
  input: ShipNoticeInput,
  orders: readonly ShippedOrder[],
  { billOfLading, pro }: Pick<Shipment, 'billOfLading' | 'pro'>,
): readonly MissingData[] {
  const { shipNotice } = input.sheet;
  // A parcel to a consumer has no bill of lading; its tracking number is what finds it.
  const parcel = input.orders.length > 0 && input.orders.every(({ order }) => order.isDropShip);
  return [
    ...(shipNotice.structure === 'items' ? [] : packingMissing(input, orders)),
    ...(shipNotice.billOfLadingRequired && !parcel && billOfLading === ''
      ? [
          {
            path: `${header}/BillOfLadingNumber`,
            what: 'The bill of lading.',
            nextStep: 'Set it on the packing slip in Dynamics, or type it on the draft.',
            typed: true as const,
          },
        ]
      : []),
    ...(shipNotice.proRequired && pro === ''
      ? [
          {
            path: `${header}/CarrierProNumber`,
            what: 'The PRO number of the carrier.',
            nextStep: 'Set it on the load in Dynamics, or type it on the draft.',
            typed: true as const,
          },
        ]
      : []),
    ...(shipNotice.trackingRequired || parcel ? trackingMissing(input, orders, pro) : []),
  ];
}

function packingMissing(input: ShipNoticeInput, orders: readonly ShippedOrder[]): readonly MissingData[] {
  const path = 'Shipment/OrderLevel[1]/PackLevel[1]';
  const unpacked = input.slips.filter(({ packing }) => packing === undefined || packing.cartons.length === 0);
  if (unpacked.length > 0) {
    return unpacked.map(({ joined }) => ({
      path,
      what: `How packing slip ${joined.posting.number} is packed: cartons and what is in them.`,
      nextStep: 'Pack it on the packing screen, import a packing list, or let the rule of the partner pack it.',
    }));
  }
  const cartons = orders.flatMap((level) => cartonsOf(input, level));
  const bare = new Set(cartons.filter(({ carton }) => carton.sscc === '').map(({ carton }) => carton.number));
  const pallets =
    input.sheet.shipNotice.structure === 'pallet-carton' ? input.slips.flatMap(({ packing }) => packing?.pallets ?? []) : [];
  const barePallets = pallets.filter(({ sscc }) => sscc === '').map(({ number }) => number);
  const nextStep = 'Take numbers from the range of the workspace on the packing screen.';
  return [
    ...(bare.size === 0
      ? []
      : [{ path: `${path}/Pack/ShippingSerialID`, what: `The serial (SSCC) of carton ${[...bare].join(', ')}.`, nextStep }]),
    ...(barePallets.length === 0
      ? []
      : [{ path: `${path}/Pack/ShippingSerialID`, what: `The serial (SSCC) of pallet ${barePallets.join(', ')}.`, nextStep }]),
  ];
}

function trackingMissing(input: ShipNoticeInput, orders: readonly ShippedOrder[], pro: string): readonly MissingData[] {
  const cartons = input.sheet.shipNotice.structure === 'items' ? [] : orders.flatMap((level) => cartonsOf(input, level));
  const without = new Set(cartons.filter((carton) => trackingOf(carton) === '').map(({ carton }) => carton.number));
  if (cartons.length === 0 ? pro !== '' : without.size === 0) return [];
  return [
    {
      path: cartons.length === 0 ? `${header}/CarrierProNumber` : 'Shipment/OrderLevel[1]/PackLevel[1]/Pack/CarrierPackageID',
      what: cartons.length === 0 ? 'The tracking number.' : `The tracking number of carton ${[...without].join(', ')}.`,
      nextStep:
        'It comes from Dynamics when the parcel is labelled; with several cartons say on the packing screen which is whose.',
    },
  ];
}

/** What is wrong with the slip as an 856 of these orders: lines below zero, cartons that other stores or orders share. */
export function shipFindings(input: ShipNoticeInput, orders: readonly ShippedOrder[]): readonly Finding[] {
  return [...negativeLines(input), ...strayLines(input, orders), ...sharedCartons(input, orders)];
}

/** Goods of a line that is split over stores, which nothing says the store of: they would silently be left out. */
function strayLines(input: ShipNoticeInput, orders: readonly ShippedOrder[]): readonly Finding[] {
  if (input.store !== '') return [];
  const threads = new Set(input.orders.map(({ threadId }) => threadId));
  const placed = new Set(orders.flatMap(({ lines }) => lines.flatMap(({ joined }) => joined)));
  const all = input.slips.flatMap(({ joined }) => joined.lines);
  return all
    .filter((line) => threads.has(line.threadId) && new Decimal(line.quantity).greaterThan(0) && !placed.has(line))
    .filter((line) => line.store === '')
    .map((line) => ({
      severity: 'BLOCK' as const,
      rule: 'JOIN-LINE',
      path: '',
      message: `Posted line ${line.source.position} is for line ${line.position}, which the order splits over stores; nothing says for which store it is.`,
      value: line.source.lotId,
      expected: 'a store of the order',
      cost: 'The goods would be missing on the notice.',
      fix: { fix: 'dynamics', act: 'post the line for one store' },
    }));
}

function negativeLines({ slips }: ShipNoticeInput): readonly Finding[] {
  return slips.flatMap(({ joined }) => {
    const sums = new Map<string, Decimal>();
    for (const line of joined.lines) {
      const key = `${line.threadId}/${line.position}/${line.store}`;
      sums.set(key, (sums.get(key) ?? new Decimal(0)).plus(line.quantity));
    }
    const below = [...sums.values()].filter((sum) => sum.lessThan(0));
    if (below.length === 0) return [];
    return [
      {
        severity: 'HOLD' as const,
        rule: 'SHIP-NEGATIVE',
        path: '',
        message: `Packing slip ${joined.posting.number} takes back ${below.map((sum) => decimalText(sum.abs())).join(', ')}: it corrects another slip and ships nothing.`,
        value: below.map((sum) => decimalText(sum)).join(', '),
        expected: 'quantities above zero',
        cost: 'A notice of a correction reads as a second shipment.',
        fix: { fix: 'other-document', name: 'the notice of the corrected slip', act: 'correct it, and set this one aside' },
      },
    ];
  });
}

/** A carton has one place in the hierarchy: goods of two orders or stores in it cannot be told apart at the dock. */
function sharedCartons(input: ShipNoticeInput, orders: readonly ShippedOrder[]): readonly Finding[] {
  if (input.sheet.shipNotice.structure === 'items') return [];
  const packed = orders.flatMap((level) => cartonsOf(input, level));
  return input.slips.flatMap((slip) =>
    (slip.packing?.cartons ?? []).flatMap((carton) => {
      const places = packed.filter((entry) => entry.carton === carton && entry.slip === slip);
      const named = places.reduce((sum, entry) => sum + entry.content.length, 0);
      const foreign = places.length > 0 && carton.lines.some((line) => !isInside(line.slipLine, orders, slip));
      if (places.length < 2 && !(foreign && named > 0)) return [];
      return [
        {
          severity: 'BLOCK' as const,
          rule: '856-01',
          path: '',
          message: `Carton ${carton.number} of packing slip ${slip.joined.posting.number} holds goods of several orders or stores; a carton stands under one.`,
          value: `carton ${carton.number}`,
          expected: 'goods of one order and store',
          cost: 'The dock cannot receive it against one purchase order, and the notice is rejected.',
          fix: { fix: 'packing' },
        },
      ];
    }),
  );
}

const isInside = (slipLine: number, orders: readonly ShippedOrder[], slip: ShipNoticeInput['slips'][number]): boolean =>
  orders.some(({ lines }) =>
    lines.some(({ joined }) => joined.some((line) => line.source.position === slipLine && slip.joined.lines.includes(line))),
  );
