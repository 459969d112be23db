import type { SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { isRow, parseExact, textOf } from './json.ts';

const noise = /^(validate(Write|Field|Delete) failed\b|Write failed\b|Write returned RecId\b|Update has been cancell?ed\b)/i;

/**
 * What a person should read of an error body: the texts after "Infolog:", without prefixes, repetitions and the
 * framework's own noise (dynamics.md 2.6). A body of another shape gives its own message, an unreadable one nothing.
 */
export function cleanMessages(body: string): readonly string[] {
  const raw = errorText(body);
  if (raw === '') return [];
  const start = raw.search(/Infolog:/i);
  const log = start < 0 ? withoutAction(raw) : raw.slice(start + 'Infolog:'.length);
  const texts = log
    .split(';')
    .map(clean)
    .filter((text) => text !== '');
  const telling = texts.filter((text) => !noise.test(text));
  return [...new Set(telling.length > 0 ? telling : texts)];
}

/** True for the body of a write that Dynamics itself refused and rolled back, whatever its HTTP status (dynamics.md 2.6, 9). */
export function isRefusedWrite(body: string): boolean {
  return /Infolog:/i.test(errorText(body));
}

/** True where the record that was to be made is already there (dynamics-errors.json "duplicate"). */
export function isDuplicate(body: string): boolean {
  return /already exists/i.test(errorText(body));
}

/**
 * Each message with the line that it names: by a value in it (item, external item, unit, ship-to location) or by
 * "line N"; else by `failed`, the position of the operation that the server pointed at. A value that several lines
 * share gives the message once for each of them.
 */
export function tieToLines(
  messages: readonly string[],
  lines: readonly SalesOrderPlanLine[],
  failed?: number,
): readonly { readonly text: string; readonly position?: number }[] {
  return messages.flatMap((text) => {
    const named = namedLines(text, lines);
    if (failed !== undefined && (named.length === 0 || named.includes(failed))) return [{ text, position: failed }];
    return named.length === 0 ? [{ text }] : named.map((position) => ({ text, position }));
  });
}

function namedLines(text: string, lines: readonly SalesOrderPlanLine[]): readonly number[] {
  const number = /\bline (?:number |no\.? ?)?(\d+)\b/i.exec(text)?.[1];
  if (number !== undefined) {
    const byNumber = lines.filter((line) => String(line.customersLineNumber) === number);
    if (byNumber.length > 0) return byNumber.map((line) => line.position);
  }
  const values = new Set([...text.matchAll(/'([^']+)'/g)].map((match) => match[1]?.toLowerCase()));
  const carries = (value: string): boolean => value !== '' && values.has(value.toLowerCase());
  for (const tell of telling) {
    const found = lines.filter((line) => carries(tell(line)));
    if (found.length > 0) return found.map((line) => line.position);
  }
  return lines.filter((line) => mentions(text, line.itemNumber)).map((line) => line.position);
}

/** Values that point to a line, the most telling first. */
const telling: readonly ((line: SalesOrderPlanLine) => string)[] = [
  (line) => line.itemNumber,
  (line) => line.externalItem,
  (line) => (line.address?.kind === 'location' ? line.address.locationId : ''),
  (line) => line.unit,
];

/** An item number without quotes counts only when it cannot be an ordinary word or a small number. */
function mentions(text: string, item: string): boolean {
  if (item.length < 4 || !/\d/.test(item)) return false;
  return text.split(/[\s,;:()"']+/).some((word) => word.replace(/\.$/, '') === item);
}

function errorText(body: string): string {
  let parsed: unknown;
  try {
    parsed = parseExact(body);
  } catch {
    return '';
  }
  if (!isRow(parsed)) return '';
  const error = isRow(parsed['error']) ? parsed['error'] : parsed;
  const inner = isRow(error['innererror']) ? textOf(error['innererror'], 'message') : '';
  return inner !== '' ? inner : textOf(error, 'message') || textOf(parsed, 'Message');
}

function withoutAction(text: string): string {
  return text.replace(/^Exception occurred while executing action \S+ on Entity \S+: /i, '');
}

function clean(text: string): string {
  return text
    .trim()
    .replace(/^(Warning|Error|Info)\s*:\s*/i, '')
    .trim()
    .replace(/\.{2,}$/, '.');
}
