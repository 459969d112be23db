import type { z } from 'zod';
import { outboundSheetView } from '#core/contract/views/sheets.ts';
import { lineCodes } from '#core/domain/outboundSheet.ts';
import type { Sheet, SheetControl } from './fields/sheetField.ts';
import { sheetFields } from './sheetFields.ts';

/** A sheet as the texts of its fields, by where they stand. */
export type SheetValues = Readonly<Record<string, string>>;

export const codesId = 'ack.codes';
export const companionsId = (code: string): string => `ack.companions.${code}`;

/** The texts that the fields show. */
export function sheetValues(sheet: Sheet): SheetValues {
  const fields = sheetFields.map(({ id, how }) => [id, textOf(at(sheet, id), how)] as const);
  const companions = lineCodes.map((code) => [companionsId(code), (sheet.ack.companions[code] ?? []).join(', ')] as const);
  return Object.fromEntries([...fields, [codesId, sheet.ack.codes.join(', ')], ...companions]);
}

export type SheetReading =
  | { readonly ok: true; readonly sheet: Sheet }
  /** What is wrong with which field. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** The sheet that the texts say, or what is wrong with them, field by field. */
export function readSheet(values: SheetValues): SheetReading {
  const draft: Record<string, unknown> = {};
  for (const { id, how } of sheetFields) put(draft, id, valueOf(values[id] ?? '', how));
  put(draft, codesId, listOf(values[codesId] ?? ''));
  const companions = lineCodes.map((code) => [code, listOf(values[companionsId(code)] ?? '')] as const);
  put(draft, 'ack.companions', Object.fromEntries(companions.filter(([, needs]) => needs.length > 0)));
  const parsed = outboundSheetView.safeParse(draft);
  if (parsed.success) return { ok: true, sheet: parsed.data };
  const problems = parsed.error.issues.map((issue) => [fieldAt(issue.path.join('.')), inWords(issue)] as const);
  return { ok: false, problems: Object.fromEntries(problems) };
}

/** The field that shows a value: a charge, or one of several codes, has none of its own. */
const fieldAt = (path: string): string =>
  [...sheetFields.map(({ id }) => id), codesId].find((id) => path === id || path.startsWith(`${id}.`)) ?? path;

type Issue = z.core.$ZodIssue;

/** What is wrong, as the second half of a sentence that begins with "It". */
function inWords(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'array') return 'names none; at least one is needed';
      return issue.origin === 'string' ? 'lacks the code of one' : `must be ${String(issue.minimum)} or more`;
    case 'too_big':
      return `must be ${String(issue.maximum)} ${issue.origin === 'string' ? 'characters ' : ''}or less`;
    case 'invalid_type':
      return 'must be a whole number';
    case 'invalid_format':
      return 'must be a number such as 5 or 2.5';
    default:
      return issue.message;
  }
}

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function valueOf(text: string, how: SheetControl): unknown {
  switch (how.control) {
    case 'yes-no':
      return text === 'yes';
    case 'number':
      return /^\d+$/.test(text.trim()) ? Number(text) : text;
    case 'list':
      return listOf(text);
    case 'pairs':
      return Object.fromEntries(
        text
          .split(/[,\n]/)
          .map((pair) => pair.split('=').map((part) => part.trim()))
          .filter(([name]) => name !== undefined && name !== '')
          .map(([name = '', code = '']) => [name, code]),
      );
    case 'text':
    case 'choice':
      return text;
  }
}

function textOf(value: unknown, how: SheetControl): string {
  if (how.control === 'yes-no') return value === true ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, code]) => `${name} = ${String(code)}`)
      .join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function at(sheet: Sheet, id: string): unknown {
  let value: unknown = sheet;
  for (const step of id.split('.')) value = (value as Readonly<Record<string, unknown>>)[step];
  return value;
}

function put(draft: Record<string, unknown>, id: string, value: unknown): void {
  const steps = id.split('.');
  const last = steps.pop() ?? '';
  let target = draft;
  for (const step of steps) target = (target[step] ??= {}) as Record<string, unknown>;
  target[last] = value;
}
