import type { Finding, Severity } from '#core/domain/finding.ts';
import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { pathOf, type Place } from './paths.ts';
import { schemaOf, type SchemaField, type SchemaGroup } from './schema.ts';
import { shown } from './shown.ts';
import { checkValue, isXmlText } from './valueChecks.ts';

/** More findings than this in one document are counted, not listed: nobody reads them, and they would cost memory. */
const findingsListed = 500;

export interface DocumentCheck {
  readonly findings: readonly Finding[];
  /** Names that the schema does not know at their place. */
  readonly unknownNames: ReadonlySet<string>;
}

interface Check {
  /** True for what we write: every deviation counts as BLOCK. */
  readonly strict: boolean;
  readonly findings: Finding[];
  readonly unknownNames: Set<string>;
  unlisted: number;
}

/**
 * Compares a document with the RSX 7.7.7 table (reference/sps.md 3.1, 3.2): unknown elements, codes outside the lists,
 * malformed dates, times and numbers, what is missing, blank or there twice. The order of elements is no matter: any
 * is read, and writing restores it. Reading reports (WARN, INFO), `strict` forbids (BLOCK).
 */
export function checkDocument(kind: DocumentKind, root: RsxNode, strict: boolean): DocumentCheck {
  const check: Check = { strict, findings: [], unknownNames: new Set(), unlisted: 0 };
  const place: Place = { parent: undefined, node: root, field: undefined, index: 0 };
  checkOwnText(check, place);
  checkGroup(check, schemaOf(kind).group, place);
  if (check.unlisted > 0) {
    check.findings.push({
      severity: strict ? 'BLOCK' : 'WARN',
      rule: 'RSX-MORE',
      path: root.name,
      message: `${check.unlisted} more findings of this document are not listed.`,
    });
  }
  return check;
}

function checkGroup(check: Check, group: SchemaGroup, place: Place): void {
  const { children } = place.node;
  // Elements mostly come in order, so a repetition usually follows its twin; only out of order is it looked up.
  let furthest = -1;
  let firsts: ReadonlyMap<string, number> | undefined;
  for (let index = 0; index < children.length; index += 1) {
    const node = children[index];
    if (!node) continue;
    const field = group.fields.get(node.name);
    if (!field) {
      reportUnknown(check, { parent: place, node, field: undefined, index });
      continue;
    }
    if (field.index > furthest) furthest = field.index;
    else if (!field.many) {
      firsts ??= firstIndexes(children);
      if ((firsts.get(node.name) ?? index) < index) reportTwice(check, { parent: place, node, field, index });
    }
    if (field.group) checkSubgroup(check, field.group, { parent: place, node, field, index });
    else if (node.text === undefined || node.children.length > 0) reportNotLeaf(check, { parent: place, node, field, index });
    else checkLeaf(check, place, node, field, index, node.text);
  }
  for (const field of group.required) if (!isFilled(children, field)) reportMissing(check, place, field);
}

function checkSubgroup(check: Check, group: SchemaGroup, place: Place): void {
  checkOwnText(check, place);
  if (check.strict && place.node.children.length === 0) {
    report(check, place, 'INFO', 'RSX-BLANK', `${place.node.name} is empty; leave it out.`);
  }
  checkGroup(check, group, place);
}

function checkOwnText(check: Check, place: Place): void {
  const text = place.node.text?.trim() ?? '';
  if (text !== '') report(check, place, 'WARN', 'RSX-TEXT', `${place.node.name} is a group, but holds text of its own.`, text);
}

function checkLeaf(check: Check, parent: Place, node: RsxNode, field: SchemaField, index: number, text: string): void {
  const trimmed = text.trim();
  if (trimmed === '') {
    // A required one is reported as missing.
    if (!field.required) report(check, { parent, node, field, index }, 'INFO', 'RSX-BLANK', `${node.name} is empty.`);
    return;
  }
  const problem = checkValue(field, text, check.strict);
  if (problem) {
    const message = `${node.name} '${shown(trimmed)}' ${problem.message} (expected: ${problem.expected}).`;
    report(check, { parent, node, field, index }, 'WARN', problem.rule, message, text, problem.expected);
  }
  if (!isXmlText(text)) {
    const message = `${node.name} holds a character that XML cannot carry.`;
    report(check, { parent, node, field, index }, 'WARN', 'RSX-TEXT', message);
  }
}

function isFilled(children: readonly RsxNode[], field: SchemaField): boolean {
  return children.some((child) => child.name === field.name && (field.group !== undefined || (child.text ?? '').trim() !== ''));
}

/** Where each name stands first. Found once a group: a search for each would cost hours in a file that is made to. */
function firstIndexes(children: readonly RsxNode[]): ReadonlyMap<string, number> {
  const firsts = new Map<string, number>();
  for (const [index, { name }] of children.entries()) if (!firsts.has(name)) firsts.set(name, index);
  return firsts;
}

function reportUnknown(check: Check, place: Place): void {
  addNames(check.unknownNames, place.node);
  const parent = place.parent?.node.name ?? '';
  report(
    check,
    place,
    'WARN',
    'RSX-UNKNOWN',
    `${parent} has no element ${shown(place.node.name)} in RSX 7.7.7; it is kept as it came.`,
  );
}

/** What is inside an unknown element is unknown as well. */
function addNames(names: Set<string>, node: RsxNode): void {
  names.add(node.name);
  for (const child of node.children) addNames(names, child);
}

function reportTwice(check: Check, place: Place): void {
  report(check, place, 'WARN', 'RSX-TWICE', `${place.node.name} occurs more than once, RSX 7.7.7 allows one; the first counts.`);
}

function reportNotLeaf(check: Check, place: Place): void {
  report(check, place, 'WARN', 'RSX-TEXT', `${place.node.name} is a single value in RSX 7.7.7, but holds elements.`);
}

function reportMissing(check: Check, parent: Place, field: SchemaField): void {
  const node: RsxNode = { name: field.name, children: [] };
  const place: Place = { parent, node, field, index: 0 };
  report(check, place, 'WARN', 'RSX-MISSING', `${node.name} is missing; RSX 7.7.7 requires it.`);
}

function report(
  check: Check,
  place: Place,
  severity: Severity,
  rule: string,
  message: string,
  value?: string,
  expected?: string,
): void {
  // Before the path is worked out, which costs more the further down the document it is.
  if (check.findings.length >= findingsListed) {
    check.unlisted += 1;
    return;
  }
  check.findings.push({
    severity: check.strict ? 'BLOCK' : severity,
    rule,
    path: pathOf(place),
    message,
    ...(value === undefined ? {} : { value: shown(value) }),
    ...(expected === undefined ? {} : { expected }),
  });
}
