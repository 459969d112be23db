import { decimalText, parseDecimal } from '#core/domain/decimal.ts';
import { isPackUnit } from '#core/domain/packUnits.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { dayInWords } from '#core/domain/time.ts';
import type { IntakeContext, LineFacts } from './context.ts';
import { askForRight } from './fixes.ts';
import { finding, type Found, type Rule } from './rule.ts';

type OrderRule = Rule<PurchaseOrder, IntakeContext>;

/**
 * ITM-01: the product that a line means is released in the company. That it is mapped at all, resolving says. The copy
 * of the master data has an age, so a person may say that it is released by now.
 */
export const stillReleased: OrderRule = {
  id: 'ITM-01',
  fix: ({ value = '' }, order, { partner }) => ({
    fix: 'product',
    partnerId: order.partnerId,
    company: partner?.company ?? '',
    itemNumber: value,
  }),
  check: (_order, { lines, partner }) =>
    lines.flatMap(({ line, name, resolved, master }) => {
      if (!resolved || master?.state !== 'unknown') return [];
      const company = partner?.company ?? 'the company';
      return [
        finding(
          'HOLD',
          line.path,
          `${name}: product ${resolved.itemNumber} is not released in ${company} any more, by the copy of the master data of ${dayInWords(master.asOf.slice(0, 10))}.`,
          {
            value: resolved.itemNumber,
            expected: `a product that is released in ${company}`,
            cost: 'Dynamics refuses the line. Release the product again, or map the item to the one that follows it.',
          },
        ),
      ];
    }),
};

/** ITM-06: a multiple of the pack, and within the least and the most; each only where the sheet asks for it. */
export const orderSteps: OrderRule = {
  id: 'ITM-06',
  fix: askForRight('another quantity'),
  check: (_order, { lines, sheet }) => {
    const least = sheet.orderMinimum === '' ? undefined : parseDecimal(sheet.orderMinimum);
    const most = sheet.orderMaximum === '' ? undefined : parseDecimal(sheet.orderMaximum);
    if (sheet.orderMultiple === 'off' && !least && !most) return [];
    return lines.flatMap((facts) => {
      const { line, name, quantity } = facts;
      if (!quantity) return [];
      const path = `${line.path}/OrderLine/OrderQty`;
      const told = (message: string, expected: string): Found =>
        finding('HOLD', path, `${name} orders ${decimalText(quantity)} ${line.unit}: ${message}.`, {
          value: decimalText(quantity),
          expected,
          cost: 'Cases must be broken, or more is ordered than anybody meant.',
        });
      const found: Found[] = [];
      const pack = packOf(facts, sheet.orderMultiple);
      if (pack && !quantity.modulo(pack).isZero()) {
        found.push(told(`no multiple of the pack of ${decimalText(pack)}`, `a multiple of ${decimalText(pack)}`));
      }
      if (least && quantity.lessThan(least)) {
        found.push(told(`less than the ${decimalText(least)} that were agreed`, `at least ${decimalText(least)}`));
      }
      if (most && quantity.greaterThan(most)) {
        found.push(told(`more than the ${decimalText(most)} that were agreed`, `at most ${decimalText(most)}`));
      }
      return found;
    });
  },
};

/**
 * The pack that quantities step by. A line in cases already counts packs, also where Dynamics sells by the case and converts
 * nothing; a line that is not resolved tells nothing.
 */
function packOf(
  { line, resolved }: LineFacts,
  multiple: IntakeContext['sheet']['orderMultiple'],
): ReturnType<typeof parseDecimal> {
  const text = multiple === 'case' ? line.pack : multiple === 'inner' ? line.innerPack : undefined;
  const pack = text === undefined || !resolved?.factor.equals(1) || isPackUnit(line.unit) ? undefined : parseDecimal(text);
  return pack?.greaterThan(1) ? pack : undefined;
}
