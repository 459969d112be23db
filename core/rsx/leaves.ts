import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { pathSegment } from './paths.ts';
import { schemaOf, type SchemaField, type SchemaGroup } from './schema.ts';

/** A tree whose values went through `change`, which is told the path and the field of each. '' leaves a value out. */
export function mapLeaves(
  kind: DocumentKind,
  root: RsxNode,
  change: (text: string, path: string, field: SchemaField | undefined) => string,
): RsxNode {
  return mapGroup(root, schemaOf(kind).group, root.name, change);
}

function mapGroup(
  node: RsxNode,
  group: SchemaGroup | undefined,
  path: string,
  change: (text: string, path: string, field: SchemaField | undefined) => string,
): RsxNode {
  const seen = new Map<string, number>();
  const children = node.children.flatMap((child): readonly RsxNode[] => {
    const occurrence = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, occurrence);
    const field = group?.fields.get(child.name);
    const at = `${path}/${pathSegment(child.name, field, occurrence)}`;
    if (child.text === undefined || child.children.length > 0) return [mapGroup(child, field?.group, at, change)];
    const text = change(child.text, at, field);
    return text === '' ? [] : [{ ...child, text }];
  });
  return { ...node, children };
}

/** Visits the values of a tree with their paths. */
export function eachLeaf(kind: DocumentKind, root: RsxNode, visit: (leaf: RsxNode, path: string) => void): void {
  visitGroup(root, schemaOf(kind).group, root.name, visit);
}

function visitGroup(
  node: RsxNode,
  group: SchemaGroup | undefined,
  path: string,
  visit: (leaf: RsxNode, path: string) => void,
): void {
  const seen = new Map<string, number>();
  for (const child of node.children) {
    const occurrence = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, occurrence);
    const field = group?.fields.get(child.name);
    const at = `${path}/${pathSegment(child.name, field, occurrence)}`;
    if (child.text === undefined || child.children.length > 0) visitGroup(child, field?.group, at, visit);
    else visit(child, at);
  }
}
