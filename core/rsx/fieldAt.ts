import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import { schemaOf, type SchemaField } from './schema.ts';

/** One step of a path: the element, and which of its like. */
export interface PathStep {
  readonly name: string;
  /** 1-based; 1 where the path gives none. */
  readonly occurrence: number;
  readonly field: SchemaField;
}

/**
 * The steps of a path below its root (`Invoice/LineItem[2]/InvoiceLine/InvoiceQty`) with the schema's field of each.
 * Undefined where the schema has no such place, or only one where the path asks for a second.
 */
export function stepsOf(kind: DocumentKind, path: string): readonly PathStep[] | undefined {
  const { singular, group } = schemaOf(kind);
  const [root, ...segments] = path.split('/');
  if (root !== singular) return undefined;
  const steps: PathStep[] = [];
  let at: typeof group | undefined = group;
  for (const segment of segments) {
    const match = /^([^[\]]+)(?:\[(\d+)\])?$/.exec(segment);
    const field: SchemaField | undefined = match?.[1] === undefined ? undefined : at?.fields.get(match[1]);
    const occurrence = Number(match?.[2] ?? 1);
    if (!field || occurrence < 1 || (occurrence > 1 && !field.many)) return undefined;
    steps.push({ name: field.name, occurrence, field });
    at = field.group;
  }
  return steps;
}

/** The field that a path leads to; a group has `group`. */
export function fieldAt(kind: DocumentKind, path: string): SchemaField | undefined {
  return stepsOf(kind, path)?.at(-1)?.field;
}
