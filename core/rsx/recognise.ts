import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { kindByContent, type ReadingHint } from './kindByContent.ts';
import { otherRoots, rsxSchema, schemaOf } from './schema.ts';
import { RsxUnreadable } from './unreadable.ts';

export interface Recognised<N extends RsxNode> {
  readonly kind: DocumentKind;
  /** Named as the singular root whatever it was called in the file. */
  readonly root: N;
}

export interface Recognition<N extends RsxNode> {
  readonly documents: readonly Recognised<N>[];
  /** What stands between the documents and is none: name and parent. */
  readonly strays: readonly { readonly name: string; readonly parent: string }[];
}

type Stray = Recognition<RsxNode>['strays'][number];

/**
 * The documents in what a parser found: under a plural root or bare, one or many, and in JSON also without any name.
 * Throws RsxUnreadable when there is none.
 */
export function recognise<N extends RsxNode & { readonly children: readonly N[] }>(
  roots: readonly N[],
  hint: ReadingHint,
): Recognition<N> {
  const documents: Recognised<N>[] = [];
  const strays: Stray[] = [];
  for (const root of roots) collect(root, '');
  if (documents.length === 0) throw noDocument(roots);
  return { documents, strays };

  function collect(node: N, parent: string): void {
    const singular = rsxSchema().bySingular.get(node.name);
    const plural = rsxSchema().byPlural.get(node.name);
    if (singular) documents.push({ kind: singular.kind, root: node });
    else if (!plural && node.name !== '') strays.push({ name: node.name, parent });
    else if (!node.children.some(isRoot) && node.children.some(isContent)) {
      const kind = plural?.kind ?? kindByContent(node, hint);
      documents.push({ kind, root: { ...node, name: schemaOf(kind).singular } });
    } else for (const child of node.children) if (!isJsonNote(child.name)) collect(child, node.name);
  }
}

function isRoot(node: RsxNode): boolean {
  return rsxSchema().byPlural.has(node.name) || rsxSchema().bySingular.has(node.name);
}

/** What stands directly in a document, in 7.7.7 or (`LineItems`) in 7.6. */
function isContent(node: RsxNode): boolean {
  if (node.name === 'LineItems') return true;
  for (const { group } of rsxSchema().bySingular.values()) if (group.fields.has(node.name)) return true;
  return false;
}

/** `$schema`, `@xmlns` and their like beside the documents of a JSON file. */
function isJsonNote(name: string): boolean {
  return /^[$@#]|^xmlns/.test(name);
}

function noDocument(roots: readonly RsxNode[]): RsxUnreadable {
  const first = roots[0];
  const name = first?.name === '' ? (first.children.find((child) => !isJsonNote(child.name))?.name ?? '') : (first?.name ?? '');
  const other = otherRoots.get(name);
  if (other !== undefined) {
    return new RsxUnreadable(
      'unknown-root',
      `The file is an RSX ${name} document (${other}), which Quayside does not handle. Take it from the mailbox by hand or ask SPS not to send this document type.`,
    );
  }
  if (rsxSchema().byPlural.has(name)) {
    return new RsxUnreadable('not-rsx', `The file is an RSX ${name} file without any document in it. Ask SPS to send it again.`);
  }
  if (name === '') {
    return new RsxUnreadable('not-rsx', 'The file is JSON, but no RSX document is in it. Ask SPS where it comes from.');
  }
  return new RsxUnreadable(
    'unknown-root',
    `The file's outermost element is ${name.slice(0, 80)}, which is no RSX document. Ask SPS where it comes from.`,
  );
}
