import type { Decimal } from 'decimal.js';
import { dayAfter } from '../../clock.ts';
import { maybeNumber, maybeObject, numberOf, objects, textOf, yesOrNo, type Body } from '../../requests.ts';
import type { StoredRow } from '../rows.ts';
import { addInvoice, type Billed, type Charge, type Invoice } from './invoiceRows.ts';
import {
  advance,
  amountOf,
  chosenOrders,
  decimal,
  done,
  namedQuantities,
  openLines,
  partOf,
  postedAt,
  shareOf,
  text,
  type BackOfficeParts,
  type Posted,
  type Skipped,
} from './parts.ts';

/**
 * `POST invoice {"orders", "share"?, "lines"?: [{"line", "quantity"}], "consolidate"?, "unshipped"?, "chargesOnly"?,
 * "charges"?: [{"code", "text"?, "amount", "line"?}], "taxPercent"?, "endDiscount"?, "cashDiscount"?: {"percent", "days"},
 * "terms"?, "proforma"?, "stampedMinutesAgo"?, "daysAgo"?}`. Bills what was shipped and not billed yet (`unshipped`: what
 * was ordered), one invoice an order or with `consolidate` one an invoice account. `line` of a charge is the invoice's.
 */
export function invoice(parts: BackOfficeParts, body: Body): object {
  const posted = postedAt(parts, body);
  const wanted = {
    named: namedQuantities(body),
    share: shareOf(body),
    unshipped: yesOrNo(body, 'unshipped', false),
    chargesOnly: yesOrNo(body, 'chargesOnly', false),
  };
  const skipped: Skipped[] = [];
  const bills = chosenOrders(parts, body).flatMap((header): readonly Bill[] => {
    const lines = billed(parts, header, wanted);
    if (lines.length > 0 || wanted.chargesOnly) return [{ headers: [header], lines }];
    skipped.push({ order: text(header, 'SalesOrderNumber'), why: 'nothing of it is shipped and not billed' });
    return [];
  });
  const all = yesOrNo(body, 'consolidate', false) ? consolidated(bills) : bills;
  return { invoiced: all.map((bill) => post(parts, bill, posted, body)), skipped };
}

interface Bill {
  readonly headers: readonly StoredRow[];
  readonly lines: readonly Billed[];
}

/** What is billed: as named line by line, else a share of what is shipped (or ordered) and not billed. */
interface Wanted {
  readonly named: ReadonlyMap<number, Decimal> | undefined;
  readonly share: number;
  readonly unshipped: boolean;
  readonly chargesOnly: boolean;
}

function billed(parts: BackOfficeParts, header: StoredRow, wanted: Wanted): readonly Billed[] {
  const { named, share, unshipped } = wanted;
  if (wanted.chargesOnly) return [];
  return openLines(parts, header).flatMap((line) => {
    const upTo = unshipped ? decimal(line['OrderedSalesQuantity']) : done(line, '#shipped');
    const open = upTo.minus(done(line, '#invoiced'));
    const quantity = named ? named.get(Number(line['LineNumber'])) : open.gt(0) ? partOf(open, share) : undefined;
    return quantity === undefined || quantity.isZero() ? [] : [{ line, quantity, amount: amountOf(line, quantity) }];
  });
}

function consolidated(bills: readonly Bill[]): readonly Bill[] {
  const groups = Map.groupBy(bills, ({ headers: [header] }) =>
    header ? `${text(header, 'dataAreaId')}|${text(header, 'InvoiceCustomerAccountNumber')}` : '',
  );
  return [...groups.values()].map((members) => ({
    headers: members.flatMap(({ headers }) => headers),
    lines: members.flatMap(({ lines }) => lines),
  }));
}

function post(parts: BackOfficeParts, { headers, lines }: Bill, posted: Posted, body: Body): object {
  const [header] = headers;
  if (!header) throw new Error('an invoice belongs to an order');
  const proforma = yesOrNo(body, 'proforma', false);
  const made = addInvoice(parts, {
    ...termsOf(body, posted),
    header,
    lines,
    posted,
    proforma,
    charges: chargesOf(body),
    reverses: undefined,
  });
  if (!proforma) {
    for (const { line, quantity } of lines) advance(parts, line, '#invoiced', quantity);
    announce(parts, header, made.number, made.total, posted);
  }
  return {
    invoice: made.number,
    voucher: made.voucher,
    company: text(header, 'dataAreaId'),
    orders: headers.map((one) => text(one, 'SalesOrderNumber')),
    total: made.total.toNumber(),
  };
}

/** `[{"code", "text"?, "amount", "line"?}]`; an allowance has a negative amount. */
export function chargesOf(body: Body): readonly Charge[] {
  return objects(body, 'charges').map((one) => ({
    code: textOf(one, 'code'),
    text: textOf(one, 'text'),
    amount: decimal(numberOf(one, 'amount', 0, -1e9, 1e9)),
    line: maybeNumber(one, 'line', 1, 1_000_000),
  }));
}

function termsOf(body: Body, { day }: Posted): Pick<Invoice, 'taxPercent' | 'endDiscount' | 'terms' | 'dueDay' | 'cashDiscount'> {
  const terms = textOf(body, 'terms') || 'Net30';
  const days = Number(/(\d+)$/.exec(terms)?.[1] ?? 30);
  const cash = maybeObject(body, 'cashDiscount');
  return {
    taxPercent: decimal(numberOf(body, 'taxPercent', 0, 0, 100)),
    endDiscount: decimal(numberOf(body, 'endDiscount', 0, 0, 1e9)),
    terms,
    dueDay: later(day, days),
    cashDiscount: cash && {
      percent: decimal(numberOf(cash, 'percent', 0, 0, 100)),
      day: later(day, numberOf(cash, 'days', 0, 0, 1_000)),
    },
  };
}

const later = (day: string, days: number): string => dayAfter(Date.parse(`${day}T00:00:00Z`), days);

/** What the environment sends to its business event endpoint (dynamics-business-event.json). */
export function announce(parts: BackOfficeParts, header: StoredRow, number: string, total: Decimal, posted: Posted): void {
  const { journals, orders } = parts;
  const at = Date.parse(posted.stamp);
  const count = orders.next('business event');
  journals.send({
    BusinessEventId: 'SalesInvoicePostedBusinessEvent',
    BusinessEventLegalEntity: text(header, 'dataAreaId').toUpperCase(),
    ContextRecordSubject: '',
    ControlNumber: 5_637_144_576 + count,
    EventId: `0a4c2f60-0000-4000-8000-${String(count).padStart(12, '0')}`,
    EventTime: `/Date(${at})/`,
    EventTimeIso8601: new Date(at).toISOString().replace('Z', '0000Z'),
    InitiatingUserAADObjectId: '{00000000-0000-0000-0000-000000000000}',
    InvoiceAccount: header['InvoiceCustomerAccountNumber'],
    InvoiceAmountInAccountingCurrency: total.toNumber(),
    InvoiceDate: `/Date(${Date.parse(posted.date)})/`,
    InvoiceId: number,
    InvoiceTaxAmount: 0,
    MajorVersion: 0,
    MinorVersion: 0,
    ParentContextRecordSubjects: [],
    SalesOrderId: header['SalesOrderNumber'],
  });
}
