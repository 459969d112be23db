import { outboundKinds } from './outbound.ts';
import { defaultOutboundSheet, type DocumentHandling, type OutboundSheet } from './outboundSheet.ts';

/** The columns of a partner that speak of its answers (`partners.csv`). */
export interface PartnerColumns {
  readonly review: boolean;
  readonly undoSeconds: number;
}

/** A sheet with what the partner's columns say, for all documents alike. */
export function withColumns(sheet: OutboundSheet, { review, undoSeconds }: PartnerColumns): OutboundSheet {
  const handled = outboundKinds.map((kind): [string, DocumentHandling] => [
    kind,
    { ...sheet.documents[kind], review, undoSeconds },
  ]);
  return { ...sheet, documents: Object.fromEntries(handled) as OutboundSheet['documents'] };
}

/** What holds for a partner that nobody saved a sheet of. */
export const firstSheet = (columns: PartnerColumns): OutboundSheet => withColumns(defaultOutboundSheet, columns);

/** A sheet as it was saved, completed with the defaults of what came into being later. */
export function completeSheet(stored: Partial<OutboundSheet>): OutboundSheet {
  const base = defaultOutboundSheet;
  return {
    documents: { ...base.documents, ...stored.documents },
    ack: { ...base.ack, ...stored.ack },
    shipNotice: { ...base.shipNotice, ...stored.shipNotice },
    invoice: { ...base.invoice, ...stored.invoice },
    echo: { ...base.echo, ...stored.echo },
    changes: { ...base.changes, ...stored.changes },
    forbiddenCharacters: stored.forbiddenCharacters ?? base.forbiddenCharacters,
  };
}

/** One field that two sheets say differently. */
export interface SheetChange {
  /** `documents.855.review`. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What differs, field by field, in the order of the sheet. */
export function sheetChanges(before: OutboundSheet, after: OutboundSheet): readonly SheetChange[] {
  const old = new Map(fieldsOf(before, ''));
  const now = new Map(fieldsOf(after, ''));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const change = { field, before: old.get(field) ?? '', after: now.get(field) ?? '' };
    return change.before === change.after ? [] : [change];
  });
}

function fieldsOf(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return [[path, value.join(', ')]];
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => fieldsOf(inner, path === '' ? name : `${path}.${name}`));
}
