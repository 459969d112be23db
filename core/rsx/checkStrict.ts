import type { Finding } from '#core/domain/finding.ts';
import type { RsxDocument } from '#core/domain/rsx.ts';
import { checkDocument } from './checkDocument.ts';
import { schemaOf } from './schema.ts';

/** A document to write: its kind and its tree. */
export type WritableDocument = Pick<RsxDocument, 'kind' | 'root'>;

/**
 * Everything that keeps a document from being sent as ours: unknown elements, codes outside the lists, missing or blank
 * fields, malformed values, repetitions, wrong root. Every finding is a BLOCK with its path; none means that
 * `writeXml(…, {mode: 'strict'})` will write it.
 */
export function checkStrict({ kind, root }: WritableDocument): readonly Finding[] {
  const { singular } = schemaOf(kind);
  if (root.name !== singular) {
    return [{ severity: 'BLOCK', rule: 'RSX-UNKNOWN', path: root.name, message: `The root of an ${kind} is ${singular}.` }];
  }
  return checkDocument(kind, root, true).findings;
}
