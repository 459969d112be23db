import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { describeDocument } from '#core/rsx/describeDocument.ts';
import { plainNumbers } from '#core/rsx/plainNumbers.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import { purposeClass } from './identify.ts';

/**
 * The hash that is kept with a document and tells most repetitions at once. The envelope (`Meta`: control numbers) is no
 * content, and the purposes that all mean "the order itself" (00, none, 06, 07) count as one. Numbers count as they are
 * written, so that it stays what earlier versions kept: see `valueHash`.
 */
export function contentHash(document: RsxDocument, purpose: string): string {
  return canonicalHash(contentOf(document, purpose));
}

/**
 * The hash by which two documents say the same, numbers by their value. Kept nowhere: it is asked only where documents of
 * one number have different content hashes.
 */
export function valueHash(document: RsxDocument): string {
  return canonicalHash(plainNumbers(contentOf(document, describeDocument(document).purpose)));
}

/** The same of the document at a position of a file that was found readable. */
export function valueHashAt(bytes: Uint8Array, path: string, position: number): string {
  const reading = readRsx(bytes, { direction: 'in', fileName: path });
  const document = reading.outcome === 'documents' ? reading.documents[position] : undefined;
  if (!document) throw new Error(`no document ${position} in ${path}`);
  return valueHash(document);
}

function contentOf(document: RsxDocument, purpose: string): RsxNode {
  const dropPurpose = document.kind === '850' && purposeClass(purpose) === 'order';
  return without(document.root, (node) => node.name === 'Meta' || (dropPurpose && node.name === 'TsetPurposeCode'), 3);
}

function without(node: RsxNode, drop: (node: RsxNode) => boolean, depth: number): RsxNode {
  if (depth === 0) return node;
  return { ...node, children: node.children.filter((child) => !drop(child)).map((child) => without(child, drop, depth - 1)) };
}
