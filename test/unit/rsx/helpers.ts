import { readFileSync } from 'node:fs';
import type { Finding } from '#core/domain/finding.ts';
import type { Reading, RsxDocument, RsxNode, UnreadableReason } from '#core/domain/rsx.ts';
import type { ReadingHint } from '#core/rsx/kindByContent.ts';
import { readRsx } from '#core/rsx/readRsx.ts';

export const exampleNames = [
  '810-invoice',
  '846-itemregistry',
  '850-order',
  '855-orderack',
  '856-shipment',
  '860-orderchange',
] as const;

/** The text of one of the reference's example documents. */
export function example(name: (typeof exampleNames)[number]): string {
  return readFileSync(new URL(`../../fixtures/rsx/${name}.xml`, import.meta.url), 'utf8');
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function read(text: string | Uint8Array, hint: ReadingHint = {}): Extract<Reading, { outcome: 'documents' }> {
  const reading = readRsx(typeof text === 'string' ? utf8(text) : text, hint);
  if (reading.outcome !== 'documents') throw new Error(`${reading.reason}: ${reading.sentence}`);
  return reading;
}

/** The only document of a text. */
export function readOne(text: string | Uint8Array, hint: ReadingHint = {}): RsxDocument {
  const { documents } = read(text, hint);
  const [only, ...more] = documents;
  if (!only || more.length > 0) throw new Error(`${documents.length} documents`);
  return only;
}

export function unreadable(bytes: string | Uint8Array): { reason: UnreadableReason; sentence: string; complete: boolean } {
  const reading = readRsx(typeof bytes === 'string' ? utf8(bytes) : bytes);
  if (reading.outcome !== 'unreadable') throw new Error('it was read');
  return reading;
}

/** The text of the first element on a path of names without counters. */
export function textAt(root: RsxNode, path: string): string | undefined {
  let node: RsxNode | undefined = root;
  for (const name of path.split('/')) node = node?.children.find((child) => child.name === name);
  return node?.text;
}

/** `rule path` of every finding. */
export const ruleAndPath = (findings: readonly Finding[]): string[] => findings.map(({ rule, path }) => `${rule} ${path}`);

/** The example order with something replaced that must be there. */
export function changed(xml: string, from: string | RegExp, to: string): string {
  const result = xml.replace(from, to);
  if (result === xml) throw new Error(`not in the text: ${from}`);
  return result;
}
