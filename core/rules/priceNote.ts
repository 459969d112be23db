import type { PriceNote, PriceRow } from '#core/contract/views/prices.ts';

const header = [
  'Purchase order',
  'Line',
  'Your item',
  'Our item',
  'Description',
  'Quantity',
  'Unit',
  'Your price',
  'Our price',
  'Difference',
];

/** What to tell the buyer about prices that we keep: a mail in words, and every line as a table to paste. Pure. */
export function priceNote(rows: readonly PriceRow[]): PriceNote {
  const orders = [...new Set(rows.flatMap((row) => row.lines.map((line) => line.purchaseOrder)))];
  const which = orders.length === 1 ? `purchase order ${orders[0]}` : `${orders.length} purchase orders`;
  const sentences = rows.map((row) => {
    const item = row.buyerPart || row.vendorPart || row.itemNumber;
    return `- Item ${item} (${row.description || row.itemNumber}): you ordered at ${price(row, row.price)}, our price is ${price(row, row.expected)}${unitQuestion(row)}.`;
  });
  const text = [
    'Hello,',
    '',
    `the prices of ${which} differ from ours:`,
    '',
    ...sentences,
    '',
    'Please send a changed order with the right price, or tell us what was agreed. Until then we cannot confirm these lines.',
    '',
    ...cutNote(rows),
  ].join('\n');
  return { subject: `Prices of ${which}`, text: text.trimEnd(), header, rows: rows.flatMap(tableRows) };
}

const price = ({ currency, unit }: PriceRow, value: string): string =>
  [value, currency, unit && `per ${unit}`].filter(Boolean).join(' ');

function unitQuestion({ packFactor, unit }: PriceRow): string {
  return packFactor === undefined
    ? ''
    : ` (they differ by about ${packFactor}: is ${unit || 'the unit'} what you meant to order?)`;
}

function tableRows(row: PriceRow): string[][] {
  return row.lines.map((line) => [
    line.purchaseOrder,
    line.lineNumber,
    row.buyerPart || row.vendorPart,
    row.itemNumber,
    row.description,
    line.quantity,
    row.unit,
    row.price,
    row.expected,
    line.difference,
  ]);
}

/** The desk shows a part of very many lines; a mail must not look complete when it is not. */
function cutNote(rows: readonly PriceRow[]): readonly string[] {
  const left = rows.reduce((sum, row) => sum + row.lineCount - row.lines.length, 0);
  return left > 0 ? [`(${left} more lines of the same items are not in the table.)`] : [];
}
