import { Decimal } from 'decimal.js';
import { products } from '#core/practice/catalogue.ts';
import { createPracticeClock } from '#core/practice/clock.ts';
import { createGenerator, type Generator, type OrderRequest } from '#core/practice/orders/generator.ts';

/** One line of an order as the retailer wrote it. */
export interface PlacedLine {
  readonly number: string;
  readonly item: string;
  readonly quantity: Decimal;
  /** What each store gets of it; empty where it goes where the order goes. */
  readonly stores: readonly Decimal[];
  /** Of its stores nobody outside can say any more what each keeps: an 865 that takes back a part names the sum. */
  readonly mixed?: true;
  /** Eaches of one of its unit. */
  readonly factor: number;
}

export interface PlacedOrder {
  readonly purchaseOrder: string;
  readonly partnerId: string;
  readonly lines: readonly PlacedLine[];
}

/** An 860 as the retailer wrote it: only what its lines are is asked of it, what of them holds the 865 says. */
export interface PlacedChange {
  readonly purchaseOrder: string;
  readonly lines: readonly PlacedLine[];
}

export interface Placed {
  readonly orders: readonly PlacedOrder[];
  readonly changes: readonly PlacedChange[];
  /** Numbers of orders that are cancelled as a whole. */
  readonly cancelled: readonly string[];
}

/** The same orders as the world's, made once more here and read by patterns of our own: what the proofs compare with. */
export function createPlaced(seed: number): { place(request: OrderRequest): Placed } {
  const generator: Generator = createGenerator(
    seed,
    createPracticeClock(() => Date.parse('2026-11-02T12:00:00Z')),
  );
  return {
    place(request) {
      const texts = generator.place(request).map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
      const orders = texts.flatMap(ordersIn);
      const isCancelled = ({ purpose }: ReadOrder): boolean => purpose === '01';
      return {
        orders: orders.filter((order) => !isCancelled(order)),
        changes: texts.flatMap(changesIn),
        cancelled: orders.filter(isCancelled).map(({ purchaseOrder }) => purchaseOrder),
      };
    },
  };
}

function changesIn(text: string): readonly PlacedChange[] {
  return [...text.matchAll(/<OrderChange>.*?<\/OrderChange>/gs)].map(([xml]) => {
    const added = linesIn(xml).filter((line) => field(line, 'LineChangeCode') === 'AI');
    return { purchaseOrder: field(xml, 'PurchaseOrderNumber'), lines: added.map(lineOfXml) };
  });
}

/** An 850; purpose 01 cancels the order of its number. */
type ReadOrder = PlacedOrder & { readonly purpose: string };

function ordersIn(text: string): readonly ReadOrder[] {
  return text.includes('"PurchaseOrderNumber"')
    ? [orderOfJson(text)]
    : [...text.matchAll(/<Order(?: [^>]*)?>.*?<\/Order>/gs)].map(([xml]) => orderOf(xml));
}

const field = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(xml)?.[1] ?? '';

function orderOf(xml: string): ReadOrder {
  const lines = linesIn(xml).map(lineOfXml);
  const said = (name: string): string => field(xml, name);
  return {
    purchaseOrder: said('PurchaseOrderNumber'),
    partnerId: said('TradingPartnerId'),
    purpose: said('TsetPurposeCode'),
    lines,
  };
}

const linesIn = (xml: string): readonly string[] => [...xml.matchAll(/<LineItem>.*?<\/LineItem>/gs)].map(([line]) => line);
const lineOfXml = (line: string): PlacedLine => lineOf((name) => field(line, name), line, /<Qty>([^<]*)</g);

function orderOfJson(text: string): ReadOrder {
  const said = (part: string, name: string): string => new RegExp(`"${name}":\\s*"?([^",}\\n]*)`).exec(part)?.[1] ?? '';
  const [, ...items] = text.split('"OrderLine"');
  const lines = items.map((line) => lineOf((name) => said(line, name), line, /"Qty":\s*([\d.]+)/g));
  return {
    purchaseOrder: said(text, 'PurchaseOrderNumber'),
    partnerId: said(text, 'TradingPartnerId'),
    purpose: said(text, 'TsetPurposeCode'),
    lines,
  };
}

function lineOf(said: (name: string) => string, text: string, quantities: RegExp): PlacedLine {
  const code = said('ConsumerPackageCode') || said('GTIN');
  const product = products.find(({ upc, caseGtin }) => code === upc || code === caseGtin || code === `00${upc}`);
  if (!product) throw new Error(`no product has the number ${code}`);
  return {
    number: said('LineSequenceNumber'),
    item: product.item,
    quantity: new Decimal(said('OrderQty')),
    stores: [...text.matchAll(quantities)].map(([, quantity]) => new Decimal(quantity ?? '')),
    factor: said('OrderQtyUOM') === 'CA' ? product.pack : 1,
  };
}

/** The lines that Dynamics is to have: one a store where stores are named, in eaches. */
export function wantedLines({ lines }: PlacedOrder): readonly { readonly item: string; readonly quantity: Decimal }[] {
  const wanted = lines.filter(({ quantity }) => !quantity.isZero());
  return wanted.flatMap(({ item, quantity, stores, factor }) =>
    (stores.length === 0 ? [quantity] : stores).map((part) => ({ item, quantity: part.times(factor) })),
  );
}
