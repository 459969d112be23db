import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { Posting, PostingCharge } from '#core/domain/posting.ts';
import type { EntityShape } from '../metadata.ts';
import { sameDocument } from './reader.ts';
import type { ReadLine } from './reader.ts';
import { readWhere } from './rows.ts';
import type { Fields, JournalContext } from './rows.ts';

export const chargeSetNames = {
  items: 'BusinessDocumentSalesInvoiceLineItems',
  markup: 'BusinessDocumentMarkupTransactions',
} as const;

/** Where the charges of an invoice are told one by one; each set may be missing. */
export interface ChargeSets {
  /** Gives an invoice line the record id that its charges hang on. */
  readonly items: EntityShape | undefined;
  readonly markup: EntityShape | undefined;
  readonly sets: readonly string[];
  readonly unknown: readonly string[];
}

export function chargeSetsOf(items: EntityShape | undefined, markup: EntityShape | undefined): ChargeSets {
  const missing = markup ? (items ? undefined : chargeSetNames.items) : chargeSetNames.markup;
  return {
    items,
    markup,
    sets: [items, markup].flatMap((shape) => shape?.set ?? []),
    unknown:
      missing === undefined
        ? []
        : [`The charges of an invoice are known as a sum only: the environment has no ${missing}. Their codes are typed in.`],
  };
}

/** An invoice as far as it is read, and its own record id where the header set tells it. */
export interface ReadInvoice {
  readonly posting: Posting;
  readonly recordId: string | undefined;
  readonly lines: readonly ReadLine[];
}

/**
 * Invoices with their charges by code. Those of the invoice itself are asked for always, those of its lines where a line
 * says that it has some or the sum is not explained yet. What no row explains of the header's sum stays as a charge
 * without a code, so that the totals still add up.
 */
export async function addCharges(
  context: JournalContext,
  sets: ChargeSets,
  invoices: readonly ReadInvoice[],
  signal: AbortSignal | undefined,
): Promise<readonly Posting[]> {
  const { markup, items } = sets;
  if (!markup) return invoices.map(({ posting }) => posting);
  const own = await chargesOf(context, markup, ownRecords(invoices), signal);
  const open = invoices.filter((invoice) => hasLineCharges(invoice, own.get(invoice.posting.key) ?? []));
  const records = items && open.length > 0 ? await lineRecords(context, items, open, signal) : new Map<string, Owner>();
  const others = await chargesOf(context, markup, records, signal);
  return invoices.map(({ posting }) => {
    const found = [...(own.get(posting.key) ?? []), ...(others.get(posting.key) ?? [])];
    return { ...posting, charges: explained(posting.charges, found) };
  });
}

interface Owner {
  readonly key: string;
  /** Position of the invoice line; undefined for the invoice itself. */
  readonly line: number | undefined;
}

const recordKey = (company: string, record: string): string => `${company.toLowerCase()}|${record}`;

function ownRecords(invoices: readonly ReadInvoice[]): ReadonlyMap<string, Owner> {
  return new Map(
    invoices.flatMap(({ posting, recordId }) =>
      recordId === undefined ? [] : [[recordKey(posting.company, recordId), { key: posting.key, line: undefined }] as const],
    ),
  );
}

function hasLineCharges({ posting, lines }: ReadInvoice, found: readonly PostingCharge[]): boolean {
  return (
    explained(posting.charges, found).length > found.length ||
    lines.some(({ fields }) => Number(fields.decimal('SalesMarkup')) !== 0)
  );
}

/** The charges that hang on these records, by invoice. */
async function chargesOf(
  context: JournalContext,
  markup: EntityShape,
  owners: ReadonlyMap<string, Owner>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly PostingCharge[]>> {
  const wanted = [...owners.keys()].map((id) => {
    const [company = '', value = ''] = id.split('|');
    return { company, value };
  });
  const names = ['dataAreaId', 'TransRecId', 'LineNum', 'MarkupCode', 'Txt', 'CalculatedAmount'];
  const rows = await readWhere(context, markup, 'TransRecId', wanted, { names, operation: 'GET charges', bare: true, signal });
  const owned = rows.flatMap((fields) => {
    const owner = owners.get(recordKey(fields.text('dataAreaId'), fields.text('TransRecId')));
    return owner ? [{ owner, fields }] : [];
  });
  // By invoice line, then as they were entered: the same order however the rows came.
  const place = ({ owner, fields }: (typeof owned)[number]): number =>
    (owner.line ?? 0) * 1_000 + Number(fields.decimal('LineNum'));
  const byInvoice = Map.groupBy(
    owned.toSorted((a, b) => place(a) - place(b)),
    ({ owner }) => owner.key,
  );
  return new Map([...byInvoice].map(([key, own]) => [key, own.map(({ owner, fields }) => toCharge(fields, owner.line))]));
}

/** The record ids of invoice lines, which only the document's own line items tell. */
async function lineRecords(
  context: JournalContext,
  items: EntityShape,
  invoices: readonly ReadInvoice[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Owner>> {
  const owners = new Map<string, Owner>();
  const byDocument = Map.groupBy(invoices, ({ posting }) => sameDocument(posting.company, posting.number));
  const names = ['dataAreaId', 'InvoiceId', 'InvoiceDate', 'LineCreationSequenceNumber', 'CustInvoiceTransRecId'];
  const wanted = invoices.map(({ posting }) => ({ company: posting.company, value: posting.number }));
  for (const fields of await readWhere(context, items, 'InvoiceId', wanted, { names, operation: 'GET invoice items', signal })) {
    const company = fields.text('dataAreaId');
    const invoice = (byDocument.get(sameDocument(company, fields.text('InvoiceId'))) ?? []).find(
      ({ posting }) => posting.date === fields.day('InvoiceDate'),
    );
    if (!invoice) continue;
    const sequence = fields.integer('LineCreationSequenceNumber');
    const line = invoice.lines.find((one) => one.fields.integer('LineCreationSequenceNumber') === sequence)?.line.position;
    owners.set(recordKey(company, fields.text('CustInvoiceTransRecId')), { key: invoice.posting.key, line });
  }
  return owners;
}

function toCharge(fields: Fields, line: number | undefined): PostingCharge {
  return {
    code: fields.text('MarkupCode'),
    text: fields.text('Txt'),
    amount: fields.decimal('CalculatedAmount'),
    ...(line === undefined ? {} : { line }),
  };
}

/** Charges by code, and the rest of the header's sum that they do not explain. */
export function explained(sum: readonly PostingCharge[], found: readonly PostingCharge[]): readonly PostingCharge[] {
  const total = (charges: readonly PostingCharge[]): Decimal =>
    charges.reduce((whole, { amount }) => whole.plus(amount), new Decimal(0));
  const rest = total(sum).minus(total(found));
  return rest.isZero() ? found : [...found, { code: '', text: '', amount: decimalText(rest) }];
}
