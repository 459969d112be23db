import type { SpsConnection } from '#core/contract/connection.ts';
import { outboundKinds, type OutboundKind } from '#core/domain/outbound.ts';
import { own } from '#core/domain/own.ts';
import { instant } from '#core/domain/time.ts';
import { decodeUtf8 } from '#core/rsx/decode.ts';
import { parseXml } from '#core/rsx/parseXml.ts';
import { treeBuilder } from '#core/rsx/tree.ts';
import type { NewDocument } from '#core/store/rows.types.ts';
import { sha256Of, type Inspection } from './inspect.ts';

/** What a partner said about one of our documents, as a file says it. */
export interface Reply {
  readonly kind: '997' | '824';
  readonly partnerId: string;
  readonly documentKind: OutboundKind;
  readonly number: string;
  /** Path or name of the file that it answers; '' where it does not say. */
  readonly fileName: string;
  readonly outcome: 'accepted' | 'accepted-with-errors' | 'rejected';
  readonly text: string;
  readonly at: string;
}

type Settings = NonNullable<SpsConnection['replies']>;

/** Larger ones are no short word about one document. */
const largestReply = 256 * 1024;

/** RSX has no form for replies; this plain one is read where the connection says nothing else (docs/replies.md). */
const roots: Readonly<Record<string, Reply['kind']>> = { FunctionalAcknowledgment: '997', ApplicationAdvice: '824' };
const fields = {
  partner: 'TradingPartnerId',
  document: 'DocumentType',
  number: 'DocumentNumber',
  file: 'FileName',
  outcome: 'Outcome',
  text: 'Text',
  at: 'At',
} as const;
/** Words, and the codes of X12 501 and 717. */
const outcomes: Readonly<Record<string, Reply['outcome']>> = {
  accepted: 'accepted',
  a: 'accepted',
  ta: 'accepted',
  'accepted-with-errors': 'accepted-with-errors',
  e: 'accepted-with-errors',
  te: 'accepted-with-errors',
  rejected: 'rejected',
  r: 'rejected',
  tr: 'rejected',
};

/** Reads a reply in the plain form or the one of the connection; undefined for anything else. Pure. */
export function readReply(bytes: Uint8Array, settings: Settings = {}): Reply | undefined {
  if (bytes.length > largestReply) return undefined;
  const { root, values } = leavesOf(bytes) ?? { root: '', values: new Map<string, string>() };
  const kind = own({ ...roots, ...settings.roots }, root);
  if (kind === undefined) return undefined;
  const value = (name: keyof typeof fields): string => values.get(settings.fields?.[name] ?? fields[name])?.trim() ?? '';
  const said = value('outcome').toLowerCase();
  const agreed = Object.entries(settings.outcomes ?? {}).find(([word]) => word.toLowerCase() === said)?.[1];
  const outcome = agreed ?? own(outcomes, said);
  const documentKind = outboundKinds.find((known) => known === value('document'));
  if (!outcome || !documentKind || value('number') === '') return undefined;
  return {
    kind,
    partnerId: value('partner'),
    documentKind,
    number: value('number'),
    fileName: value('file'),
    outcome,
    text: value('text'),
    at: value('at'),
  };
}

/** The root's name and the first value under each element name. */
function leavesOf(bytes: Uint8Array): { readonly root: string; readonly values: ReadonlyMap<string, string> } | undefined {
  const values = new Map<string, string>();
  const builder = treeBuilder<{ readonly name: string }>((node) => {
    if (node.children.length === 0 && !values.has(node.name)) values.set(node.name, node.text ?? '');
    return { name: node.name };
  });
  try {
    parseXml(decodeUtf8(bytes), builder.sink, () => undefined);
  } catch {
    return undefined;
  }
  const root = builder.roots[0];
  return root && { root: root.name, values };
}

/** A file that is no RSX but a reply, as a file with one document; what it was otherwise. Pure. */
export function asReply(inspection: Inspection, bytes: Uint8Array, settings: Settings | undefined): Inspection {
  if (inspection.readable || !inspection.complete || inspection.format !== 'unknown') return inspection;
  const reply = readReply(bytes, settings);
  return reply
    ? { readable: true, sha256: inspection.sha256, format: 'reply', documents: [documentOf(reply, bytes)] }
    : inspection;
}

/** Two answers of one day are read in the order in which they were given: the later one is what the partner says. */
function momentOf(at: string): string {
  const moment = Date.parse(at);
  return Number.isNaN(moment) ? at : instant(moment);
}

function documentOf({ kind, partnerId, number, outcome, at }: Reply, bytes: Uint8Array): NewDocument {
  return {
    positionInFile: 0,
    kind,
    partnerId,
    vendor: '',
    number,
    release: '',
    purpose: outcome,
    changeSequence: '',
    documentDate: momentOf(at),
    canonicalHash: sha256Of(bytes),
    findings: 0,
  };
}
