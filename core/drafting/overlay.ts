import type { Finding } from '#core/domain/finding.ts';
import type { Origin, Origins } from '#core/domain/outbound.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { fieldAt, stepsOf, type PathStep } from '#core/rsx/fieldAt.ts';
import { eachLeaf } from '#core/rsx/leaves.ts';
import { fromOutbound, toOutbound } from '#core/rsx/mappers/outboundDocument.ts';
import { inSchemaOrder } from '#core/rsx/schemaOrder.ts';
import { schemaOf, type SchemaGroup } from '#core/rsx/schema.ts';
import { checkValue, isXmlText } from '#core/rsx/valueChecks.ts';
import type { OutboundDocument, OverlayEntry } from './draft.types.ts';
import { typedBy } from './trace.ts';

/** A document with a person's corrections on top. What was drafted stays as it was. */
export interface Overlaid<D extends OutboundDocument> {
  readonly document: D;
  readonly origins: Origins;
  /** What each correction changed, in their order; `before` '' where nothing stood. */
  readonly changes: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  /** Corrections that could not be made, each with why; the others are made. */
  readonly findings: readonly Finding[];
}

/**
 * Puts corrected values on a draft, by the paths of its origins: replaces, adds (a group's next occurrence too) or, with
 * '', leaves out. Each value is checked against the schema first, so nothing that cannot be written gets in. Paths are those
 * of the draft as it was, also where an earlier correction takes a group away. Pure.
 */
export function applyOverlay<D extends OutboundDocument>(
  document: D,
  origins: Origins,
  overlay: readonly OverlayEntry[],
): Overlaid<D> {
  // Most drafts are sent as they were drafted: nothing to take apart and put together again.
  if (overlay.length === 0) return { document, origins, changes: [], findings: [] };
  const { kind } = document;
  const from = new Map<RsxNode, Origin>();
  let root = fromOutbound(document);
  eachLeaf(kind, root, (leaf, path) => {
    const origin = origins[path];
    if (origin) from.set(leaf, origin);
  });
  const changes: Overlaid<D>['changes'][number][] = [];
  const findings: Finding[] = [];
  for (const entry of overlay) {
    const steps = stepsOf(kind, entry.path);
    const problem = problemOf(document, entry, steps);
    const result = steps && problem === undefined ? setValue(root, schemaOf(kind).group, steps, entry.value.trim()) : undefined;
    if (!result) {
      findings.push(impossible(entry, problem ?? 'there is no such place: the element before it is missing'));
      continue;
    }
    root = result.node;
    if (result.leaf) from.set(result.leaf, typedBy(entry));
    changes.push({ path: entry.path, before: result.before, after: entry.value.trim() });
  }
  const pruned = prune(root) ?? root;
  const corrected: Record<string, Origin> = {};
  eachLeaf(kind, pruned, (leaf, path) => {
    const origin = from.get(leaf);
    if (origin) corrected[path] = origin;
  });
  return { document: toOutbound(kind, pruned) as D, origins: corrected, changes, findings };
}

function problemOf(document: OutboundDocument, entry: OverlayEntry, steps: readonly PathStep[] | undefined): string | undefined {
  const field = fieldAt(document.kind, entry.path);
  if (!steps || !field) return 'RSX 7.7.7 has no such element';
  if (field.group) return 'it is a group; correct the values in it';
  const value = entry.value.trim();
  if (value === '') return field.required ? 'RSX 7.7.7 requires it' : undefined;
  if (!isXmlText(value)) return 'it holds a character that XML cannot carry';
  const wrong = checkValue(field, value, true);
  return wrong && `'${value}' ${wrong.message} (expected: ${wrong.expected})`;
}

function impossible(entry: OverlayEntry, why: string): Finding {
  return {
    severity: 'BLOCK',
    rule: 'OVERLAY',
    path: entry.path,
    message: `The correction of ${entry.path} cannot be made: ${why}.`,
    value: entry.value,
    expected: why,
    cost: 'The document would leave without what was typed.',
    fix: { fix: 'draft', path: entry.path },
  };
}

interface Setting {
  readonly node: RsxNode;
  /** The value's node; absent where it was left out. */
  readonly leaf?: RsxNode;
  readonly before: string;
}

/** A copy of the node with the value set at the end of the steps. Undefined where an occurrence before it is missing. */
function setValue(node: RsxNode, group: SchemaGroup | undefined, steps: readonly PathStep[], value: string): Setting | undefined {
  const [step, ...rest] = steps;
  if (!step) return undefined;
  const places = node.children.flatMap((child, index) => (child.name === step.name ? [index] : []));
  const at = places[step.occurrence - 1];
  if (at === undefined && places.length !== step.occurrence - 1) return undefined;
  const child = (at === undefined ? undefined : node.children[at]) ?? { name: step.name, children: [] };
  const below = rest.length === 0 ? setLeaf(child, value) : setValue(child, step.field.group, rest, value);
  if (!below) return undefined;
  const children = at === undefined ? [...node.children, below.node] : node.children.with(at, below.node);
  return { ...below, node: { ...node, children: inSchemaOrder(children, group).map((entry) => entry.node) } };
}

/** A value that is left out stays as an empty node until all corrections are made, so that places keep their numbers. */
function setLeaf(child: RsxNode, value: string): Setting {
  const leaf: RsxNode = { name: child.name, text: value, children: [] };
  return { node: leaf, ...(value === '' ? {} : { leaf }), before: child.text ?? '' };
}

/** Without empty values and the groups that hold nothing else. */
function prune(node: RsxNode): RsxNode | undefined {
  if (node.children.length === 0) return node.text === undefined || node.text === '' ? undefined : node;
  const children = node.children.flatMap((child) => prune(child) ?? []);
  return children.length === 0 ? undefined : { ...node, children };
}
