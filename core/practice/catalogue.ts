/** What the practice company sells and to whom. Everything else in the practice world follows from this. */
export interface Product {
  readonly item: string;
  readonly description: string;
  /** Company prefix 0614141, as UPC-A with its check digit. */
  readonly upc: string;
  /** The outer case as GTIN-14 with indicator 1. */
  readonly caseGtin: string;
  readonly vendorPart: string;
  readonly pack: number;
  /** Dollars an each, as text. */
  readonly price: string;
}

/** The GS1 check digit of the digits before it. */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let index = digits.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight)
    sum += Number(digits[index]) * weight;
  return String((10 - (sum % 10)) % 10);
}

const names: readonly (readonly [string, number, string])[] = [
  ['Desk lamp, matte black', 12, '12.50'],
  ['Mug 12 oz, white', 36, '7.25'],
  ['Area rug 5x7, grey', 6, '20.00'],
  ['Throw pillow, navy', 12, '9.75'],
  ['Picture frame 8x10, oak', 24, '6.40'],
  ['Candle, cedar', 48, '4.15'],
  ['Storage basket, large', 8, '14.90'],
  ['Wall clock, 12 in', 10, '16.35'],
  ['Serving bowl, blue', 12, '11.05'],
  ['Dish towel, set of 4', 40, '5.60'],
  ['Curtain panel, linen', 20, '13.80'],
  ['Table runner, sand', 30, '8.45'],
  ['Cutting board, bamboo', 18, '10.20'],
  ['Glass jar, 1 qt', 24, '3.95'],
  ['Door mat, coir', 10, '9.10'],
  ['Bath mat, white', 16, '12.05'],
  ['Water bottle, steel', 24, '11.75'],
  ['Camp lantern, LED', 12, '18.40'],
  ['Cooler bag, 12 can', 12, '15.25'],
  ['Folding stool', 6, '19.60'],
];

/** The products, numbered from 1. */
export const products: readonly Product[] = names.map(([description, pack, price], index) => {
  const serial = String(index + 1).padStart(4, '0');
  const body = `614141${serial}0`;
  const upc = body + checkDigit(body);
  const caseBody = `10${body}`;
  return {
    item: `D${serial}`,
    description,
    upc,
    caseGtin: caseBody + checkDigit(caseBody),
    vendorPart: `CTS-${serial}`,
    pack,
    price,
  };
});

export type Family = 'bulk' | 'crossdock' | 'multistore' | 'dropship';
export const families: readonly Family[] = ['bulk', 'crossdock', 'multistore', 'dropship'];

export interface Retailer {
  readonly partnerId: string;
  readonly vendor: string;
  readonly name: string;
  readonly customer: string;
  /** Prefix of its own part numbers. */
  readonly prefix: string;
  readonly families: readonly Family[];
  /** How it writes line numbers: `1` or `001`. */
  readonly lineDigits: number;
  /** Orders in cases at case prices. */
  readonly inCases: boolean;
  /** Which product numbers its lines carry. */
  readonly identifiers: readonly ('buyer' | 'vendor' | 'upc' | 'gtin')[];
  readonly distributionCentre: string;
  readonly stores: readonly string[];
  readonly carrier: string;
}

/** Three retailers with different habits. */
export const retailers: readonly Retailer[] = [
  {
    partnerId: '7QAALLCONTOSOUS',
    vendor: '0088123',
    name: 'Northwind Home',
    customer: 'US-101',
    prefix: 'NW',
    families: ['bulk', 'crossdock'],
    lineDigits: 1,
    inCases: false,
    identifiers: ['buyer', 'vendor', 'upc'],
    distributionCentre: '0817',
    stores: ['0101', '0102', '0103', '0104'],
    carrier: 'ABFS',
  },
  {
    partnerId: '3FBALLCONTOSOUS',
    vendor: '55210',
    name: 'Fabrikam Stores',
    customer: 'US-102',
    prefix: 'FB',
    families: ['bulk', 'multistore'],
    lineDigits: 3,
    inCases: true,
    identifiers: ['vendor', 'upc', 'gtin'],
    distributionCentre: 'DC04',
    stores: ['00021', '00022', '00023'],
    carrier: 'FDEG',
  },
  {
    partnerId: '9ADALLCONTOSOUS',
    vendor: '',
    name: 'Adventure Outdoor',
    customer: 'US-103',
    prefix: 'AO',
    families: ['dropship'],
    lineDigits: 1,
    inCases: false,
    identifiers: ['buyer', 'gtin'],
    distributionCentre: '',
    stores: [],
    carrier: 'UPSN',
  },
];

/** The retailer's own number of a product. */
export function buyerPart(retailer: Retailer, product: Product): string {
  return `${retailer.prefix}-${product.item.slice(1)}`;
}

/** Address location ids in Dynamics: one a code of a retailer, in the order in which they are named. */
export function locationIds(retailer: Retailer): readonly { readonly code: string; readonly locationId: string }[] {
  const base = 2000 + retailers.indexOf(retailer) * 100;
  return [retailer.distributionCentre, ...retailer.stores]
    .filter((code) => code !== '')
    .map((code, index) => ({ code, locationId: String(base + index).padStart(9, '0') }));
}

export const company = 'usmf';
/** A second legal entity of the environment: no partner of the maps is in it. */
export const otherCompany = 'usrt';
export const site = '1';
export const warehouse = '13';
/** Delivery mode of a carrier code. */
export const deliveryModes: Readonly<Record<string, string>> = { ABFS: 'LTL', FDEG: 'GROUND', UPSN: 'GROUND' };
