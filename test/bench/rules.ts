import { readFileSync } from 'node:fs';
import { Decimal } from '#core/domain/decimal.ts';
import type { MasterFacts } from '#core/domain/masterData.ts';
import { defaultPartnerSheet } from '#core/domain/partnerSheet.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import { toPurchaseOrder } from '#core/rsx/mappers/purchaseOrder.ts';
import { checkIntake } from '#core/rules/checkIntake.ts';
import type { IntakeFacts } from '#core/rules/context.ts';
import { heldFindings } from '#core/rules/releases.ts';
import { weigh } from '#core/rules/severity.ts';
import { withLines } from './codec.ts';
import { row, type BenchRow } from './support.ts';

const lines = 12;
const target = 10_000;
const rounds = 5;
const documents = 4_000;
const example = new URL('../fixtures/rsx/850-order.xml', import.meta.url);

/**
 * All rules over intake-size documents (12 lines) on one core, with everything that they may compare: resolved lines,
 * accepted prices, master data with barcodes, a sheet with tolerances and severities of its own. Every tenth document has
 * a price that is off, so that findings are made too. Median of five rounds; this also counts preparing the facts.
 */
export function rulesBench(): Promise<readonly BenchRow[]> {
  const good = orderOf(lines);
  const off = {
    ...good,
    lines: good.lines.map((line, index) => (index === 0 ? { ...line, price: '150.00', pack: '12' } : line)),
  };
  const facts = factsOf(good);
  const found = judge(off, facts);
  if (judge(good, facts) !== 0 || found === 0) throw new Error('the bench no longer judges what it means to');
  const rates = Array.from({ length: rounds }, () => rate(good, off, facts)).toSorted((a, b) => a - b);
  const median = rates[Math.floor(rounds / 2)] ?? 0;
  return Promise.resolve([
    row(
      `rules over 12-line documents, one core`,
      `${Math.round(median).toLocaleString('en-US')} a second`,
      `at least ${target.toLocaleString('en-US')}`,
      median >= target,
    ),
  ]);
}

/** Documents a second of this thread's own time: what a neighbour does on the machine does not count. */
function rate(good: PurchaseOrder, off: PurchaseOrder, facts: IntakeFacts): number {
  const before = process.threadCpuUsage();
  for (let index = 0; index < documents; index += 1) judge(index % 10 === 0 ? off : good, facts);
  const { user, system } = process.threadCpuUsage(before);
  return documents / ((user + system) / 1e6);
}

/** What intake does with one document, and how much of it would hold. */
function judge(order: PurchaseOrder, facts: IntakeFacts): number {
  const sheet = facts.partner?.sheet ?? defaultPartnerSheet;
  return heldFindings(weigh(checkIntake(order, facts), sheet), []).length;
}

function orderOf(count: number): PurchaseOrder {
  const reading = readRsx(Buffer.from(withLines(readFileSync(example).toString(), count - 3)));
  const document = reading.outcome === 'documents' ? reading.documents[0] : undefined;
  if (!document) throw new Error('the example cannot be read');
  const { order } = toPurchaseOrder(document);
  const { totalLines: _lines, totalAmount: _amount, totalQuantity: _quantity, ...rest } = order;
  return {
    ...rest,
    partnerId: '7QAALLCONTOSOUS',
    lines: order.lines.slice(0, count).map((line, index) => ({ ...line, price: '12.50', path: `Order/LineItem[${index + 1}]` })),
  };
}

function factsOf(order: PurchaseOrder): IntakeFacts {
  const items = order.lines.map((_, index) => `D${index + 1}`);
  const asOf = '2026-01-05T02:00:00.000Z';
  const master: MasterFacts = {
    customer: { state: 'known', asOf, name: 'Northwind', currency: order.currency, onHold: 'No', holds: 'none' },
    items: items.map((itemNumber, index) => ({
      itemNumber,
      state: 'known',
      asOf,
      product: {
        itemNumber,
        name: itemNumber,
        salesUnit: 'ea',
        inventoryUnit: 'ea',
        salesPrice: '12.50',
        priceQuantity: '1',
        lifecycle: '',
        barcodes: [{ barcode: order.lines[index]?.item.upc ?? '', unit: 'ea', quantity: '1' }],
      },
    })),
  };
  return {
    today: '2026-01-06',
    workspace: 'live',
    path: 'out/PO1.xml',
    partner: {
      partnerId: order.partnerId,
      vendor: order.vendor,
      name: 'Northwind',
      company: 'usmf',
      customer: 'US-101',
      invoiceAccount: '',
      site: '1',
      warehouse: '13',
      active: true,
      review: false,
      undoSeconds: 0,
      sheet: {
        ...defaultPartnerSheet,
        locationCodeLength: 4,
        orderMaximum: '100000',
        priceUpPercent: '2',
        priceDownAmount: '0.10',
        exemptNotes: order.notes.map((note) => note.code),
        severities: { '850-15': 'INFO' },
      },
    },
    readerFindings: [],
    resolved: order.lines.map((line, index) => ({
      path: line.path,
      itemNumber: `D${index + 1}`,
      unit: 'ea',
      factor: new Decimal(1),
    })),
    accepted: items
      .slice(0, 6)
      .map((itemNumber) => ({ itemNumber, ediUnit: 'EA', currency: order.currency, price: '12.50', acceptedAt: asOf })),
    units: [],
    master,
  };
}
