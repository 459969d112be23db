import { parseJson } from './parseJson.ts';
import { parseXml } from './parseXml.ts';
import { pathSegment } from './paths.ts';
import { recognise } from './recognise.ts';
import type { ReadingHint } from './kindByContent.ts';
import { schemaOf, type SchemaField, type SchemaGroup } from './schema.ts';
import { locatedTree, type LocatedNode } from './tree.ts';
import { RsxUnreadable } from './unreadable.ts';

/** A node of the readable view; `start` and `end` are UTF-16 offsets into the raw text (`end` is past the last). */
export interface PlacedNode {
  readonly name: string;
  /** The path that findings use. */
  readonly path: string;
  readonly text?: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly PlacedNode[];
}

/**
 * The readable tree of one document of a file with the place of every element in the raw text, for linked
 * highlighting. A text that was cut for the screen gives what is there. Undefined where no such document is found.
 */
export function locate(
  raw: string,
  format: 'rsx-xml' | 'rsx-json',
  documentIndex: number,
  hint: ReadingHint = {},
): PlacedNode | undefined {
  const document = documentsIn(raw, format, hint)[documentIndex];
  return document && place(document.root, undefined, schemaOf(document.kind).group, document.root.name, raw);
}

function documentsIn(
  raw: string,
  format: 'rsx-xml' | 'rsx-json',
  hint: ReadingHint,
): ReturnType<typeof recognise<LocatedNode>>['documents'] {
  const tree = locatedTree();
  try {
    if (format === 'rsx-json') parseJson(raw, tree.sink, () => undefined);
    else parseAfterSpace(raw, tree.sink);
  } catch (error) {
    if (!(error instanceof RsxUnreadable)) throw error;
    tree.closeAll(raw.length);
  }
  try {
    return recognise(tree.roots, hint).documents;
  } catch (error) {
    if (!(error instanceof RsxUnreadable)) throw error;
    return [];
  }
}

/** An XML declaration must be the very first for the parser, so what precedes it is not given and counted in. */
function parseAfterSpace(raw: string, sink: Parameters<typeof parseXml>[1]): void {
  const text = raw.trimStart();
  const offset = raw.length - text.length;
  const shifted: typeof sink = {
    open: (name, start) => sink.open(name, start + offset),
    text: (value) => sink.text(value),
    close: (end) => sink.close(end + offset),
  };
  parseXml([text], shifted, () => undefined);
}

function place(
  node: LocatedNode,
  field: SchemaField | undefined,
  group: SchemaGroup | undefined,
  path: string,
  raw: string,
): PlacedNode {
  const seen = new Map<string, number>();
  const children = node.children.map((child) => {
    const occurrence = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, occurrence);
    const childField = group?.fields.get(child.name);
    const step = pathSegment(child.name, childField, occurrence);
    return place(child, childField, childField?.group, `${path}/${step}`, raw);
  });
  return {
    name: node.name,
    path,
    ...(node.text === undefined || (field?.group && node.text.trim() === '') ? {} : { text: node.text }),
    start: tagStart(raw, node.start),
    end: node.end,
    children,
  };
}

/** A line break of two characters right after a tag's name puts the parser one further. */
function tagStart(raw: string, start: number): number {
  return raw[start] !== '<' && raw[start - 1] === '<' ? start - 1 : start;
}
