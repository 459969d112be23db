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

/** A place below another. Most are only gone through on the way to a value: their paths are put together when asked for. */
class Place implements Cursor {
  readonly from: Cursor;
  readonly name: string;
  readonly node: RsxNode | undefined;
  readonly position: number;

  constructor(from: Cursor, name: string, node: RsxNode | undefined, position: number) {
    this.from = from;
    this.name = name;
    this.node = node;
    this.position = position;
  }

  get group(): SchemaGroup | undefined {
    return this.from.group?.fields.get(this.name)?.group;
  }

  get path(): string {
    return `${this.from.path}/${pathSegment(this.name, this.from.group?.fields.get(this.name), this.position)}`;
  }
}

/** The root of a document. */
export function rootCursor(kind: DocumentKind, root: RsxNode): Cursor {
  return { node: root, group: schemaOf(kind).group, path: root.name, position: 1 };
}

/** The first child of that name, or the place where it would stand. */
export function down(from: Cursor, name: string): Cursor {
  return new Place(from, name, childOf(from, name), 1);
}

/** All children of that name, in the order of the document. */
export function each(from: Cursor, name: string): readonly Cursor[] {
  const found: Cursor[] = [];
  for (const child of from.node?.children ?? []) {
    if (child.name === name) found.push(new Place(from, name, child, found.length + 1));
  }
  return found;
}

/** The trimmed value of a leaf, '' where absent. */
export function valueOf(from: Cursor, name: string): string {
  return childOf(from, name)?.text?.trim() ?? '';
}

function childOf({ node }: Cursor, name: string): RsxNode | undefined {
  if (!node) return undefined;
  for (const child of node.children) if (child.name === name) return child;
  return undefined;
}
