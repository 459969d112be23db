import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { SearchKey } from '#core/store/rows.types.ts';

/** Every number of an 850 that a person may type to find it. */
export function orderSearchKeys(order: PurchaseOrder, filePath: string): readonly SearchKey[] {
  const keys: SearchKey[] = [
    { kind: 'purchase order', key: order.number },
    { kind: 'customer order', key: order.customerOrderNumber },
    { kind: 'file name', key: filePath.slice(filePath.lastIndexOf('/') + 1) },
    ...order.references.map((reference) => ({ kind: 'reference', key: reference.id })),
    ...order.addresses.map((address) => ({ kind: 'store', key: address.code })),
  ];
  for (const line of order.lines) {
    keys.push({ kind: 'item', key: line.item.buyerPart }, { kind: 'item', key: line.item.vendorPart });
    for (const code of [line.item.upc, line.item.gtin, line.item.ean]) keys.push({ kind: 'UPC', key: code });
    keys.push(...line.stores.map((part) => ({ kind: 'store', key: part.store })));
  }
  const seen = new Set<string>();
  return keys.filter(({ kind, key }) => {
    const name = `${kind}\u001f${key}`;
    if (key === '' || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
