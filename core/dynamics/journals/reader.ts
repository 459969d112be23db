import type { Posting, PostingKind, PostingLine } from '#core/domain/posting.ts';
import type { Instant } from '#core/domain/time.ts';
import type { EntityShape } from '../metadata.ts';
import type { JournalRead, JournalSource, PostingHead, SalesOrderRef } from '../journals.types.ts';
import { headsByNumber, headsByOrder, headsSince } from './headSet.ts';
import type { HeadSet } from './headSet.ts';
import { readWhere } from './rows.ts';
import type { Fields, JournalContext, Wanted } from './rows.ts';

/** One kind of posting, read from the sets that this environment has. */
export interface JournalReader {
  readonly source: JournalSource;
  since(since: Instant, signal: AbortSignal | undefined): Promise<JournalRead>;
  byNumber(wanted: readonly Wanted[], signal: AbortSignal | undefined): Promise<readonly PostingHead[]>;
  /** Also documents that carry an order only in their lines. */
  byOrder(orders: readonly SalesOrderRef[], signal: AbortSignal | undefined): Promise<readonly PostingHead[]>;
  /** In the order of the heads. */
  complete(heads: readonly PostingHead[], signal: AbortSignal | undefined): Promise<readonly Posting[]>;
}

/** How the lines of a journal are read. */
export interface LineSet {
  readonly kind: PostingKind;
  readonly shape: EntityShape;
  readonly names: readonly string[];
  /** The property that the document's number stands in, and the one with a line's own order where the set has it. */
  readonly number: string;
  readonly order: string | undefined;
  /** What the lines' order within a document comes from. */
  readonly sequence: string;
  /** What `belongs` looks at. */
  readonly belongsBy: readonly string[];
  /** True for a line of this document; rows have the document's company and number already. */
  belongs(fields: Fields, posting: Posting): boolean;
  line(fields: Fields, posting: Posting, position: number): PostingLine;
}

/** A line and the row it came from, for what is joined to it by the row's own key. */
export interface ReadLine {
  readonly line: PostingLine;
  readonly fields: Fields;
}

/** The part of a reader that every journal with a header set and a line set shares. */
export function headReads(
  context: JournalContext,
  heads: HeadSet,
  lines: LineSet,
): Pick<JournalReader, 'since' | 'byNumber' | 'byOrder'> {
  return {
    since: (since, signal) => headsSince(context, heads, since, signal),
    byNumber: (wanted, signal) => headsByNumber(context, heads, wanted, signal),
    async byOrder(orders, signal) {
      const [named, rows] = await Promise.all([
        headsByOrder(context, heads, orders, signal),
        linesOfOrders(context, lines, orders, signal),
      ]);
      const known = Map.groupBy(named, ({ posting }) => sameDocument(posting.company, posting.number));
      // A number sequence may begin anew: under a number that is known another document may stand.
      const others = rows
        .map((fields) => ({ fields, company: fields.text('dataAreaId'), value: fields.text(lines.number) }))
        .filter(
          ({ fields, company, value }) =>
            !(known.get(sameDocument(company, value)) ?? []).some(({ posting }) => lines.belongs(fields, posting)),
        );
      if (others.length === 0) return named;
      const keys = new Set(named.map(({ key }) => key));
      return [...named, ...(await headsByNumber(context, heads, others, signal)).filter(({ key }) => !keys.has(key))];
    },
  };
}

async function linesOfOrders(
  context: JournalContext,
  lines: LineSet,
  orders: readonly SalesOrderRef[],
  signal: AbortSignal | undefined,
): Promise<readonly Fields[]> {
  if (lines.order === undefined) return [];
  const wanted = orders.map(({ company, salesOrder }) => ({ company, value: salesOrder }));
  const names = ['dataAreaId', lines.number, ...lines.belongsBy];
  return readWhere(context, lines.shape, lines.order, wanted, {
    names,
    operation: `GET ${lines.kind} lines`,
    signal,
  });
}

/** The lines of these documents, by posting key, in their order. */
export async function readJournalLines(
  context: JournalContext,
  set: LineSet,
  postings: readonly Posting[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly ReadLine[]>> {
  const wanted = postings.map(({ company, number }) => ({ company, value: number }));
  const rows = await readWhere(context, set.shape, set.number, wanted, {
    names: ['dataAreaId', set.number, set.sequence, ...set.names],
    operation: `GET ${set.kind} lines`,
    signal,
  });
  const byDocument = Map.groupBy(rows, (fields) => sameDocument(fields.text('dataAreaId'), fields.text(set.number)));
  return new Map(
    postings.map((posting) => {
      const own = (byDocument.get(sameDocument(posting.company, posting.number)) ?? []).filter((row) =>
        set.belongs(row, posting),
      );
      const sorted = own.toSorted((a, b) => Number(a.decimal(set.sequence)) - Number(b.decimal(set.sequence)));
      return [posting.key, sorted.map((fields, index) => ({ fields, line: set.line(fields, posting, index + 1) }))];
    }),
  );
}

/** A posting with its lines; its orders are those that the lines name, or the header's own. */
export function withLines(posting: Posting, lines: readonly PostingLine[]): Posting {
  const orders = [...new Set(lines.map(({ salesOrder }) => salesOrder).filter((order) => order !== ''))];
  return { ...posting, lines, salesOrders: orders.length > 0 ? orders : posting.salesOrders };
}

/** Company and number, compared as the database does: without case. */
export function sameDocument(company: string, number: string): string {
  return `${company.toLowerCase()}|${number.trim().toLowerCase()}`;
}

/** Postings with their lines, where the lines are all that a head lacks; in the order of the heads. */
export async function completeByLines(
  context: JournalContext,
  set: LineSet,
  heads: readonly PostingHead[],
  signal: AbortSignal | undefined,
): Promise<readonly Posting[]> {
  const read = await readJournalLines(
    context,
    set,
    heads.map(({ posting }) => posting),
    signal,
  );
  return heads.map(({ key, posting }) =>
    withLines(
      posting,
      (read.get(key) ?? []).map(({ line }) => line),
    ),
  );
}
