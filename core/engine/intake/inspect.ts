import { hash } from 'node:crypto';
import type { RsxDocument } from '#core/domain/rsx.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { OrderChange, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { NewDocument, NewFile } from '#core/store/rows.types.ts';
import { describeDocument } from '#core/rsx/describeDocument.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import { toOrderChange } from '#core/rsx/mappers/orderChange.ts';
import { toPurchaseOrder } from '#core/rsx/mappers/purchaseOrder.ts';
import { contentHash } from './contentHash.ts';

/** What a file is, told from its bytes alone. Small enough to cross from a worker thread. */
export type Inspection =
  | {
      readonly readable: true;
      readonly sha256: string;
      readonly format: 'rsx-xml' | 'rsx-json' | 'reply';
      readonly documents: readonly NewDocument[];
    }
  | {
      readonly readable: false;
      readonly sha256: string;
      readonly format: NewFile['format'];
      /** False when the bytes end early. */
      readonly complete: boolean;
      readonly sentence: string;
    };

/** Larger files are not stored: held once as "too large", never deleted at SPS (issue: cut at 50 MB). */
export const largestFile = 50 * 1000 * 1000;

/** SHA-256 of a file's bytes in hex: what two files are compared by. */
export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** Reads a file of the mailbox: kind and keys of every document in it, or why it cannot be read. Pure and synchronous. */
export function inspectFile(bytes: Uint8Array, path: string): Inspection {
  return inspectAndRead(bytes, path, false).inspection;
}

/** The same with the documents themselves, read in one go. */
export function inspectAndRead(
  bytes: Uint8Array,
  path: string,
  wanted = true,
): { readonly inspection: Inspection; readonly documents: readonly InboundDocument[] } {
  const sha256 = sha256Of(bytes);
  const reading = readRsx(bytes, { direction: 'in', fileName: path });
  if (reading.outcome === 'unreadable') {
    const format = reading.reason === 'x12' ? 'x12' : reading.reason === 'rsx-7.6' ? 'rsx-7.6' : 'unknown';
    const inspection = { readable: false, sha256, format, complete: reading.complete, sentence: reading.sentence } as const;
    return { inspection, documents: [] };
  }
  // A file with parts that nobody reads stays at SPS whole: once its documents were taken, it would be deleted there.
  if (reading.unread !== undefined) {
    const inspection = { readable: false, sha256, format: reading.format, complete: true, sentence: reading.unread } as const;
    return { inspection, documents: [] };
  }
  const documents = reading.documents.map((document, position) => newDocument(document, position, reading.findings.length));
  return {
    inspection: { readable: true, sha256, format: reading.format, documents },
    documents: wanted ? reading.documents.map(inboundDocument) : [],
  };
}

/** `ofFile`: so many findings of its file show with it. */
function newDocument(document: RsxDocument, position: number, ofFile: number): NewDocument {
  const keys = describeDocument(document);
  return {
    positionInFile: position,
    kind: document.kind,
    partnerId: keys.partnerId,
    vendor: keys.vendor,
    number: keys.number,
    release: keys.release,
    purpose: keys.purpose,
    changeSequence: keys.changeSequence,
    documentDate: keys.documentDate,
    canonicalHash: contentHash(document, keys.purpose),
    findings: document.findings.length + ofFile,
  };
}

/** One document of a file as the domain knows it; other kinds than 850 and 860 make no order and stay a kind. */
export type InboundDocument =
  | { readonly kind: '850'; readonly order: PurchaseOrder; readonly findings: readonly Finding[] }
  | { readonly kind: '860'; readonly change: OrderChange; readonly findings: readonly Finding[] }
  | { readonly kind: 'other' };

/** The document at a position of a file that `inspectFile` found readable. */
export function readInbound(bytes: Uint8Array, path: string, position: number): InboundDocument {
  const reading = readRsx(bytes, { direction: 'in', fileName: path });
  const document = reading.outcome === 'documents' ? reading.documents[position] : undefined;
  if (!document) throw new Error(`no document ${position} in ${path}`);
  return inboundDocument(document);
}

function inboundDocument(document: RsxDocument): InboundDocument {
  switch (document.kind) {
    case '850': {
      const { order, findings } = toPurchaseOrder(document);
      return { kind: '850', order, findings: [...document.findings, ...findings] };
    }
    case '860': {
      const { change, findings } = toOrderChange(document);
      return { kind: '860', change, findings: [...document.findings, ...findings] };
    }
    default:
      return { kind: 'other' };
  }
}
