import { cancelAfterQualifiers } from '#core/domain/partnerSheet.ts';
import type { DocumentDate, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { addDays, dayInWords, type LocalDate } from '#core/domain/time.ts';
import type { IntakeContext } from './context.ts';
import { askFor, askForRight } from './fixes.ts';
import { finding, type Found, type Rule } from './rule.ts';

type OrderRule = Rule<PurchaseOrder, IntakeContext>;

/** 850-18: dates that are no dates stop the order: a wrong ship date is a fine. */
export const readableDates: OrderRule = {
  id: '850-18',
  fix: askFor('a date that can be read'),
  check: (_order, { readerFindings }) =>
    readerFindings
      .filter((found) => found.rule === 'RSX-DATE')
      .map((found) =>
        finding('HOLD', found.path, found.message, {
          ...(found.value === undefined ? {} : { value: found.value }),
          expected: found.expected ?? 'a day of the calendar',
          cost: 'Goods may ship too early or too late.',
        }),
      ),
};

interface Window {
  readonly cancelAfter: DocumentDate | undefined;
  readonly requested: DocumentDate | undefined;
  readonly notBefore: DocumentDate | undefined;
}

/** The earliest of them, wherever it stands: whoever meets that one meets the others. */
const dateOf = (order: PurchaseOrder, qualifiers: readonly string[]): DocumentDate | undefined =>
  order.dates
    .filter((date) => qualifiers.includes(date.qualifier))
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))[0];

/** 850-07: ship not before, requested and cancel-after in this order, none past, and the lead time left. */
export const shipWindow: OrderRule = {
  id: '850-07',
  fix: askForRight('dates that can be met'),
  check: (order, { today, sheet }) => {
    const window: Window = {
      cancelAfter: dateOf(order, cancelAfterQualifiers),
      requested: dateOf(order, ['010', '002']),
      notBefore: dateOf(order, ['037']),
    };
    return [...pastOrTooSoon(window, today, sheet.leadDays), ...outOfOrder(window)];
  },
};

/** A release binds to the date and to what was wrong with it, not to today. */
function pastOrTooSoon({ cancelAfter, requested }: Window, today: LocalDate, leadDays: number): readonly Found[] {
  if (cancelAfter && cancelAfter.date < today) {
    return [
      finding('HOLD', cancelAfter.path, `The order was to be cancelled after ${dayInWords(cancelAfter.date)}, which is past.`, {
        value: cancelAfter.date,
        expected: `${dayInWords(today)} or later`,
        basis: `past:${cancelAfter.date}`,
        cost: 'Goods shipped after the cancel date are refused.',
      }),
    ];
  }
  const found: Found[] = [];
  if (requested && requested.date < today) {
    found.push(
      finding('HOLD', requested.path, `The requested date ${dayInWords(requested.date)} is past; Dynamics takes no past dates.`, {
        value: requested.date,
        expected: `${dayInWords(today)} or later`,
        basis: `past:${requested.date}`,
        cost: 'Dynamics would refuse the order.',
      }),
    );
  }
  const earliest = leadDays > 0 ? addDays(today, leadDays) : today;
  if (cancelAfter && cancelAfter.date < earliest) {
    found.push(
      finding(
        'HOLD',
        cancelAfter.path,
        `The order is to be cancelled after ${dayInWords(cancelAfter.date)}: less than the ${leadDays} days that it needs from today (${dayInWords(today)}).`,
        {
          value: cancelAfter.date,
          expected: `${dayInWords(earliest)} or later`,
          basis: `lead:${cancelAfter.date}:${leadDays}`,
          cost: 'Accepting lead times that nobody can meet is a main cause of chargebacks.',
        },
      ),
    );
  }
  return found;
}

function outOfOrder({ cancelAfter, requested, notBefore }: Window): readonly Found[] {
  const cost = 'The order cannot be met as it is written.';
  const found: Found[] = [];
  const misplaced = (late: DocumentDate, path: string, message: string, against: LocalDate): void => {
    const said = { value: late.date, expected: `${dayInWords(against)} or earlier` };
    found.push(finding('HOLD', path, message, { ...said, cost, basis: `order:${late.date}:${against}` }));
  };
  if (cancelAfter && requested && cancelAfter.date < requested.date) {
    misplaced(
      requested,
      cancelAfter.path,
      `The cancel-after date ${dayInWords(cancelAfter.date)} is before the requested date ${dayInWords(requested.date)}.`,
      cancelAfter.date,
    );
  }
  if (notBefore && cancelAfter && cancelAfter.date < notBefore.date) {
    misplaced(
      notBefore,
      notBefore.path,
      `Ship not before ${dayInWords(notBefore.date)} is after the cancel-after date ${dayInWords(cancelAfter.date)}.`,
      cancelAfter.date,
    );
  }
  if (notBefore && requested && requested.date < notBefore.date) {
    misplaced(
      notBefore,
      notBefore.path,
      `Ship not before ${dayInWords(notBefore.date)} is after the requested date ${dayInWords(requested.date)}.`,
      requested.date,
    );
  }
  return found;
}
