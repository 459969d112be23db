import { createHash } from 'node:crypto';
import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { DecimalText } from '#core/domain/decimal.ts';
import type { Posting, PostingKind } from '#core/domain/posting.ts';
import { addDays, instant, milliseconds } from '#core/domain/time.ts';
import type { Instant } from '#core/domain/time.ts';
import type { EntityShape } from '../metadata.ts';
import { readAll } from '../query.ts';
import type { JournalRead, PostingHead, SalesOrderRef } from '../journals.types.ts';
import { fieldsOf, inCompanies, readWhere, selectOf, wireOf } from './rows.ts';
import type { Fields, JournalContext, Wanted } from './rows.ts';

/** How the headers of a journal are read from one entity set. */
export interface HeadSet {
  readonly kind: PostingKind;
  readonly shape: EntityShape;
  /** Names as documented that are asked for. */
  readonly names: readonly string[];
  /** Properties that hold the document's number and the number of its (first) order. */
  readonly number: string;
  readonly order: string;
  /** The newest of these that the set has is what a watermark is made of. */
  readonly stamp: { readonly name: string; readonly precision: 'instant' | 'day' };
  /** The posting without lines; undefined for a row that is none (proforma). */
  posting(fields: Fields): Posting | undefined;
  /** The property with the row's own record id (Int64), which charges hang on. */
  readonly record?: string;
  /** True for a row that takes back another one under the same number. */
  reversal?(fields: Fields): boolean;
}

/** A date-only stamp gives no order within its day, and a posting may carry yesterday's date (dynamics.md 5.3). */
const overlapDays = 1;

/**
 * Headers stamped since the mark, less the overlap: one request when nothing is new. A date is typed by people and may be one to
 * come: it makes no mark, and a mark that one left is taken back, or what is posted until then would be passed over.
 */
export async function headsSince(
  context: JournalContext,
  set: HeadSet,
  mark: Instant,
  signal: AbortSignal | undefined,
): Promise<JournalRead> {
  const { name, precision } = set.stamp;
  const isToCome = (stamp: Instant): boolean => precision === 'day' && stamp.slice(0, 10) > context.today();
  const since = isToCome(mark) ? `${context.today()}T00:00:00.000Z` : mark;
  const wire = wireOf(set.shape, name);
  const from =
    precision === 'day'
      ? `${addDays(since.slice(0, 10), -overlapDays)}T00:00:00Z`
      : seconds(instant(milliseconds(since) - context.overlapMinutes * 60_000));
  const rows = await readAll(
    context.transport,
    set.shape,
    {
      filter: `${inCompanies(set.shape, context.companies)} and ${wire} ge ${from}`,
      ...selectOf(set.shape, [...set.names, 'dataAreaId', name]),
      orderby: wire,
      crossCompany: true,
    },
    { operation: `GET ${set.kind} journal`, signal },
  );
  const fields = rows.map((row) => fieldsOf(row, set.shape));
  const stamps = fields.flatMap((one) => stampOf(set, one) ?? []);
  return {
    heads: merge(fields.flatMap((one) => headOf(set, one))),
    mark: newest([since, ...stamps.filter((stamp) => !isToCome(stamp))]),
  };
}

/** Headers with these numbers. */
export async function headsByNumber(
  context: JournalContext,
  set: HeadSet,
  wanted: readonly Wanted[],
  signal: AbortSignal | undefined,
): Promise<readonly PostingHead[]> {
  return headsWhere(context, set, set.number, wanted, signal);
}

/** Headers that name these orders themselves; of a consolidated document that is the first one only. */
export async function headsByOrder(
  context: JournalContext,
  set: HeadSet,
  orders: readonly SalesOrderRef[],
  signal: AbortSignal | undefined,
): Promise<readonly PostingHead[]> {
  const wanted = orders.map(({ company, salesOrder }) => ({ company, value: salesOrder }));
  return headsWhere(context, set, set.order, wanted, signal);
}

async function headsWhere(
  context: JournalContext,
  set: HeadSet,
  property: string,
  wanted: readonly Wanted[],
  signal: AbortSignal | undefined,
): Promise<readonly PostingHead[]> {
  const names = [...set.names, 'dataAreaId', set.stamp.name];
  const rows = await readWhere(context, set.shape, property, wanted, { names, operation: `GET ${set.kind} heads`, signal });
  return merge(rows.flatMap((fields) => headOf(set, fields)));
}

function headOf(set: HeadSet, fields: Fields): readonly PostingHead[] {
  const bare = set.posting(fields);
  if (!bare) return [];
  const stampedAt = stampOf(set, fields);
  const posting: Posting = { ...bare, ...(stampedAt === undefined ? {} : { stampedAt }) };
  const reversal = set.reversal?.(fields) ?? false;
  const recordId = set.record === undefined ? '' : fields.text(set.record);
  return [
    {
      key: posting.key,
      tag: tagOf(posting),
      posting,
      ...(reversal ? { reversal } : {}),
      ...(recordId === '' || recordId === '0' ? {} : { recordId }),
    },
  ];
}

function stampOf({ stamp }: HeadSet, fields: Fields): Instant | undefined {
  if (stamp.precision === 'instant') return fields.instant(stamp.name);
  const day = fields.day(stamp.name);
  return day === undefined ? undefined : `${day}T00:00:00.000Z`;
}

/** Short text that changes with any value of the header. */
export function tagOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}

/** A document and what was posted against it under the same number are one posting: figures add up, texts are the first's. */
export function merge(heads: readonly PostingHead[]): readonly PostingHead[] {
  const byKey = Map.groupBy(lastOfEach(heads), ({ key }) => key);
  return [...byKey.values()].map((members) => {
    const [first, ...others] = members.toSorted((a, b) => compareText(a.posting.stampedAt ?? '', b.posting.stampedAt ?? ''));
    if (!first) throw new Error('a group has a member');
    return others.reduce(together, first);
  });
}

/** Rows move behind the pages that are read when somebody changes them: of what came twice the later one counts. */
function lastOfEach(heads: readonly PostingHead[]): readonly PostingHead[] {
  const last = new Map(heads.flatMap((head) => (head.recordId === undefined ? [] : [[recordOf(head), head] as const])));
  return heads.filter((head) => head.recordId === undefined || last.get(recordOf(head)) === head);
}

const recordOf = ({ key, recordId }: PostingHead): string => `${key}\u001f${recordId ?? ''}`;

function together(one: PostingHead, other: PostingHead): PostingHead {
  const { posting } = one;
  const late = other.posting;
  const merged: Posting = {
    ...posting,
    salesOrders: [...new Set([...posting.salesOrders, ...late.salesOrders])],
    ...optional('stampedAt', newestOf(posting.stampedAt, late.stampedAt)),
    ...optional('total', sum(posting.total, late.total)),
    ...optional('subtotal', sum(posting.subtotal, late.subtotal)),
    ...optional('taxTotal', sum(posting.taxTotal, late.taxTotal)),
    ...optional('discountTotal', sum(posting.discountTotal, late.discountTotal)),
    lines: [...posting.lines, ...late.lines],
    ...(posting.shipment && late.shipment
      ? {
          shipment: {
            ...posting.shipment,
            ...optional('weight', sum(posting.shipment.weight, late.shipment.weight)),
            ...optional('volume', sum(posting.shipment.volume, late.shipment.volume)),
          },
        }
      : {}),
  };
  return { ...one, tag: tagOf([one.tag, other.tag]), posting: merged };
}

/** The sum of two figures that may be unknown. */
export function sum(a: DecimalText | undefined, b: DecimalText | undefined): DecimalText | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return decimalText(new Decimal(a).plus(b));
}

/** `{name: value}` where there is a value. */
export function optional<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]: V });
}

function newestOf(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a !== undefined && b !== undefined && b > a ? b : (a ?? b);
}

function newest(stamps: readonly Instant[]): Instant {
  return stamps.reduce((latest, stamp) => (milliseconds(stamp) > milliseconds(latest) ? stamp : latest));
}

/** Order of code units, the same on every machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Stamps of Dynamics have whole seconds; a fraction in a literal is refused by some versions. */
function seconds(at: Instant): string {
  return at.replace(/\.\d+Z$/, 'Z');
}
