import { AppError } from '#core/contract/errors.ts';
import type { ParsedInputOf } from '#core/contract/endpoints.ts';
import type { ChangeView } from '#core/contract/views/changes.ts';
import { decimalText } from '#core/domain/decimal.ts';
import { addedNotes, differences, headerChanges } from '#core/domain/orderDifferences.ts';
import { changeSentences } from '../../intake/processChange.ts';
import type { OutboundContext } from '../gather.ts';
import { isAccepted } from './changedOrder.ts';
import { ordersOfNumber, type OrdersOfNumber } from './ordersOfNumber.ts';
import { isOpen, openChange, type OpenChange } from './openChange.ts';
import { changeVerdicts, type LineVerdict } from './planChange.ts';

/** A change with what it would mean line by line. */
type JudgedChange = OpenChange & { readonly verdicts: readonly LineVerdict[] };

/** What a person does with changes of the retailer. */
export interface ChangeDesk {
  change(documentId: number): Promise<ChangeView>;
  decide(input: ParsedInputOf<'changes.decide'>): Promise<void>;
  /** Throws `conflict` where nobody has to decide any more, `not-found` where that is no other order of its number. */
  move(input: ParsedInputOf<'changes.move'>): Promise<void>;
}

export function createChangeDesk(context: OutboundContext, wake: () => void): ChangeDesk {
  const { store, ports, publish } = context.parts;

  function changed(): void {
    for (const topic of ['orders', 'attention'] as const) publish({ topic });
    wake();
  }

  async function load(documentId: number): Promise<JudgedChange> {
    const open = await openChange(context, documentId);
    const { changed, basis, states, additions, earlierOpen, saidLater } = open;
    const facts = { dates: basis.partner.sheet, additions, earlierOpen, saidLater };
    return { ...open, verdicts: changeVerdicts(changed, basis.draftOrder, states, facts) };
  }

  return {
    async change(documentId) {
      const open = await load(documentId);
      return viewOf(open, await store.orderChange({ documentId }), await ordersOfNumber(store, open.basis.answered.thread));
    },
    async decide({ documentId, decision, refusedLines, reason }) {
      const open = await load(documentId);
      if (!isOpen(open.document)) throw isDecided();
      const { quantityIs } = open.basis.sheet.sheet.changes;
      const decided = { decision, refusedLines, reason, who: ports.identity.user, at: ports.clock.now(), quantityIs };
      if (decision !== 'refuse') refuseUnwritten(open);
      const accepted = open.verdicts.filter(({ position }) => isAccepted(decided, position));
      const impossible = accepted.filter(({ allowed }) => !allowed);
      if (impossible.length > 0) throw notAllowed(impossible);
      if (decision === 'accept-in-part' && (accepted.length === 0 || accepted.length === open.verdicts.length))
        throw new AppError({
          code: 'invalid-input',
          message: 'Accepting in part needs lines that are refused and lines that are not; else accept or refuse all of it.',
        });
      const wanted = accepted.flatMap((verdict) => verdict.wanted);
      await store.decideChange({ documentId, threadId: open.threadId, decision: decided, wanted });
      changed();
    },
    async move({ documentId, threadId, reason }) {
      const document = await store.document({ documentId });
      if (!document) throw new AppError({ code: 'not-found', message: 'This document does not exist any more.' });
      const [own] = await store.answeredThreads({ threadIds: document.threadId === undefined ? [] : [document.threadId] });
      const { reference, others } = own ? await ordersOfNumber(store, own.thread) : { reference: '', others: [] };
      const other = others.find((entry) => entry.threadId === threadId);
      if (!other)
        throw new AppError({ code: 'not-found', message: 'That is no other order of this number any more; look at it again.' });
      if (!isOpen(document)) throw isDecided();
      const audit = { who: ports.identity.user, what: `Said to be about ${other.reference}, not ${reference}`, detail: reason };
      const at = ports.clock.now();
      await store.moveChange({ documentId, threadId, seen: document.seen, at, audit: { ...audit, tone: 'neutral' } });
      changed();
    },
  };
}

const isDecided = (): AppError =>
  new AppError({ code: 'conflict', message: 'Nobody has to decide about this change any more; look at the order again.' });

/** Only lines are written to Dynamics: accepting what is for the whole order would promise what nobody does. */
function refuseUnwritten({ basis, change }: OpenChange): void {
  const byHand = change.purpose === '01' ? ['It cancels the order.'] : headerChanges(basis.order, change);
  if (byHand.length === 0) return;
  throw new AppError({
    code: 'not-allowed',
    message: `This is for the whole order and is not written to Dynamics from here: ${byHand.slice(0, 3).join('; ')}. Change it in Dynamics by hand and mark the change as applied, or refuse it.`,
  });
}

function notAllowed(lines: readonly LineVerdict[]): AppError {
  const named = lines.slice(0, 3).map(({ changed, position, why }) => `line ${changed.line.lineNumber || position}: ${why}`);
  return new AppError({
    code: 'not-allowed',
    message: `Dynamics does not take it now: ${named.join(' ')}${lines.length > 3 ? ` (and ${lines.length - 3} more)` : ''} Accept in part, refuse, or change it in Dynamics by hand and mark it as applied.`,
  });
}

function viewOf(
  { document, threadId, basis, change, states, verdicts }: JudgedChange,
  row: Awaited<ReturnType<OutboundContext['parts']['store']['orderChange']>>,
  ofNumber: OrdersOfNumber,
): ChangeView {
  return {
    documentId: document.id,
    threadId,
    ...ofNumber,
    kind: change.kind,
    purchaseOrder: basis.order.number,
    sentences: [
      ...(change.kind === '860'
        ? [...headerChanges(basis.order, change), ...addedNotes(basis.order, change), ...changeSentences(change)]
        : differences(basis.order, change)),
    ],
    orders: states.map(({ salesOrder, stage, status }) => ({ salesOrder, stage, status })),
    lines: verdicts.map(({ position, changed, allowed, why, wanted }) => ({
      position,
      lineNumber: changed.line.lineNumber,
      item: changed.line.item.buyerPart || changed.line.item.vendorPart || changed.line.item.upc,
      code: changed.code,
      unit: changed.line.unit,
      ...(changed.previous === undefined ? {} : { before: changed.previous }),
      after: decimalText(changed.quantity),
      ...(changed.before?.price === undefined ? {} : { priceBefore: changed.before.price }),
      ...(changed.line.price === undefined ? {} : { priceAfter: changed.line.price }),
      allowed,
      why,
      nothingToDo: allowed && wanted.length === 0,
    })),
    ...(row === undefined
      ? {}
      : {
          decided: {
            decision: row.decision.decision,
            state: row.state,
            message: row.message,
            who: row.decision.who,
            at: row.decision.at,
            reason: row.decision.reason,
          },
        }),
    ...(isOpen(document) ? {} : { closed: 'Nobody has to decide about this change any more.' }),
  };
}
