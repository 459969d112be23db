import type { RsxNode } from '#core/domain/rsx.ts';
import type { SchemaField, SchemaGroup } from './schema.ts';

/** A child with its field where the schema knows it. */
export interface KnownChild {
  readonly node: RsxNode;
  readonly field: SchemaField | undefined;
}

/**
 * The children of a group in schema order; those of one name keep theirs. What the schema does not know stays behind
 * the known element that it followed.
 */
export function inSchemaOrder(children: readonly RsxNode[], group: SchemaGroup | undefined): readonly KnownChild[] {
  let ordered = true;
  let last = -1;
  const keyed = children.map((node) => {
    const field = group?.fields.get(node.name);
    const key = field ? field.index : last;
    if (key < last) ordered = false;
    last = key;
    return { node, field, key };
  });
  return ordered
    ? keyed
    : sameNamesInOrder(
        keyed.toSorted((left, right) => left.key - right.key),
        children,
      );
}

/** Unknown elements of one name moved with different neighbours: they take their places in the order they were read in. */
function sameNamesInOrder(sorted: readonly KnownChild[], children: readonly RsxNode[]): readonly KnownChild[] {
  const queues = Map.groupBy(children, (node) => node.name);
  const taken = new Map<string, number>();
  return sorted.map((child) => {
    if (child.field) return child;
    const { name } = child.node;
    const at = taken.get(name) ?? 0;
    taken.set(name, at + 1);
    return { node: queues.get(name)?.[at] ?? child.node, field: undefined };
  });
}
