import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { buyerPart, company, deliveryModes, locationIds, products, retailers, site, warehouse } from './catalogue.ts';

/** The four mapping files that fit this world, by name; columns as the command line's `import` wants them. */
export function mappingFiles(): Readonly<Record<string, string>> {
  return { 'partners.csv': partners(), 'locations.csv': locations(), 'items.csv': items(), 'units.csv': units() };
}

/** Writes them into a folder. It is made where it is missing, in one that is there: Node's own `recursive` may never come back. */
export async function writeMaps(folder: string): Promise<void> {
  if (!existsSync(folder)) await mkdir(folder);
  for (const [name, text] of Object.entries(mappingFiles())) await writeFile(join(folder, name), text, 'utf8');
}

function csv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[columns, ...rows].map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n')}\n`;
}

function partners(): string {
  const columns = [
    'partnerId',
    'vendor',
    'name',
    'company',
    'customer',
    'invoiceAccount',
    'site',
    'warehouse',
    'review',
    'undoSeconds',
    'deliveryModes',
    'severities',
    'exemptNotes',
  ];
  return csv(
    columns,
    retailers.map((retailer) => [
      retailer.partnerId,
      retailer.vendor,
      retailer.name,
      company,
      retailer.customer,
      '',
      site,
      warehouse,
      'no',
      '0',
      `${retailer.carrier}=${deliveryModes[retailer.carrier] ?? ''}`,
      // Its warehouse breaks cases, so that a share of an order may be shipped in this world.
      retailer.inCases ? 'ITM-05=WARN' : '',
      // Every order says how to make a dock appointment: known, nobody reads it again.
      'SHP',
    ]),
  );
}

function locations(): string {
  return csv(
    ['partnerId', 'qualifier', 'code', 'addressLocationId'],
    retailers.flatMap((retailer) =>
      locationIds(retailer).map(({ code, locationId }) => [retailer.partnerId, '92', code, locationId]),
    ),
  );
}

function items(): string {
  return csv(
    ['partnerId', 'buyerPart', 'vendorPart', 'upc', 'gtin', 'ean', 'itemNumber', 'unit'],
    retailers.flatMap((retailer) =>
      products.map((product) => [
        retailer.partnerId,
        retailer.identifiers.includes('buyer') ? buyerPart(retailer, product) : '',
        retailer.identifiers.includes('vendor') ? product.vendorPart : '',
        product.upc,
        retailer.inCases ? product.caseGtin : '',
        '',
        product.item,
        'ea',
      ]),
    ),
  );
}

function units(): string {
  return csv(
    ['partnerId', 'itemNumber', 'ediUnit', 'unit', 'factor'],
    retailers.flatMap((retailer) => [
      [retailer.partnerId, '', 'EA', 'ea', '1'],
      ...(retailer.inCases
        ? products.map((product) => [retailer.partnerId, product.item, 'CA', 'ea', new Decimal(product.pack).toFixed()])
        : []),
    ]),
  );
}
