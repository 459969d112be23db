import { AppError } from '#core/contract/errors.ts';
import { unreadable } from './answers.ts';
import { isRow, parseExact, rowsOf, textOf } from './json.ts';
import type { Row } from './json.ts';
import { encode } from './literals.ts';
import type { EntityShape } from './metadata.ts';
import { atOnceLimit, pageParts, type PageParts } from './rowParts.ts';
import type { ODataAnswer, Transport } from './transport.ts';

export interface QueryOptions {
  /** Names already as on the wire, values as literals (literals.ts); not URL-encoded. */
  readonly filter?: string;
  readonly select?: readonly string[];
  readonly orderby?: string;
  readonly top?: number;
  /** Without it only the rows of the app user's default company are seen (dynamics.md 2.2). */
  readonly crossCompany: true;
}

/** The query string of a read, each value percent-encoded. */
export function queryString(options: QueryOptions): string {
  const parts = ['cross-company=true'];
  if (options.filter) parts.push(`$filter=${encode(options.filter)}`);
  if (options.select) parts.push(`$select=${options.select.map(encode).join(',')}`);
  if (options.orderby) parts.push(`$orderby=${encode(options.orderby)}`);
  if (options.top !== undefined) parts.push(`$top=${options.top}`);
  return parts.join('&');
}

/** What a read is counted as and how it behaves towards other reads. */
export interface AboutRead {
  readonly operation: string;
  readonly signal?: AbortSignal | undefined;
  /** Rows a page should have; the service may decide otherwise. */
  readonly pageSize?: number;
}

/**
 * Reads an entity set page by page, a very large page in parts. Numbers are text (json.ts). A `@odata.nextLink` may name any host; only its part from
 * `/data/` is followed, on our own environment. Throws AppError; its outcome is not-done.
 */
export async function* queryPages(
  transport: Transport,
  shape: EntityShape,
  options: QueryOptions,
  about: AboutRead,
): AsyncGenerator<readonly Row[], void, undefined> {
  const { operation, signal, pageSize } = about;
  const prefer = pageSize === undefined ? undefined : `odata.maxpagesize=${pageSize}`;
  let page: string | undefined = `/data/${encode(shape.set)}?${queryString(options)}`;
  const seen = new Set<string>();
  while (page !== undefined) {
    if (seen.has(page)) throw badLink(page, 'it leads back to a page already read');
    seen.add(page);
    const answer: ODataAnswer = await transport.read({ operation, path: page, signal, prefer });
    const { parts, next } = readPage(answer, shape.set, transport);
    yield* partsOf(parts, answer, shape.set);
    page = next === '' ? undefined : localLink(next);
  }
}

/** The same row by row. */
export async function* query(...read: Parameters<typeof queryPages>): AsyncGenerator<Row, void, undefined> {
  for await (const rows of queryPages(...read)) yield* rows;
}

/** All rows of a read at once, for answers that are small by nature. */
export async function readAll(...read: Parameters<typeof query>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const row of query(...read)) rows.push(row);
  return rows;
}

interface Page {
  readonly parts: Iterable<readonly Row[]>;
  readonly next: string;
}

function readPage(answer: ODataAnswer, set: string, transport: Transport): Page {
  if (answer.status !== 200) throw transport.failure(answer, `reading ${set}`);
  try {
    const page = answer.text.length > atOnceLimit ? pageParts(answer.text) : wholePage(answer.text);
    if (page) return { parts: page.parts, next: textOf(page.envelope, '@odata.nextLink') };
  } catch (cause) {
    throw unreadable(answer, `reading ${set}`, 'not-done', cause);
  }
  throw unreadable(answer, `reading ${set}`, 'not-done');
}

function wholePage(text: string): PageParts | undefined {
  const envelope = parseExact(text);
  const rows = rowsOf(envelope);
  return rows && isRow(envelope) ? { envelope, parts: [rows] } : undefined;
}

function* partsOf(parts: Page['parts'], answer: ODataAnswer, set: string): Generator<readonly Row[]> {
  try {
    yield* parts;
  } catch (cause) {
    if (cause instanceof SyntaxError) throw unreadable(answer, `reading ${set}`, 'not-done', cause);
    throw cause;
  }
}

/** The part from `/data/` of a next link; anything else is refused. */
export function localLink(link: string): string {
  const start = link.indexOf('/data/');
  const path = start < 0 ? '' : link.slice(start);
  const [beforeQuery = ''] = path.split(/[?#]/);
  if (path === '' || /\.\.|\\|%2e|%2f|%5c/i.test(beforeQuery) || /[?#]/.test(link.slice(0, start))) {
    throw badLink(link, 'it does not lead into /data/');
  }
  return path;
}

function badLink(link: string, why: string): AppError {
  return new AppError({
    code: 'dynamics-unreadable-answer',
    message: `Dynamics gave a link to the next page that cannot be followed: ${why}. Tell your Dynamics administrator; nothing was changed.`,
    details: { link: link.slice(0, 300) },
  });
}
