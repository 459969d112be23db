import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { pathSegment } from '../paths.ts';
import { schemaOf, type SchemaGroup } from '../schema.ts';

/** A place in a tree from which parts are read. `node` is absent where the document has no such group. */
export interface Cursor {
  readonly node: RsxNode | undefined;
  readonly group: SchemaGroup | undefined;
  readonly path: string;
  /** 1-based among the elements of its name. */
  readonly position: number;
}

/** The root of a document. */
export function rootCursor(kind: DocumentKind, root: RsxNode): Cursor {
  return { node: root, group: schemaOf(kind).group, path: root.name, position: 1 };
}

/** The first child of that name, or the place where it would stand. */
export function down(from: Cursor, name: string): Cursor {
  return placed(
    from,
    name,
    from.node?.children.find((child) => child.name === name),
    1,
  );
}

/** All children of that name, in the order of the document. */
export function each(from: Cursor, name: string): readonly Cursor[] {
  const found = from.node?.children.filter((child) => child.name === name) ?? [];
  return found.map((node, index) => placed(from, name, node, index + 1));
}

/** The trimmed value of a leaf, '' where absent. */
export function valueOf(from: Cursor, name: string): string {
  return from.node?.children.find((child) => child.name === name)?.text?.trim() ?? '';
}

function placed(from: Cursor, name: string, node: RsxNode | undefined, position: number): Cursor {
  const field = from.group?.fields.get(name);
  return { node, group: field?.group, path: `${from.path}/${pathSegment(name, field, position)}`, position };
}
