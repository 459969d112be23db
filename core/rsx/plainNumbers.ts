import type { RsxNode } from '#core/domain/rsx.ts';
import { rsxSchema, type SchemaField, type SchemaGroup } from './schema.ts';

/** A number as EDI writes it, in its parts: sign, whole, fraction. */
const number = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * The same document with every value that the schema calls a decimal or a whole number in its shortest notation: `10.0`,
 * `+10` and `010` are `10`, as sps.md 3.1 compares them. Identifiers (line numbers, codes of items and stores) are texts
 * there and stay, as does whatever is no number. For comparing only: what is kept and written stays as it came.
 */
export function plainNumbers(root: RsxNode): RsxNode {
  return plainIn(root, rsxSchema().bySingular.get(root.name)?.group);
}

function plainIn(node: RsxNode, group: SchemaGroup | undefined): RsxNode {
  if (group === undefined) return node;
  return { ...node, children: node.children.map((child) => plainChild(child, group.fields.get(child.name))) };
}

function plainChild(child: RsxNode, field: SchemaField | undefined): RsxNode {
  if (field?.group !== undefined) return plainIn(child, field.group);
  if (child.text === undefined || (field?.type !== 'decimal' && field?.type !== 'integer')) return child;
  return { ...child, text: plainNumber(child.text.trim()) };
}

function plainNumber(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = number.exec(text) ?? [];
  if (whole === '' && fraction === '') return text;
  const digits = whole.replace(/^0+/, '') || '0';
  const rest = fraction.replace(/0+$/, '');
  const value = rest === '' ? digits : `${digits}.${rest}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}
