import { assertNever } from '#core/domain/assertNever.ts';
import { isLocalDate } from '#core/domain/time.ts';
import type { SchemaField, ValueType } from './schema.ts';

const timePattern = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/;
const decimalPattern = /^[+-]?(\d+\.?\d*|\.\d+)$/;
/** `10.0` passes: senders write whole numbers so. */
const integerPattern = /^[+-]?\d+(\.0*)?$/;
const strictIntegerPattern = /^-?\d+$/;
/** A character that XML 1.0 cannot hold: control characters but tab and line breaks, lone surrogates, U+FFFE and U+FFFF. */
const notXml =
  // oxlint-disable-next-line eslint/no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What is wrong with a value, in words, and what it should be. */
export interface ValueProblem {
  readonly rule: 'RSX-DATE' | 'RSX-TIME' | 'RSX-NUMBER' | 'RSX-BOOLEAN' | 'RSX-CODE' | 'RSX-LENGTH' | 'RSX-TEXT';
  readonly message: string;
  readonly expected: string;
}

const problems: Record<Exclude<ValueType, 'string'>, ValueProblem> = {
  date: { rule: 'RSX-DATE', message: 'is no calendar day', expected: 'YYYY-MM-DD' },
  time: { rule: 'RSX-TIME', message: 'is no time of day', expected: 'HH:MM:SS, with or without a zone' },
  decimal: { rule: 'RSX-NUMBER', message: 'is no decimal number', expected: 'digits with an optional decimal point' },
  integer: { rule: 'RSX-NUMBER', message: 'is no whole number', expected: 'digits' },
  boolean: { rule: 'RSX-BOOLEAN', message: 'is neither true nor false', expected: 'true or false' },
};

/** Checks one filled-in value against its field (space around it does not count). `strict` is for what we write. */
export function checkValue(field: SchemaField, text: string, strict: boolean): ValueProblem | undefined {
  const value = strict ? text : text.trim();
  if (field.type !== 'string') return fits(field.type, value, strict) ? undefined : problems[field.type];
  if (field.codes && !field.codes.has(value)) {
    return { rule: 'RSX-CODE', message: 'is not in the code list', expected: someCodes(field.codes) };
  }
  if (value.length > field.maxLength || value.length < field.minLength) {
    return { rule: 'RSX-LENGTH', message: 'has a wrong length', expected: `${field.minLength} to ${field.maxLength} characters` };
  }
  return undefined;
}

function fits(type: Exclude<ValueType, 'string'>, value: string, strict: boolean): boolean {
  switch (type) {
    case 'date':
      return isLocalDate(value);
    case 'time':
      return timePattern.test(value);
    case 'decimal':
      return decimalPattern.test(value);
    case 'integer':
      return (strict ? strictIntegerPattern : integerPattern).test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    default:
      return assertNever(type);
  }
}

/** True when XML can carry the text. JSON can hold characters that XML cannot. */
export function isXmlText(text: string): boolean {
  return !notXml.test(text);
}

function someCodes(codes: ReadonlyMap<string, string>): string {
  const all = [...codes.keys()];
  return all.length <= 12 ? all.join(', ') : `one of ${all.length} codes of RSX 7.7.7, such as ${all.slice(0, 6).join(', ')}`;
}
