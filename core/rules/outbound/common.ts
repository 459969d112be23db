import type { Severity } from '#core/domain/finding.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { EarlierDocument, OutboundDocument } from '#core/drafting/draft.types.ts';
import { inSheet } from '../fixes.ts';
import { finding, type Found } from '../rule.ts';
import type { OutboundFacts } from './facts.ts';

/** True for a document of which the partner has, or may have, a copy. */
export const sentBefore = ({ draft, transport }: EarlierDocument): boolean =>
  draft === 'left' && transport !== 'refused' && transport !== 'none';

/** True for a document about the same postings: a correction of this one, not another that took its number. */
export const aboutSame = (entry: EarlierDocument, postingKeys: readonly string[]): boolean =>
  entry.postingKeys.length === 0 || postingKeys.length === 0 || entry.postingKeys.some((key) => postingKeys.includes(key));

/** One that has a number for good: the partner has it, or it is still to leave. */
const holdsNumber = (entry: EarlierDocument): boolean =>
  entry.draft === 'left' ? sentBefore(entry) : entry.draft !== 'set-aside' && entry.draft !== 'superseded';

/** The number is that of another shipment or invoice (856-04, 810-01). */
export const takenNumber = ({ sameNumber, elsewhere, postingKeys }: OutboundFacts): boolean =>
  elsewhere.some(holdsNumber) || sameNumber.some((entry) => sentBefore(entry) && !aboutSame(entry, postingKeys));

/** A finding with all its parts in one line: where, what, the value, what it should be, what it costs. */
export function findingAt(
  severity: Severity,
  path: string,
  message: string,
  value: string,
  expected: string,
  cost: string,
): Found {
  return finding(severity, path, message, { ...(value === '' ? {} : { value }), expected, cost });
}

/** The sheet of the partner whose orders are answered. */
export const inOrderSheet =
  (...fields: readonly string[]) =>
  (_found: Found, document: OutboundDocument, { orders }: OutboundFacts): Fix =>
    inSheet(...fields)({ partnerId: document.partnerId, vendor: orders[0]?.order.vendor ?? '' });

/** Another document that has, or may have, its number: the newest that the partner has. */
export const otherOfNumber =
  (act: string) =>
  (_found: Found, document: OutboundDocument, { sameNumber, elsewhere }: OutboundFacts): Fix => {
    const other = [...elsewhere, ...sameNumber].findLast((entry) => sentBefore(entry) || holdsNumber(entry));
    return { fix: 'other-document', name: `${document.kind} ${other?.number ?? ''}`.trim(), act };
  };

/** `Line 001`. */
export const lineName = (line: { readonly lineNumber: string; readonly position: number }): string =>
  `Line ${line.lineNumber || line.position}`;

/** True for a place, or anything below it, that the draft waits for: it is said there, and a rule has nothing to judge yet. */
export function waitsFor({ missing }: Pick<OutboundFacts, 'missing'>, path: string): boolean {
  return missing.some((entry) => entry.path !== '' && (entry.path === path || entry.path.startsWith(`${path}/`)));
}

/** What figures over the order may come from, where the set of the posting names one order of several. */
export const maybeOthers = ({ oneOrderSet }: Pick<OutboundFacts, 'oneOrderSet'>): string =>
  oneOrderSet === undefined
    ? ''
    : ` It is read from ${oneOrderSet}, which names one order of several: some may be of another one.`;

/** True while nobody knows how the goods are packed, or their packs have no serials yet. */
export function waitsForPacks({ missing }: Pick<OutboundFacts, 'missing'>): boolean {
  return missing.some(({ path }) => path.startsWith('Shipment/OrderLevel') && path.includes('/PackLevel['));
}
