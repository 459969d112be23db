import type { RsxNode } from '#core/domain/rsx.ts';
import type { SchemaField } from './schema.ts';

/** A node on the way down a tree, with what is needed to name its place when somebody asks. */
export interface Place {
  readonly parent: Place | undefined;
  readonly node: RsxNode;
  readonly field: SchemaField | undefined;
  /** Position among all children of the parent. */
  readonly index: number;
}

/**
 * `Order/LineItem[2]/OrderLine/OrderQty`: names from the singular root down, `[n]` counted from 1 on what the schema
 * lets repeat, and on what repeats although it should not from its second occurrence on, so that a path names one place.
 */
export function pathOf(place: Place): string {
  const segments: string[] = [];
  for (let at: Place | undefined = place; at; at = at.parent) segments.push(segment(at));
  return segments.toReversed().join('/');
}

function segment({ parent, node, field, index }: Place): string {
  if (!parent) return node.name;
  let occurrence = 1;
  for (let before = 0; before < index; before += 1) {
    if (parent.node.children[before]?.name === node.name) occurrence += 1;
  }
  return pathSegment(node.name, field, occurrence);
}

/** One step of a path, for the n-th element of its name in its group. */
export function pathSegment(name: string, field: SchemaField | undefined, occurrence: number): string {
  return field?.many === true || occurrence > 1 ? `${name}[${occurrence}]` : name;
}
