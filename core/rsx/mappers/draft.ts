import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { schemaOf, type SchemaGroup } from '../schema.ts';
import { inSchemaOrder } from '../schemaOrder.ts';

/** A group while it is written. */
export interface Draft {
  readonly name: string;
  readonly children: (Draft | RsxNode)[];
  readonly isDraft: true;
}

/** An empty group. */
export function newDraft(name: string): Draft {
  return { name, children: [], isDraft: true };
}

/** Adds a value, unless it is blank: what has no value is left out, never sent empty. */
export function put(to: Draft, name: string, text: string | undefined): void {
  if (text !== undefined && text.trim() !== '') to.children.push({ name, text, children: [] });
}

/** The one group of that name, made on first use. */
export function groupIn(to: Draft, name: string): Draft {
  const known = to.children.find((child) => child.name === name);
  if (known && 'isDraft' in known) return known;
  return addGroup(to, name);
}

/** One more group of that name. */
export function addGroup(to: Draft, name: string): Draft {
  const added = newDraft(name);
  to.children.push(added);
  return added;
}

/** The finished tree of a document: groups without content left out, all in schema order. */
export function finishDocument(kind: DocumentKind, draft: Draft): RsxNode {
  return finish(draft, schemaOf(kind).group);
}

function finish(draft: Draft, group: SchemaGroup | undefined): RsxNode {
  const children = draft.children.flatMap((child): readonly RsxNode[] => {
    if (!('isDraft' in child)) return [child];
    const finished = finish(child, group?.fields.get(child.name)?.group);
    return finished.children.length > 0 ? [finished] : [];
  });
  return { name: draft.name, children: inSchemaOrder(children, group).map(({ node }) => node) };
}
