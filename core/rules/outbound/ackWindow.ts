import { Decimal } from '#core/domain/decimal.ts';
import type { OrderAck } from '#core/domain/orderAck.ts';
import { cancelAfterQualifiers } from '#core/domain/partnerSheet.ts';
import { dayInWords, type LocalDate } from '#core/domain/time.ts';
import { shipDayOf } from '#core/drafting/ackSituation.ts';
import { dayOf } from '#core/drafting/orderWindow.ts';
import { askedLines, type ScopedLine } from '#core/drafting/scope.ts';
import { inDynamics } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, lineName } from './common.ts';
import type { OutboundFacts } from './facts.ts';

const rejected: ReadonlySet<string> = new Set(['IR', 'ID']);

/** The lines of the 850 that this 855 answers. */
export function asked({ orders, store, sheet }: OutboundFacts): readonly ScopedLine[] {
  return orders[0] ? askedLines(orders[0], store, sheet.ack.perStore) : [];
}

/** 855-05: promised for a day to come, inside the window of the order. */
export const insideWindow: Rule<OrderAck, OutboundFacts> = {
  id: '855-05',
  fix: (found, _document, facts) =>
    inDynamics(
      found.expected === `from ${facts.today}`
        ? 'confirm the day on which the goods will ship'
        : 'confirm an earlier ship date, or agree a later cancel date with the buyer',
    )(),
  check: (document, facts) => {
    const order = facts.orders[0]?.order;
    if (!order) return [];
    const scope = asked(facts);
    return document.lines.flatMap((line, at) => {
      const own = scope[at]?.line.dates ?? [];
      const last = dayOf(own, order.dates, cancelAfterQualifiers, 'first');
      const soonest = dayOf(own, order.dates, ['037'], 'last');
      return line.acknowledgements.flatMap(({ scheduleDate, status }, index): readonly Found[] => {
        if (scheduleDate === undefined || rejected.has(status)) return [];
        const path = `OrderAck/LineItem[${at + 1}]/LineItemAcknowledgement[${index + 1}]/ItemScheduleDate`;
        const promise = `${lineName(line)}: promised for ${dayInWords(scheduleDate)}`;
        if (isOver(scheduleDate, line, scope[at], facts))
          return [
            findingAt(
              'HOLD',
              path,
              `${promise}, the day is over and no slip says that the goods left.`,
              scheduleDate,
              `from ${facts.today}`,
              'The retailer waits for goods that do not come, and counts the promise as broken.',
            ),
          ];
        if (last !== undefined && scheduleDate > last)
          return [
            findingAt(
              'HOLD',
              path,
              `${promise}, the order ends on ${dayInWords(last)}.`,
              scheduleDate,
              `by ${last}`,
              'What comes after the cancel date is cancelled by itself, and late promises are fined.',
            ),
          ];
        if (soonest !== undefined && scheduleDate < soonest)
          return [
            findingAt(
              'HOLD',
              path,
              `${promise}, the order asks not to ship before ${dayInWords(soonest)}.`,
              scheduleDate,
              `from ${soonest}`,
              'Goods that come early are refused.',
            ),
          ];
        return [];
      });
    });
  },
};

/** True where the ship day behind a promise is over and less has left by then than was promised by then. */
function isOver(
  day: LocalDate,
  line: OrderAck['lines'][number],
  scoped: ScopedLine | undefined,
  { orders, sheet, today, left }: OutboundFacts,
): boolean {
  const [order] = orders;
  if (!order || !scoped) return false;
  const { dateQualifier } = sheet.ack;
  const shipDay = shipDayOf(day, order, dateQualifier);
  if (shipDay >= today) return false;
  const promised = line.acknowledgements.filter(
    ({ scheduleDate, status }) => scheduleDate !== undefined && scheduleDate <= day && !rejected.has(status),
  );
  const gone = left.filter(
    (one) =>
      one.threadId === order.threadId &&
      one.position === scoped.line.position &&
      (scoped.store === '' || one.store === scoped.store) &&
      one.day <= shipDay,
  );
  return sum(gone).lessThan(sum(promised));
}

const sum = (parts: readonly { readonly quantity?: string }[]): Decimal =>
  parts.reduce((total, { quantity }) => total.plus(quantity ?? '0'), new Decimal(0));
