import { decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { DecimalText } from '#core/domain/decimal.ts';

/** What the runtime's JSON can do and the shipped type library does not declare yet. */
interface ExactJson {
  parse(text: string, reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
  rawJSON(text: string): object;
}
const exactJson = JSON as unknown as ExactJson;

/** One row of an entity set as it came: numbers are text, names as on the wire. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Parses JSON with every number kept as the text it was written in, because Int64 keys exceed 2^53 and decimals are
 * no binary floats (dynamics.md 2.5). Throws SyntaxError for what is no complete JSON.
 */
export function parseExact(text: string): unknown {
  if (!unusualNumber.test(text)) return numbersAsText(JSON.parse(text));
  return exactJson.parse(text, (_key, value, context) => (typeof value === 'number' ? (context.source ?? String(value)) : value));
}

/**
 * What may be a number that JavaScript would print otherwise than it is written: of sixteen digits and more, with an exponent,
 * smaller than a millionth, ending in a decimal zero, or minus zero. Without one the quick way gives the same answer at a sixth of the time; a string that
 * only looks like one costs the slow way, nothing else.
 */
const unusualNumber = /[:,[]\s*-?(?:0[,}\]\s.](?<=-0.)|\d{16}|[\d.]{17}|0\.0{6}|[\d.]+[eE]|\d+\.\d*0(?!\d))/;

/** Changes what was parsed a moment ago and nobody else has: a copy of every row would take longer than its parsing. */
function numbersAsText(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const parts = value as Record<string, unknown>;
  for (const name of Object.keys(parts)) {
    const part = parts[name];
    if (typeof part === 'number' || typeof part === 'object') parts[name] = numbersAsText(part);
  }
  return value;
}

/** A decimal for a request body, written as the plain digits it has: JSON.stringify prints it without quotes. */
export function rawNumber(value: DecimalText | number): object {
  return exactJson.rawJSON(decimalText(value));
}

/** True for a JSON object (no array, no null). */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property as text: '' where it is absent, null or no scalar. */
export function textOf(row: Row, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
}

/** A decimal property in plain notation (`1E-2` → `0.01`); '0' where it is absent, because Dynamics has no empty numbers. */
export function decimalOf(row: Row, name: string): DecimalText {
  const text = textOf(row, name);
  if (parseDecimal(text)) return decimalText(text);
  return /^-?\d+(\.\d+)?[eE][+-]?\d+$/.test(text) ? decimalText(text) : '0';
}

/** An Int32 property; 0 where it is absent. */
export function integerOf(row: Row, name: string): number {
  const value = Number(decimalOf(row, name));
  return Number.isSafeInteger(value) ? value : 0;
}

/** The rows of an answer `{"value": […]}`; undefined when it has another shape. */
export function rowsOf(answer: unknown): readonly Row[] | undefined {
  if (!isRow(answer) || !Array.isArray(answer['value'])) return undefined;
  return answer['value'].filter(isRow);
}
