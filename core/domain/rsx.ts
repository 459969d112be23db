import type { DocumentKind } from './purchaseOrder.ts';
import type { Finding } from './finding.ts';

/** One element of an RSX document as read. A leaf has `text` (exactly as written), a group has `children`. */
export interface RsxNode {
  readonly name: string;
  readonly text?: string;
  readonly children: readonly RsxNode[];
}

export interface RsxDocument {
  readonly kind: DocumentKind;
  /** Singular root element, `Order`. */
  readonly root: RsxNode;
  readonly findings: readonly Finding[];
}

export type UnreadableReason =
  | 'empty'
  | 'truncated'
  | 'not-well-formed'
  | 'not-utf8'
  | 'forbidden-xml' // DTD, entity
  | 'too-deep'
  | 'rsx-7.6'
  | 'x12'
  | 'unknown-root'
  | 'not-rsx';

export type Reading =
  | {
      readonly outcome: 'documents';
      readonly format: 'rsx-xml' | 'rsx-json';
      readonly documents: readonly RsxDocument[];
      /** What is odd about the file itself. */
      readonly findings: readonly Finding[];
      /** Why the documents are not all that the file says: parts of it are none. Undefined for a usual file. */
      readonly unread?: string;
    }
  | {
      readonly outcome: 'unreadable';
      readonly reason: UnreadableReason;
      /** What is wrong, where and what to do next. */
      readonly sentence: string;
      /** False when the bytes end early or are a gateway's: such a file is fetched again before anybody worries. */
      readonly complete: boolean;
    };
