import { hash } from 'node:crypto';
import type { RsxNode } from '#core/domain/rsx.ts';
import { rsxSchema, type SchemaGroup } from './schema.ts';

/**
 * SHA-256 (hex) of what a document says: its elements and value texts, with elements of different names in schema
 * order (unknown ones by name) and space around values dropped. XML or JSON, prefix, byte order mark, layout and
 * element order make no difference; `10.0` and `10` do. `root` is a singular document such as `Order`.
 */
export function canonicalHash(root: RsxNode): string {
  const pieces: string[] = [];
  say(root, rsxSchema().bySingular.get(root.name)?.group, pieces);
  return hash('sha256', pieces.join(''), 'hex');
}

/** Every piece carries its length, so that no two trees give the same text. */
function say({ name, text, children }: RsxNode, group: SchemaGroup | undefined, to: string[]): void {
  const said = text === undefined || text === '' ? '' : lineBreaks(text.trim());
  to.push(`${name.length}:${name}${said.length}:${said}${children.length}:`);
  for (const child of canonicalOrder(children, group)) say(child, group?.fields.get(child.name)?.group, to);
}

const lineBreaks = (text: string): string => (text.includes('\r') ? text.replaceAll('\r\n', '\n') : text);

function canonicalOrder(children: readonly RsxNode[], group: SchemaGroup | undefined): readonly RsxNode[] {
  let last = -1;
  for (const child of children) {
    const at = rank(child, group);
    if (at < last || at === Infinity) {
      return children.toSorted((left, right) => compare(rank(left, group), rank(right, group), left, right));
    }
    last = at;
  }
  return children;
}

const rank = ({ name }: RsxNode, group: SchemaGroup | undefined): number => group?.fields.get(name)?.index ?? Infinity;

function compare(left: number, right: number, leftNode: RsxNode, rightNode: RsxNode): number {
  if (left !== right) return left < right ? -1 : 1;
  if (leftNode.name === rightNode.name) return 0;
  return leftNode.name < rightNode.name ? -1 : 1;
}
