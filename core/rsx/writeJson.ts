import type { RsxNode } from '#core/domain/rsx.ts';
import type { WritableDocument } from './checkStrict.ts';
import { ownTextName } from './parseJson.ts';
import type { SchemaField, SchemaGroup } from './schema.ts';
import { inSchemaOrder } from './schemaOrder.ts';
import { writableType, type WriteOptions } from './writable.ts';

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * RSX JSON of documents of one type: `{"Orders": {"Order": [ … ]}}`, groups as objects, what may repeat as arrays even
 * with one member, numbers as their source text (`10.0` stays `10.0`), everything else as strings. Throws RsxWriteError
 * in strict mode for anything outside the schema.
 */
export function writeJson(documents: readonly WritableDocument[], options: WriteOptions): string {
  const { plural, singular, group } = writableType(documents, options);
  const items = documents.map(({ root }) => `      ${groupText(root, group, '      ')}`);
  return `{\n  "${plural}": {\n    "${singular}": [\n${items.join(',\n')}\n    ]\n  }\n}\n`;
}

function groupText(node: RsxNode, group: SchemaGroup | undefined, indent: string): string {
  const inner = `${indent}  `;
  const members = node.text === undefined || node.text.trim() === '' ? [] : [`${inner}"${ownTextName}": ${quoted(node.text)}`];
  const byName = Map.groupBy(inSchemaOrder(node.children, group), (child) => child.node.name);
  for (const [name, children] of byName) {
    const field = children[0]?.field;
    const nodes = children.map((child) => child.node);
    members.push(`${inner}${quoted(name)}: ${memberText(nodes, field, inner)}`);
  }
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

function memberText(nodes: readonly RsxNode[], field: SchemaField | undefined, indent: string): string {
  const [only] = nodes;
  if (only && nodes.length === 1 && field?.many !== true) return valueText(only, field, indent);
  const inner = `${indent}  `;
  return `[\n${nodes.map((node) => inner + valueText(node, field, inner)).join(',\n')}\n${indent}]`;
}

function valueText(node: RsxNode, field: SchemaField | undefined, indent: string): string {
  if (node.children.length > 0 || (field?.group && (node.text ?? '').trim() === '')) return groupText(node, field?.group, indent);
  const text = node.text ?? '';
  const isNumber = (field?.type === 'decimal' || field?.type === 'integer') && jsonNumber.test(text);
  const isBoolean = field?.type === 'boolean' && (text === 'true' || text === 'false');
  return isNumber || isBoolean ? text : quoted(text);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
