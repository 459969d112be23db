import { Decimal, decimalText, type DecimalText } from '#core/domain/decimal.ts';
import type { PurchaseOrderLine, StoreQuantity } from '#core/domain/purchaseOrder.ts';
import { allowances, dates, itemIdentifiers, notes, references } from './commonParts.ts';
import { each, valueOf } from './cursor.ts';
import { addGroup, put } from './draft.ts';
import { at, decimal, position, readDecimal, text, type Part, type Shape } from './shape.ts';

/** The product's description: the one coded 08, else the first. */
const description: Part<string> = {
  read: (from) => {
    const all = each(from, 'ProductOrItemDescription');
    const product = all.find((entry) => valueOf(entry, 'ProductCharacteristicCode') === '08') ?? all[0];
    return product ? valueOf(product, 'ProductDescription') : '';
  },
  write: (value, to) => {
    if (value === '') return;
    const group = addGroup(to, 'ProductOrItemDescription');
    put(group, 'ProductCharacteristicCode', '08');
    put(group, 'ProductDescription', value);
  },
};

/** The first `PackValue` under that qualifier: OU outer pack, IN inner pack. Another one is a finding (`orderQuantities.ts`). */
const packValue = (qualifier: 'OU' | 'IN'): Part<DecimalText | undefined> => ({
  read: (from) => {
    const details = each(from, 'PhysicalDetails').find(
      (entry) => valueOf(entry, 'PackQualifier') === qualifier && valueOf(entry, 'PackValue') !== '',
    );
    return details && readDecimal(valueOf(details, 'PackValue'));
  },
  write: (value, to) => {
    if (value === undefined) return;
    const group = addGroup(to, 'PhysicalDetails');
    put(group, 'PackQualifier', qualifier);
    put(group, 'PackValue', value);
  },
});

/** Every store's part of the line. One without a readable quantity is left out; `unreadableSplits` names it. */
const stores: Part<readonly StoreQuantity[]> = {
  read: (from) =>
    each(from, 'QuantitiesSchedulesLocations').flatMap((schedule) =>
      each(schedule, 'LocationQuantity').flatMap((place): readonly StoreQuantity[] => {
        const quantity = readDecimal(valueOf(place, 'Qty'));
        if (quantity === undefined) return [];
        return [
          {
            store: valueOf(place, 'Location'),
            qualifier: valueOf(schedule, 'LocationCodeQualifier'),
            quantity,
            unit: valueOf(schedule, 'TotalQtyUOM'),
            path: place.path,
          },
        ];
      }),
    ),
  write: (split, to) => {
    for (const group of sameKind(split)) {
      const schedule = addGroup(to, 'QuantitiesSchedulesLocations');
      put(schedule, 'QuantityQualifier', '01');
      put(schedule, 'TotalQty', decimalText(group.reduce((sum, entry) => sum.plus(entry.quantity), new Decimal(0))));
      put(schedule, 'TotalQtyUOM', group[0]?.unit);
      put(schedule, 'LocationCodeQualifier', group[0]?.qualifier);
      for (const entry of group) {
        const location = addGroup(schedule, 'LocationQuantity');
        put(location, 'Location', entry.store);
        put(location, 'Qty', entry.quantity);
      }
    }
  },
};

function sameKind(split: readonly StoreQuantity[]): readonly (readonly StoreQuantity[])[] {
  return [...Map.groupBy(split, (entry) => `${entry.qualifier} ${entry.unit}`).values()];
}

/** A `LineItem` of an 850 and of an 860. */
export const orderLineShape: Shape<PurchaseOrderLine> = {
  position,
  lineNumber: at('OrderLine', text('LineSequenceNumber')),
  item: at('OrderLine', itemIdentifiers),
  description,
  quantity: at('OrderLine', decimal('OrderQty')),
  unit: at('OrderLine', text('OrderQtyUOM')),
  price: at('OrderLine', decimal('PurchasePrice')),
  priceBasis: at('OrderLine', text('PurchasePriceBasis')),
  pack: packValue('OU'),
  innerPack: packValue('IN'),
  dates,
  notes,
  references,
  stores,
  allowances,
};
