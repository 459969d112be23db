import type { DocumentContent } from '#core/contract/views/documents.ts';
import { codeMeanings } from '#core/rsx/codeMeanings.ts';
import { locate } from '#core/rsx/locate.ts';
import { readRsx } from '#core/rsx/readRsx.ts';

/** A screen shows this much of a raw text; the rest is for "save file". */
const shownCharacters = 512 * 1024;

/** One document to be shown, with the bytes of its file. */
export interface ContentRequest {
  readonly documentId: number;
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly path: string;
  /** Place in the file, from 0. */
  readonly position: number;
}

/** Bytes of third parties as text for a screen: without BOM, bytes that are no UTF-8 shown as replacement characters. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/** The part of such a text that a screen shows; no more of it is decoded, which would hold up everything else. */
export function shownText(bytes: Uint8Array): { readonly raw: string; readonly rawCut: boolean } {
  // Of the text's units each takes three bytes at most.
  const part = bytes.subarray(0, 4 * shownCharacters);
  const text = textOf(part);
  return { raw: text.slice(0, shownCharacters), rawCut: text.length > shownCharacters || part.length < bytes.length };
}

/** The readable tree beside the raw text, with the places of every element in it. */
export function contentOf({ documentId, kind, bytes, path, position }: ContentRequest): DocumentContent {
  const raw = textOf(bytes);
  const reading = readRsx(bytes, { direction: 'in', fileName: path });
  const document = reading.outcome === 'documents' ? reading.documents[position] : undefined;
  // What is odd about the file stands at the top of each of its documents.
  const ofFile = document && reading.outcome === 'documents' ? reading.findings : [];
  const findings = [...(document?.findings ?? []), ...ofFile.map((finding) => ({ ...finding, path: document?.root.name ?? '' }))];
  const fits = raw.length <= shownCharacters;
  const tree = document && reading.outcome === 'documents' && fits ? locate(raw, reading.format, position) : undefined;
  return {
    documentId,
    kind,
    raw: raw.slice(0, shownCharacters),
    rawCut: !fits,
    ...(tree === undefined ? {} : { tree }),
    findings: findings.map(({ severity, rule, path: place, message }) => ({
      severity,
      rule,
      path: place,
      message,
    })),
    codes: document ? codeMeanings(document.root) : {},
  };
}
