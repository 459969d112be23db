/** Words of RSX names that read better written out. */
const written: Readonly<Record<string, string>> = {
  Qty: 'quantity',
  Tset: '',
  UOM: 'unit',
  Num: 'number',
  Desc: 'description',
};

/** `PurchaseOrderNumber` → `Purchase order number`, `OrderQtyUOM` → `Order quantity unit`. */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z])1$/, '$1').match(/[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+/g) ?? [name];
  const spoken = words.map((word, index) => {
    const known = written[word];
    if (known !== undefined) return known;
    return index === 0 || /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase();
  });
  const text = spoken.filter((word) => word !== '').join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
