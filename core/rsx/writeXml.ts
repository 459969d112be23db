import type { RsxNode } from '#core/domain/rsx.ts';
import type { WritableDocument } from './checkStrict.ts';
import { pathOf, type Place } from './paths.ts';
import { rsxSchema, type SchemaGroup } from './schema.ts';
import { inSchemaOrder } from './schemaOrder.ts';
import { isXmlText } from './valueChecks.ts';
import { writableType, type WriteOptions } from './writable.ts';
import { writeError } from './writeError.ts';

const elementName = /^[\p{L}_][\p{L}\p{N}\p{M}_.-]*$/u;

/**
 * RSX XML of documents of one type: declaration, plural root with the RSX namespace, two spaces a level. The text is to
 * be encoded as UTF-8; it has no byte order mark. Throws RsxWriteError naming the path: in strict mode for anything
 * outside the schema, always for what XML cannot carry.
 */
export function writeXml(documents: readonly WritableDocument[], options: WriteOptions): string {
  const { plural, singular, group } = writableType(documents, options);
  const out = [`<?xml version="1.0" encoding="utf-8"?>\n<${plural} xmlns="${rsxSchema().namespace}">\n`];
  for (const { root } of documents) {
    const node = { ...root, name: singular };
    writeNode(out, { parent: undefined, node, field: undefined, index: 0 }, group, '  ');
  }
  out.push(`</${plural}>\n`);
  return out.join('');
}

function writeNode(out: string[], place: Place, group: SchemaGroup | undefined, indent: string): void {
  const { name, text = '', children } = place.node;
  if (!elementName.test(name)) throw writeError('RSX-TEXT', pathOf(place), `'${name}' cannot be the name of an XML element.`);
  if (!isXmlText(text)) throw writeError('RSX-TEXT', pathOf(place), `${name} holds a character that XML cannot carry.`);
  if (children.length === 0) {
    out.push(text === '' ? `${indent}<${name}/>\n` : `${indent}<${name}>${escapeText(text)}</${name}>\n`);
    return;
  }
  out.push(`${indent}<${name}>${escapeText(text)}\n`);
  for (const { node, field } of inSchemaOrder(children, group)) {
    writeNode(out, below(place, node, field), field?.group, `${indent}  `);
  }
  out.push(`${indent}</${name}>\n`);
}

/** The place of a child; its index is looked up only when an error asks for its path. */
function below(parent: Place, node: RsxNode, field: Place['field']): Place {
  return {
    parent,
    node,
    field,
    get index() {
      return parent.node.children.indexOf(node);
    },
  };
}

const special = /[&<>\r]/g;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** A carriage return is written as a reference, or reading would turn it into a line feed. */
function escapeText(text: string): string {
  return text.replace(special, (character) => escapes[character] ?? character);
}
