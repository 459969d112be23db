import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { kindByContent, type ReadingHint } from './kindByContent.ts';
import { otherRoot, rsxSchema, schemaOf } from './schema.ts';
import { shown } from './shown.ts';
import { collectStrays, type Strays } from './strays.ts';
import { RsxUnreadable } from './unreadable.ts';

export interface Recognised<N extends RsxNode> {
  readonly kind: DocumentKind;
  /** Named as the singular root whatever it was called in the file. */
  readonly root: N;
}

export interface Recognition<N extends RsxNode> {
  readonly documents: readonly Recognised<N>[];
  readonly strays: Strays;
}

/**
 * The documents in what a parser found: under a plural root or bare, one or many, and in JSON also without any name.
 * Throws RsxUnreadable when there is none.
 */
export function recognise<N extends RsxNode & { readonly children: readonly N[] }>(
  roots: readonly N[],
  hint: ReadingHint,
): Recognition<N> {
  const documents: Recognised<N>[] = [];
  const strays = collectStrays();
  for (const root of roots) collect(root, '');
  if (documents.length === 0) throw noDocument(roots);
  return { documents, strays };

  function collect(node: N, parent: string): void {
    const singular = rsxSchema().bySingular.get(node.name);
    const plural = rsxSchema().byPlural.get(node.name);
    if (singular) documents.push({ kind: singular.kind, root: node });
    else if (!plural && node.name !== '') strays.addElement(node, parent);
    else if (!node.children.some(isRoot) && node.children.some(isContent)) {
      const kind = plural?.kind ?? kindByContent(node, hint);
      documents.push({ kind, root: { ...node, name: schemaOf(kind).singular } });
    } else {
      if ((node.text ?? '').trim() !== '') strays.addText(node);
      for (const child of node.children) collect(child, node.name);
    }
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

function noDocument(roots: readonly RsxNode[]): RsxUnreadable {
  const first = roots[0];
  const name = first?.name === '' ? (first.children[0]?.name ?? '') : (first?.name ?? '');
  const other = otherRoot(name);
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
    `The file's outermost element is ${shown(name)}, which is no RSX document. Ask SPS where it comes from.`,
  );
}
