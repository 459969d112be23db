import { ackDueAt } from '#core/domain/ackClock.ts';
import { dueUntil } from '#core/domain/due.ts';
import { sendingRulesOf } from '#core/domain/sendingRules.ts';
import { newestOfEach } from '#core/domain/standing.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import { correctedLines } from '#core/drafting/correctedLines.ts';
import type { SaveDraft } from '#core/store/types/drafts.ts';
import { engineName } from '../engineName.ts';
import { amountOf, searchKeysOf, serialsOf } from './content.ts';
import { kindWords, type DraftWords } from './draftHolds.ts';
import type { Made } from './finishDraft.ts';
import type { OrderBasis, OutboundContext } from './gather.ts';
import type { Verdict } from './judge.ts';
import type { Known } from './ofNumber.ts';
import type { PlannedDocument } from './plan.types.ts';
import { sameTexts } from './planParts.ts';

/** What is written of a draft. */
export function inputOf({ parts }: OutboundContext, made: Made, verdict: Verdict): SaveDraft {
  const { planned, draft, first, options, document, overlay, contentHash, bytes, judged } = made;
  const amount = amountOf(document);
  const { words, missing, choices } = judged;
  const { corrects } = options;
  return {
    partnerId: first.partner.partnerId,
    vendor: first.partner.vendor,
    kind: document.kind,
    number: words.number,
    revision: made.revision,
    at: parts.ports.clock.now(),
    state: verdict.state,
    threadIds: planned.threadIds,
    store: planned.store,
    intent: options.intent,
    company: first.draftOrder.company,
    ...(amount === undefined ? {} : { amount }),
    currency: first.order.currency,
    ...dueOf(made, parts.ports.timeZone),
    document: draft.document,
    origins: draft.origins,
    overlay,
    missing,
    findings: verdict.findings,
    choices,
    lines: correctedLines(
      draft,
      document,
      made.orders.map(({ draftOrder }) => draftOrder),
    ),
    counts: options.intent !== 'cancel',
    postingKeys: planned.postingKeys,
    serials: serialsOf(document),
    contentHash,
    ...(bytes === undefined ? {} : { bytes }),
    sheetVersion: first.sheet.version,
    rules: sendingRulesOf(first.sheet.sheet, document.kind),
    holds: verdict.holds,
    searchKeys: searchKeysOf(document),
    ...(options.redraftId === undefined ? {} : { redraftId: options.redraftId }),
    ...(options.leftAs === undefined || !corrects
      ? {}
      : { leftBefore: { corrects: corrects.id, newNumber: corrects.newNumber } }),
    ...(planned.supersedes.length === 0 ? {} : { supersedes: planned.supersedes }),
    // Of what left it is said that it left, and nothing else.
    audit:
      options.leftAs !== undefined
        ? []
        : [{ who: options.who ?? engineName, what: sentenceOf(words, verdict, missing.length), tone: toneOf(verdict.state) }],
  };
}

function dueOf(made: Made, timeZone: string): Pick<SaveDraft, 'due'> {
  const { dueBy: by } = dueBy(made);
  return by === undefined ? {} : { due: { by, until: dueUntil(by, timeZone) } };
}

/**
 * When it should have left: notices and invoices on the day of what they tell of, the first answer to an order so many hours
 * after that came as the partner's sheet says. Whoever answered already is not late with more.
 */
export function dueBy({ planned, first, document, postedOn }: Pick<Made, 'planned' | 'first' | 'document' | 'postedOn'>): {
  readonly dueBy?: LocalDate | Instant;
} {
  if (document.kind !== '855') return postedOn === undefined ? {} : { dueBy: postedOn };
  const due = answerSent(first, planned) ? undefined : ackDueAt(first.document.receivedAt, first.sheet.sheet);
  return due === undefined ? {} : { dueBy: due };
}

const toneOf = (state: SaveDraft['state']): 'neutral' | 'warn' => (state === 'held' || state === 'waiting' ? 'warn' : 'neutral');

function sentenceOf({ kind, number }: DraftWords, { state, holds }: Verdict, missing: number): string {
  const what = `${kind} ${kindWords[kind]} ${number} drafted`;
  switch (state) {
    case 'held':
      return `${what}; held: ${holds[0]?.message ?? ''}${holds.length > 1 ? ` (and ${holds.length - 1} more)` : ''}`;
    case 'waiting':
      return `${what}; waits for ${missing === 1 ? 'one thing' : `${missing} things`}`;
    case 'review':
      return `${what}, to be reviewed`;
    case 'ready':
      return what;
  }
}

/** True where a draft says what it said and stands where it stood: it is not written again. */
export function isUnchanged({ row, version }: Known, input: SaveDraft, openHolds: number): boolean {
  if (!version || row.contentHash !== input.contentHash || row.sheetVersion !== input.sheetVersion) return false;
  if (
    row.draft === 'superseded' ||
    row.transport === 'refused' ||
    input.redraftId !== undefined ||
    input.supersedes !== undefined
  )
    return false;
  if (!sameTexts(row.postingKeys, input.postingKeys) || JSON.stringify(row.rules) !== JSON.stringify(input.rules)) return false;
  const said = [version.missing, version.findings, version.choices, version.overlay];
  const says = [input.missing, input.findings, input.choices, input.overlay];
  if (JSON.stringify(said) !== JSON.stringify(says)) return false;
  if (row.draft === 'set-aside') return true;
  if (input.state === 'held') return row.draft === 'held' && openHolds === input.holds.length;
  if (input.state === 'waiting') return row.draft === 'waiting' && row.waitReason === 'data';
  const onItsWay = ['ready', 'ring'].includes(row.draft) || row.waitReason === 'order' || row.waitReason === 'partner';
  return onItsWay || (input.state === 'review' && row.draft === 'review');
}

/** The newest answer that the retailer has, or may have; one that was cancelled is none. */
export function answerSent({ known }: OrderBasis, { store }: PlannedDocument): OrderBasis['known'][number] | undefined {
  const answers = known.flatMap(({ row }) => (row.kind === '855' ? [{ ...row, corrects: row.corrects?.id }] : []));
  const sent = newestOfEach(answers, ({ draft, transport }) => draft === 'left' && transport !== 'refused');
  const newest = sent.findLast((answer) => answer.store === store);
  return known.find(({ row }) => newest !== undefined && row.id === newest.id);
}
