import type { Finding } from '#core/domain/finding.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { canonicalHash } from '../canonicalHash.ts';
import { shown } from '../shown.ts';
import { down, each, type Cursor } from './cursor.ts';

/**
 * Whether a document may say something twice that it can say once. The reader tells so, unless it had too much to tell;
 * a usual document is not gone through again.
 */
export function mayContradict(findings: readonly Finding[] | undefined): boolean {
  return findings === undefined || findings.some(({ rule }) => rule === 'RSX-TWICE' || rule === 'RSX-MORE');
}

/**
 * Groups and values that RSX allows once, but that stand there again and say something else: only the first is read.
 * `told`: names that have a finding of their own.
 */
export function contradictions(group: Cursor, told: ReadonlySet<string>): readonly Finding[] {
  const byName = Map.groupBy(group.node?.children ?? [], (child) => child.name);
  return [...byName].flatMap(([name, [first, ...others]]): readonly Finding[] => {
    const field = group.group?.fields.get(name);
    if (!first || !field) return [];
    const other = field.many || told.has(name) ? undefined : others.find((child) => saysOtherwise(first, child));
    const inside = field.group ? (field.many ? each(group, name) : [down(group, name)]) : [];
    return [
      ...(other ? [contradiction(`${group.path}/${name}`, name, first, other)] : []),
      ...inside.flatMap((place) => contradictions(place, told)),
    ];
  });
}

/** One that says nothing contradicts nothing. */
function saysOtherwise(first: RsxNode, other: RsxNode): boolean {
  return leavesOf(other).length > 0 && canonicalHash(first) !== canonicalHash(other);
}

function contradiction(path: string, name: string, first: RsxNode, other: RsxNode): Finding {
  const isGroup = first.children.length + other.children.length > 0;
  const said = isGroup ? differences(first, other) : ([first.text ?? '', other.text ?? ''] as const);
  const [one, two] = said.map((text) => shown(text.trim()));
  const message = isGroup
    ? `${name} is there twice and says different things, of which only the first count: '${one}' and '${two}'.`
    : `${name} is said twice: '${one}' and '${two}'.`;
  return { severity: 'HOLD', rule: 'RSX-TWICE', path, message, value: two ?? '' };
}

/** What each of two groups says that the other does not; all of it where they differ in order or number only. */
function differences(first: RsxNode, other: RsxNode): readonly [string, string] {
  const [ofFirst, ofOther] = [leavesOf(first), leavesOf(other)];
  const without = (leaves: readonly string[], those: readonly string[]): readonly string[] => {
    const known = new Set(those);
    return leaves.filter((leaf) => !known.has(leaf));
  };
  const [one, two] = [without(ofFirst, ofOther), without(ofOther, ofFirst)];
  return one.length + two.length > 0 ? [one.join(', '), two.join(', ')] : [ofFirst.join(', '), ofOther.join(', ')];
}

/** The values of a group, each behind its name. */
function leavesOf({ name, text = '', children }: RsxNode): readonly string[] {
  const own = text.trim() === '' ? [] : [`${name} ${text.trim()}`];
  return [...own, ...children.flatMap(leavesOf)];
}
