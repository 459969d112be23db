import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { schemaOf, type SchemaGroup } from './schema.ts';

/**
 * What 7.6 wrote where 7.7 writes something else (reference/sps.md 3.3). A mark counts only in a group of 7.7.7 that has its
 * successor and nowhere inside a foreign element: an extension may call its own things `Contact` or `Reference`.
 */
interface Mark {
  readonly name: string;
  /** What 7.7.7 has in its place, in the same group. */
  readonly successor: string;
  /** One is enough: nothing else explains the name. Of the others two different ones are needed. */
  readonly sure?: true;
  /** Marks that come together count once. */
  readonly sameAs?: string;
}

const marks: ReadonlyMap<string, Mark> = new Map(
  (
    [
      { name: 'LineItems', successor: 'LineItem', sure: true },
      { name: 'DateTimeQualifier1', successor: 'DateTimeQualifier', sure: true },
      { name: 'Date1', successor: 'Date', sure: true },
      { name: 'NoteInformationField', successor: 'Note', sure: true },
      { name: 'Reference', successor: 'References' },
      { name: 'Contact', successor: 'Contacts' },
      { name: 'Tax', successor: 'Taxes' },
      { name: 'Sublines', successor: 'Subline' },
      { name: 'PurchaseOrderTypeCode', successor: 'PrimaryPOTypeCode' },
      { name: 'POTypeDescription', successor: 'PrimaryPOTypeDescription', sameAs: 'PurchaseOrderTypeCode' },
      { name: 'PackDimensionUOM', successor: 'DimensionUOM' },
      { name: 'TotalLineItems', successor: 'TotalLineItemNumber' },
    ] satisfies readonly Mark[]
  ).map((mark) => [mark.name, mark]),
);

/** Groups of 7.6 by the name that 7.7.7 gives them: what is a mark inside them is found there. `Date` alone is no mark. */
const renamedGroups: ReadonlyMap<string, string> = new Map([
  ['Date', 'Dates'],
  ['Note', 'Notes'],
  ['Reference', 'References'],
  ['Contact', 'Contacts'],
  ['Tax', 'Taxes'],
  ['Sublines', 'Subline'],
]);

const likelyNeeded = 2;

/** True when a document carries the marks of 7.6. `unknownNames`: what 7.7.7 does not know in it, which most documents have none of. */
export function isVersion76(kind: DocumentKind, root: RsxNode, unknownNames: ReadonlySet<string>): boolean {
  if (![...marks.keys()].some((name) => unknownNames.has(name))) return false;
  const likely = new Set<string>();
  for (const mark of marksIn(root, schemaOf(kind).group)) {
    if (mark.sure) return true;
    likely.add(mark.sameAs ?? mark.name);
    if (likely.size >= likelyNeeded) return true;
  }
  return false;
}

function* marksIn(node: RsxNode, group: SchemaGroup): Generator<Mark> {
  // Found once a group: a search for each would cost hours in a file that is made to.
  let names: ReadonlySet<string> | undefined;
  for (const child of node.children) {
    const known = group.fields.get(child.name);
    const mark = known ? undefined : marks.get(child.name);
    if (mark && group.fields.has(mark.successor)) {
      names ??= new Set(node.children.map(({ name }) => name));
      // A document that uses the name of 7.7.7 beside it is no older one; it says something more.
      if (mark.sure || !names.has(mark.successor)) yield mark;
    }
    const inside = known ?? group.fields.get(renamedGroups.get(child.name) ?? '');
    if (inside?.group) yield* marksIn(child, inside.group);
  }
}
