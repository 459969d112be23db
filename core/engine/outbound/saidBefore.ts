import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import { newestOfEach } from '#core/domain/standing.ts';
import type { OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { amountOf } from './content.ts';
import type { KnownDocument } from './draftOrder.ts';
import type { Basis } from './gather.ts';
import type { PlannedDocument } from './plan.types.ts';
import { hasLeft } from './planParts.ts';

/** A document that left while nobody could tell the orders of its posting, and what it says otherwise than the posting does now. */
export interface SaidOtherwise {
  readonly row: OutboundRow;
  readonly why: string;
  /** True where it says more of a line than the posting: goods of another order may be among it. */
  readonly more: boolean;
}

/** What of the orders of a planned document was said so, by the newest of each document and its corrections. Pure. */
export function saidOtherwise(basis: Basis, planned: PlannedDocument): readonly SaidOtherwise[] {
  return leftFrom(basis, planned)
    .filter(({ row }) => row.threadIds.some((id) => planned.threadIds.includes(id)))
    .flatMap((entry) => otherwise(basis, planned, entry));
}

/**
 * What a notice or an invoice that left says otherwise than its postings do now, in words: by the goods of each line, and an
 * invoice by its total, too. `drafted`: as it would be drafted now. Pure.
 */
export function saidNow(
  basis: Basis,
  entry: KnownDocument,
  drafted: OutboundDocument,
  said: OutboundDocument,
): string | undefined {
  const { row } = entry;
  if (row.kind !== '856' && row.kind !== '810') return undefined;
  const [goods] = otherwise(basis, row, entry);
  if (goods) return goods.why;
  const [is, was] = [amountOf(drafted), amountOf(said)];
  return row.kind === '810' && is !== was ? `${was ?? 'Nothing'} in total instead of ${is ?? 'nothing'}.` : undefined;
}

/**
 * Why a document may say what was said already: one of another order of the same posting left and says more than its order has,
 * or a person set one aside while nobody could tell the orders, or while a sheet parted the goods otherwise, and may have told it
 * by hand. Until a person decides, goods would be announced or billed twice. Pure.
 */
export function saidAlready(basis: Basis, planned: PlannedDocument): readonly Finding[] {
  const underOthers = leftFrom(basis, planned)
    .filter(({ row }) => !row.threadIds.some((id) => planned.threadIds.includes(id)))
    .flatMap((entry) => otherwise(basis, planned, entry))
    .filter(({ more }) => more)
    .map(({ row, why }) =>
      saidFinding(
        row,
        `left while the entity set named one order only, and says more of purchase order ${row.purchaseOrder} than was posted for it: ${why} What is too much there may be what this one says.`,
        'correct it with "send again", or set this one aside',
      ),
    );
  const inDoubt = doubtedDocuments(basis, planned).filter(
    ({ row }) => row.draft === 'set-aside' && row.corrects === undefined && isFromBefore(row, basis),
  );
  const parted = documentsOf(basis).filter(
    ({ row }) => planned.setAside.includes(row.id) && !inDoubt.some((one) => one.row === row),
  );
  return [
    ...underOthers,
    ...inDoubt.map(({ row }) => byHand(row, 'while the entity set named one order only')),
    ...parted.map(({ row }) => byHand(row, 'when its goods were parted into documents otherwise')),
  ];
}

const byHand = (row: OutboundRow, when: string): Finding =>
  saidFinding(
    row,
    `was set aside ${when}: what this one says may have been told by hand.`,
    'see why it was set aside; then let this one pass, or set it aside too',
  );

/** Drafted before its postings were read from a set that tells all of them. */
const isFromBefore = ({ createdAt, postingKeys }: OutboundRow, { postings }: Basis): boolean =>
  postings.some(({ key, changedAt }) => postingKeys.includes(key) && createdAt < changedAt);

function saidFinding(row: OutboundRow, why: string, act: string): Finding {
  const name = `${row.kind} ${row.number}`;
  return {
    severity: 'HOLD',
    rule: 'JOIN-SAID',
    path: '',
    message: `${name} ${why}`,
    value: why,
    expected: 'goods that were said once',
    cost: 'The same goods would be announced or billed twice.',
    fix: { fix: 'other-document', name, act },
  };
}

/** Documents that left from postings that were in doubt then, each as its newest correction stands. */
function leftFrom(basis: Basis, planned: PlannedDocument): readonly KnownDocument[] {
  const own = doubtedDocuments(basis, planned);
  const chain = own.map(({ row }) => ({ ...row, corrects: row.corrects?.id }));
  const newest = newestOfEach(chain, (entry) => hasLeft(entry) && entry.business !== 'rejected').map(({ id }) => id);
  return own.filter(({ row }) => newest.includes(row.id));
}

/** Documents of these postings, where nobody could tell once which orders they are of. */
function doubtedDocuments(basis: Basis, { kind, postingKeys }: PlannedDocument): readonly KnownDocument[] {
  const doubted = new Set(
    basis.postings
      .filter(({ key, posting }) => posting.doubtedBy !== undefined && postingKeys.includes(key))
      .map(({ key }) => key),
  );
  if (doubted.size === 0) return [];
  return documentsOf(basis).filter(({ row }) => row.kind === kind && row.postingKeys.some((key) => doubted.has(key)));
}

const documentsOf = ({ orders }: Basis): readonly KnownDocument[] => [
  ...new Map([...orders.values()].flatMap(({ known }) => known).map((entry) => [entry.row.id, entry])).values(),
];

function otherwise(
  basis: Basis,
  planned: Pick<PlannedDocument, 'postingKeys'>,
  { row, lines }: KnownDocument,
): readonly SaidOtherwise[] {
  const own = planned.postingKeys.filter((key) => row.postingKeys.includes(key));
  const posted = own
    .flatMap((key) => basis.joined.get(key)?.lines ?? [])
    .filter(({ threadId }) => row.threadIds.includes(threadId));
  const names = new Map([...lines, ...posted].map((line) => [nameOf(line), line]));
  const changes = [...names].flatMap(([name, { threadId, position }]) => {
    const [said, is] = [sumOf(lines, name), sumOf(posted, name)];
    const line = basis.orders.get(threadId)?.order.lines.find((one) => one.position === position);
    const words = `Line ${line?.lineNumber || position}: ${decimalText(said)} instead of ${decimalText(is)}.`;
    return said.equals(is) ? [] : [{ words, more: said.greaterThan(is) }];
  });
  if (changes.length === 0) return [];
  const why = changes.map(({ words }) => words).join(' ');
  return [{ row, why, more: changes.some(({ more }) => more) }];
}

interface Said {
  readonly threadId: number;
  readonly position: number;
  readonly quantity: string;
}

const nameOf = ({ threadId, position }: Said): string => `${threadId}/${position}`;

const sumOf = (lines: readonly Said[], name: string): Decimal =>
  lines.filter((line) => nameOf(line) === name).reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
