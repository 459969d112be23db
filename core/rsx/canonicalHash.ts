import { createHash } from 'node:crypto';
import type { RsxNode } from '#core/domain/rsx.ts';
import { rsxSchema, type SchemaGroup } from './schema.ts';

/**
 * SHA-256 (hex) of what a document says: its elements and value texts, with elements of different names in schema
 * order (unknown ones by name) and space around values dropped. XML or JSON, prefix, byte order mark, layout and
 * element order make no difference; `10.0` and `10` do. `root` is a singular document such as `Order`.
 */
export function canonicalHash(root: RsxNode): string {
  return createHash('sha256')
    .update(said(root, rsxSchema().bySingular.get(root.name)?.group))
    .digest('hex');
}

/** Every piece carries its length, so that no two trees give the same text. */
function said(node: RsxNode, group: SchemaGroup | undefined): string {
  const text = node.text?.trim().replaceAll('\r\n', '\n') ?? '';
  let all = `${node.name.length}:${node.name}${text.length}:${text}${node.children.length}:`;
  for (const child of canonicalOrder(node.children, group)) all += said(child, group?.fields.get(child.name)?.group);
  return all;
}

function canonicalOrder(children: readonly RsxNode[], group: SchemaGroup | undefined): readonly RsxNode[] {
  const rank = (node: RsxNode): number => group?.fields.get(node.name)?.index ?? Infinity;
  let last = -1;
  for (const child of children) {
    const at = rank(child);
    if (at < last || at === Infinity) return [...children].sort((left, right) => compare(rank(left), rank(right), left, right));
    last = at;
  }
  return children;
}

function compare(left: number, right: number, leftNode: RsxNode, rightNode: RsxNode): number {
  if (left !== right) return left < right ? -1 : 1;
  if (leftNode.name === rightNode.name) return 0;
  return leftNode.name < rightNode.name ? -1 : 1;
}
