import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { PackLevel, Shipment } from '#core/domain/shipment.ts';
import type { JoinedLine } from '#core/drafting/draft.types.ts';
import { inPacking } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, waitsForPacks } from './common.ts';
import type { ShipmentFacts } from './facts.ts';
import { itemsOf, packsOf, type Placed } from './levels.ts';
import { linesName, namedLines } from './namedLines.ts';
import { answeredOrders, linesOf } from './shipNoticeOrder.ts';

type NoticeRule = Rule<Shipment, ShipmentFacts>;

const wantsPacks = (facts: ShipmentFacts): boolean => facts.sheet.shipNotice.structure !== 'items' && !waitsForPacks(facts);

/** 856-09: what stands in the cartons is what the slip says, line by line. */
export const contentsAreSlip: NoticeRule = {
  id: '856-09',
  fix: inPacking,
  check: (document, facts) => {
    if (facts.slips.length === 0 || waitsForPacks(facts)) return [];
    const told = new Map<string, { quantity: Decimal; readonly path: string; readonly name: string }>();
    for (const answered of answeredOrders(document, facts)) {
      for (const { item, path, lines } of linesOf(answered)) {
        const [first] = lines;
        if (!first || !answered.order) continue;
        const key = keyOf({ threadId: answered.order.threadId, position: first.position });
        const before = told.get(key);
        const quantity = new Decimal(item.shipQuantity ?? '0').plus(before?.quantity ?? 0);
        told.set(key, { quantity, path: before?.path ?? `${path}/ShipmentLine/ShipQty`, name: linesName(lines) });
      }
    }
    const slip = sumsOf(slipLines(facts));
    return [...new Set([...told.keys(), ...slip.keys()])].flatMap((key): readonly Found[] => {
      const [notice, shipped] = [told.get(key), slip.get(key)];
      const [here, there] = [notice?.quantity ?? new Decimal(0), shipped?.quantity ?? new Decimal(0)];
      if (here.equals(there)) return [];
      const name = notice?.name ?? `Line ${shipped?.position ?? ''}`;
      return [
        findingAt(
          'BLOCK',
          notice?.path ?? 'Shipment/OrderLevel',
          `${name}: ${decimalText(here)} in the notice, ${decimalText(there)} on the packing slip.`,
          decimalText(here),
          decimalText(there),
          'The notice and the load must agree: that is the rule above all others.',
        ),
      ];
    });
  },
};

const keyOf = ({ threadId, position }: Pick<JoinedLine, 'threadId' | 'position'>): string => `${threadId}/${position}`;

/** The lines of the slips that the notice answers, each as the first of those of its order that cannot be told from it. */
function slipLines(facts: ShipmentFacts): readonly JoinedLine[] {
  const lines = facts.slips.flatMap(({ joined }) => joined.lines).filter((line) => isAnswered(line, facts));
  return lines.map((line) => {
    const order = facts.orders.find(({ threadId }) => threadId === line.threadId)?.order;
    const own = order?.lines.find(({ position }) => position === line.position);
    const first = order && own && namedLines(order, own)[0];
    return first ? { ...line, position: first.position } : line;
  });
}

const isAnswered = (line: JoinedLine, { orders, store }: ShipmentFacts): boolean =>
  orders.some(({ threadId }) => threadId === line.threadId) && (store === '' || line.store === store);

function sumsOf(lines: readonly JoinedLine[]): ReadonlyMap<string, { readonly quantity: Decimal; readonly position: number }> {
  const sums = new Map<string, { readonly quantity: Decimal; readonly position: number }>();
  for (const line of lines) {
    const key = keyOf(line);
    sums.set(key, { quantity: new Decimal(line.quantity).plus(sums.get(key)?.quantity ?? 0), position: line.position });
  }
  return sums;
}

/** 856-10: as many cartons as serials, as labels, and as the bill of lading counts. */
export const cartonCounts: NoticeRule = {
  id: '856-10',
  fix: inPacking,
  check: (document, facts) => {
    if (!wantsPacks(facts)) return [];
    const cartons = packsOf(document, 'P');
    const serials = new Set(cartons.map(({ level }) => level.serial).filter(Boolean));
    const lading = document.lading[0]?.quantity;
    const counted: readonly (readonly [string, string, number | undefined])[] = [
      ['serials (SSCC)', 'Shipment/OrderLevel', serials.size],
      [
        'on the bill of lading',
        'Shipment/Header/QuantityAndWeight[1]/LadingQuantity',
        lading === undefined ? undefined : Number(lading),
      ],
      ['printed labels', 'Shipment/OrderLevel', facts.labels?.length],
    ];
    return counted.flatMap(([word, path, count]) =>
      count === undefined || count === cartons.length
        ? []
        : [
            findingAt(
              'BLOCK',
              path,
              `${cartons.length} cartons in the notice, ${count} ${word}.`,
              String(count),
              String(cartons.length),
              'Cartons that the notice does not name cannot be received.',
            ),
          ],
    );
  },
};

/** 856-11: no empty carton, nothing outside a carton. */
export const noEmptyCarton: NoticeRule = {
  id: '856-11',
  fix: inPacking,
  check: (document, facts) => {
    if (!wantsPacks(facts)) return [];
    const cost = 'A carton without content, or goods in no carton, cannot be received.';
    const empty = packsOf(document).flatMap(({ level, path }) =>
      itemsOf(level.levels, path).length > 0
        ? []
        : [
            findingAt(
              'BLOCK',
              path,
              `${level.type === 'T' ? 'Pallet' : 'Carton'} ${level.serial} is empty.`,
              level.serial,
              'content',
              cost,
            ),
          ],
    );
    const loose = itemsOf(document.levels, 'Shipment').flatMap(({ item, path, parent }) =>
      parent?.level === 'pack' && parent.type === 'P'
        ? []
        : [findingAt('BLOCK', path, `Line ${item.lineNumber} stands in no carton.`, item.lineNumber, 'a carton', cost)],
    );
    return [...empty, ...loose];
  },
};

/** 856-12: on pallets each carton stands on one, and the pallet has its serial. */
export const onePallet: NoticeRule = {
  id: '856-12',
  fix: inPacking,
  check: (document, facts) => {
    if (facts.sheet.shipNotice.structure !== 'pallet-carton' || waitsForPacks(facts)) return [];
    const cost = 'A pallet that cannot be scanned is opened and received carton by carton, at our cost.';
    const bare = packsOf(document, 'T').flatMap(({ level, path }) =>
      level.serial === ''
        ? [findingAt('BLOCK', `${path}/Pack/ShippingSerialID`, 'A pallet has no serial (SSCC).', '', 'a serial', cost)]
        : [],
    );
    return [...bare, ...packsOf(document, 'P').flatMap((placed) => standing(placed, cost))];
  },
};

const standing = ({ level, path, parent }: Placed<PackLevel>, cost: string): readonly Found[] =>
  parent?.level === 'pack' && parent.type === 'T'
    ? []
    : [findingAt('BLOCK', path, `Carton ${level.serial} stands on no pallet.`, level.serial, 'one pallet a carton', cost)];
