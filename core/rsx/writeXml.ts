import type { RsxNode } from '#core/domain/rsx.ts';
import type { WritableDocument } from './checkStrict.ts';
import { pathOf, type Place } from './paths.ts';
import { rsxSchema, type SchemaGroup } from './schema.ts';
import { inSchemaOrder } from './schemaOrder.ts';
import { isXmlText } from './valueChecks.ts';
import { writableType, type WriteOptions } from './writable.ts';
import { writeError } from './writeError.ts';

/** XML 1.0's own definition of a name, without the colon: whatever was read can be written, and nothing else. */
const nameStart = String.raw`A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}`;
const nameRest = String.raw`\-.0-9\xB7\u0300-\u036F\u203F\u2040`;
const elementName = new RegExp(`^[${nameStart}][${nameStart}${nameRest}]*$`, 'u');

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
