import { own } from '#core/domain/own.ts';
import type { Shipment, ShipmentLevel } from '#core/domain/shipment.ts';
import { inDraft, inPacking } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, inOrderSheet, otherOfNumber, takenNumber, waitsForPacks } from './common.ts';
import type { ShipmentFacts } from './facts.ts';
import { allLevels, itemsOf, orderLevels, packsOf, type Placed } from './levels.ts';

type NoticeRule = Rule<Shipment, ShipmentFacts>;

const header = 'Shipment/Header/ShipmentHeader';

/** A level as the hierarchy names it: order, pallet (T), carton (P), item. */
const nameOf = (level: ShipmentLevel): string => (level.level === 'pack' ? level.type : level.level);

/** What may stand under what in each structure of the sheet. */
const chains: Readonly<Record<ShipmentFacts['sheet']['shipNotice']['structure'], ReadonlySet<string>>> = {
  carton: new Set([' order', 'order P', 'P item']),
  'pallet-carton': new Set([' order', 'order T', 'order P', 'T P', 'P item']),
  items: new Set([' order', 'order item']),
};

const words: Readonly<Record<string, string>> = {
  order: 'an order',
  T: 'a pallet',
  P: 'a carton',
  item: 'an item',
  container: 'a container',
  '': 'the shipment',
};
const said = (name: string): string => own(words, name) ?? `a pack of type ${name}`;

/** 856-01: the structure that the partner takes, in its code and in the nesting. */
export const structure: NoticeRule = {
  id: '856-01',
  fix: inOrderSheet('shipNotice.structure', 'shipNotice.structureCode'),
  check: (document, facts) => {
    const { shipNotice } = facts.sheet;
    const code = shipNotice.structureCode || (shipNotice.structure === 'items' ? '0004' : '0001');
    const cost = 'A structure that the partner does not take is rejected whole.';
    const wrongCode =
      document.structure === code
        ? []
        : [
            findingAt(
              'BLOCK',
              `${header}/ASNStructureCode`,
              `The structure code is ${document.structure || 'missing'}, the partner takes ${code}.`,
              document.structure,
              code,
              cost,
            ),
          ];
    if (waitsForPacks(facts)) return wrongCode;
    const wrong = allLevels(document).flatMap(({ level, path, parent }): readonly Found[] => {
      const above = parent ? nameOf(parent) : '';
      if (chains[shipNotice.structure].has(`${above} ${nameOf(level)}`)) return [];
      return [
        findingAt(
          'BLOCK',
          path,
          `${said(nameOf(level))} stands under ${said(above)}.`.replace(/^a/, 'A'),
          `${nameOf(level)} under ${above || 'shipment'}`,
          shipNotice.structure,
          cost,
        ),
      ];
    });
    return [...wrongCode, ...wrong, ...twicePlaced(document)];
  },
};

/** One carton under two orders. */
function twicePlaced(document: Shipment): readonly Found[] {
  const groups = Map.groupBy(
    packsOf(document, 'P').filter(({ level }) => level.serial !== ''),
    ({ level }) => level.serial,
  );
  return [...groups.values()].flatMap(([first, second]) =>
    first && second
      ? [
          findingAt(
            'BLOCK',
            second.path,
            `Carton ${second.level.serial} stands in the notice twice.`,
            second.level.serial,
            'one place a carton',
            'The dock cannot receive it against one purchase order.',
          ),
        ]
      : [],
  );
}

/** 856-02: no order inside an order, and every order holds what the structure asks for. */
export const nesting: NoticeRule = {
  id: '856-02',
  fix: inPacking,
  check: (document, facts) => {
    const cost = 'Two order levels in a row, or an order without goods, is a listed reason to reject.';
    const orders = orderLevels(document);
    const none =
      orders.length === 0
        ? [findingAt('BLOCK', 'Shipment/OrderLevel', 'The notice has no order.', '', 'an order level', cost)]
        : [];
    const inside = orders.flatMap(({ path, parent }) =>
      parent ? [findingAt('BLOCK', path, 'An order stands inside another level.', '', 'orders under the shipment', cost)] : [],
    );
    const bare = orders.flatMap((placed) => emptyOrder(placed, facts, cost));
    return [...none, ...inside, ...bare];
  },
};

function emptyOrder(
  { level, path }: Placed<Shipment['levels'][number] & { readonly level: 'order' }>,
  facts: ShipmentFacts,
  cost: string,
): readonly Found[] {
  if (itemsOf(level.levels, path).length === 0)
    return [findingAt('BLOCK', path, `Order ${level.number} has no item.`, '', 'an item level', cost)];
  const needsPacks = facts.sheet.shipNotice.structure !== 'items' && !waitsForPacks(facts);
  return needsPacks && packsOf({ levels: level.levels }).length === 0
    ? [findingAt('BLOCK', path, `Order ${level.number} has no pack.`, '', 'a pack level', cost)]
    : [];
}

/** 856-03: the summary counts what is there. */
export const counts: NoticeRule = {
  id: '856-03',
  fix: inDraft,
  check: (document) => {
    const cost = 'A count that does not fit is a listed reason to reject.';
    const orders = String(orderLevels(document).length);
    const items = String(itemsOf(document.levels, 'Shipment').length);
    return [
      ...(document.totalOrders === orders
        ? []
        : [
            findingAt(
              'BLOCK',
              'Shipment/Summary/TotalOrders',
              `The summary counts ${document.totalOrders || 'no'} orders, there are ${orders}.`,
              document.totalOrders,
              orders,
              cost,
            ),
          ]),
      ...(document.totalLines === items
        ? []
        : [
            findingAt(
              'BLOCK',
              'Shipment/Summary/TotalLineItemNumber',
              `The summary counts ${document.totalLines || 'no'} items, there are ${items}.`,
              document.totalLines,
              items,
              cost,
            ),
          ]),
    ];
  },
};

/** 856-04: a shipment number names one shipment. */
export const numberUnused: NoticeRule = {
  id: '856-04',
  fix: otherOfNumber('it is another shipment, so correct the number of this one in Dynamics, or set this one aside'),
  check: (document, facts) => {
    if (facts.intent !== 'original' || !takenNumber(facts)) return [];
    return [
      findingAt(
        'BLOCK',
        `${header}/ShipmentIdentification`,
        `Shipment number ${document.number} was used for another shipment.`,
        document.number,
        'a number of its own',
        'A second notice under one number is a duplicate, and fined as one.',
      ),
    ];
  },
};
