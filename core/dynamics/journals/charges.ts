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
    const ofLines = (others.get(posting.key) ?? []).map(({ charge }) => charge);
    const found = [...ofOneTable(posting.charges, own.get(posting.key) ?? [], ofLines), ...ofLines];
    return { ...posting, charges: explained(posting.charges, found) };
  });
}

interface Owner {
  readonly key: string;
  /** Position of the invoice line; undefined for the invoice itself. */
  readonly line: number | undefined;
  /** The table that its record stands in; undefined where nothing tells it, as of the invoice itself. */
  readonly table?: string;
}

/** A charge, and the table of the record that it hangs on; '' where the set does not tell it. */
export interface FoundCharge {
  readonly charge: PostingCharge;
  readonly table: string;
}

const recordKey = (company: string, record: string): string => `${company.toLowerCase()}|${record}`;

function ownRecords(invoices: readonly ReadInvoice[]): ReadonlyMap<string, Owner> {
  return new Map(
    invoices.flatMap(({ posting, recordId }) =>
      recordId === undefined ? [] : [[recordKey(posting.company, recordId), { key: posting.key, line: undefined }] as const],
    ),
  );
}

function hasLineCharges({ posting, lines }: ReadInvoice, found: readonly FoundCharge[]): boolean {
  const own = ofOneTable(posting.charges, found, []);
  return (
    explained(posting.charges, own).length > own.length || lines.some(({ fields }) => Number(fields.decimal('SalesMarkup')) !== 0)
  );
}

/** The charges that hang on these records, by invoice. */
async function chargesOf(
  context: JournalContext,
  markup: EntityShape,
  owners: ReadonlyMap<string, Owner>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly FoundCharge[]>> {
  const wanted = [...owners.keys()].map((id) => {
    const [company = '', value = ''] = id.split('|');
    return { company, value };
  });
  const names = ['dataAreaId', 'TransRecId', 'TransTableId', 'LineNum', 'MarkupCode', 'Txt', 'CalculatedAmount'];
  const rows = await readWhere(context, markup, 'TransRecId', wanted, { names, operation: 'GET charges', bare: true, signal });
  const owned = rows.flatMap((fields) => {
    const owner = owners.get(recordKey(fields.text('dataAreaId'), fields.text('TransRecId')));
    return owner && isOf(owner, fields) ? [{ owner, fields }] : [];
  });
  // By invoice line, then as they were entered: the same order however the rows came.
  const place = ({ owner, fields }: (typeof owned)[number]): number =>
    (owner.line ?? 0) * 1_000 + Number(fields.decimal('LineNum'));
  const byInvoice = Map.groupBy(
    owned.toSorted((a, b) => place(a) - place(b)),
    ({ owner }) => owner.key,
  );
  return new Map(
    [...byInvoice].map(([key, own]) => [
      key,
      own.map(({ owner, fields }) => ({ charge: toCharge(fields, owner.line), table: fields.text('TransTableId') })),
    ]),
  );
}

/** Record ids are unique within a table only. */
function isOf({ table }: Owner, fields: Fields): boolean {
  return table === undefined || !fields.has('TransTableId') || fields.text('TransTableId') === table;
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
  const names = [
    'dataAreaId',
    'InvoiceId',
    'InvoiceDate',
    'LineCreationSequenceNumber',
    'CustInvoiceTransRecId',
    'CustInvoiceTransTableId',
  ];
  const wanted = invoices.map(({ posting }) => ({ company: posting.company, value: posting.number }));
  for (const fields of await readWhere(context, items, 'InvoiceId', wanted, { names, operation: 'GET invoice items', signal })) {
    const company = fields.text('dataAreaId');
    const invoice = (byDocument.get(sameDocument(company, fields.text('InvoiceId'))) ?? []).find(
      ({ posting }) => posting.date === fields.day('InvoiceDate'),
    );
    if (!invoice) continue;
    const sequence = fields.integer('LineCreationSequenceNumber');
    const line = invoice.lines.find((one) => one.fields.integer('LineCreationSequenceNumber') === sequence)?.line.position;
    const table = fields.text('CustInvoiceTransTableId');
    owners.set(recordKey(company, fields.text('CustInvoiceTransRecId')), {
      key: invoice.posting.key,
      line,
      ...(table === '' || table === '0' ? {} : { table }),
    });
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

/**
 * The charges on the invoice's own record. Nothing tells the number of its table in this environment, and other tables have
 * records of the same id: it is the table whose charges, with those of the lines, make up the header's sum, or none where the
 * lines' do alone. Where no table does all are given. Pure.
 */
export function ofOneTable(
  sum: readonly PostingCharge[],
  own: readonly FoundCharge[],
  ofLines: readonly PostingCharge[],
): readonly PostingCharge[] {
  const tables = [...Map.groupBy(own, ({ table }) => table).values()].map((some) => some.map(({ charge }) => charge));
  const isWhole = (some: readonly PostingCharge[]): boolean => {
    const found = [...some, ...ofLines];
    return explained(sum, found).length === found.length;
  };
  return [...tables, []].find(isWhole) ?? own.map(({ charge }) => charge);
}

/** Charges by code, and the rest of the header's sum that they do not explain. */
export function explained(sum: readonly PostingCharge[], found: readonly PostingCharge[]): readonly PostingCharge[] {
  const total = (charges: readonly PostingCharge[]): Decimal =>
    charges.reduce((whole, { amount }) => whole.plus(amount), new Decimal(0));
  const rest = total(sum).minus(total(found));
  return rest.isZero() ? found : [...found, { code: '', text: '', amount: decimalText(rest) }];
}
