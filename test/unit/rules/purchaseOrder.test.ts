import { describe, expect, it } from 'vitest';
import { checkIntake } from '#core/rules/checkIntake.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { line, order } from '../mapping/fixture.ts';

const context = { today: '2026-03-02', readerFindings: [] };
const findings = (change: Partial<PurchaseOrder>, more: Partial<typeof context> = {}) =>
  checkIntake(order({ partnerId: '7QAALLCONTOSOUS', ...change }), { ...context, ...more }).map((found) => [
    found.rule,
    found.severity,
    found.path,
  ]);
const dates = (...pairs: readonly (readonly [string, string])[]) => ({
  dates: pairs.map(([qualifier, date], index) => ({ qualifier, date, path: `d${index}` })),
});

describe('the rules of an 850', () => {
  it('pass a good order', () => {
    expect(findings({})).toEqual([]);
  });
  it.each([
    ['no lines', { lines: [] }, [['850-16', 'BLOCK', 'Order']]],
    ['a zero quantity', { lines: [line(1, { quantity: '0' })] }, [['850-17', 'BLOCK', 'Order/LineItem[1]/OrderLine/OrderQty']]],
    [
      'a negative quantity',
      { lines: [line(1, { quantity: '-4' })] },
      [['850-17', 'BLOCK', 'Order/LineItem[1]/OrderLine/OrderQty']],
    ],
    ['a cancel date that is past', dates(['010', '2026-02-20'], ['001', '2026-03-01']), [['850-07', 'HOLD', 'd1']]],
    ['a requested date that is past', dates(['010', '2026-02-20'], ['001', '2026-03-20']), [['850-07', 'HOLD', 'd0']]],
    ['a window upside down', dates(['010', '2026-03-20'], ['001', '2026-03-10']), [['850-07', 'HOLD', 'd1']]],
    ['a line count that is wrong', { totalLines: '5' }, [['850-05', 'WARN', 'Order/Summary/TotalLineItemNumber']]],
    ['a total that is wrong', { totalAmount: '599.98' }, [['850-15', 'WARN', 'Order/Summary/TotalAmount']]],
    ['a partner id of another shape', { partnerId: 'SHORT' }, [['GEN-11', 'WARN', 'Order/Header/OrderHeader/TradingPartnerId']]],
  ] as const)('find %s', (_name, change, expected) => {
    expect(findings(change)).toEqual(expected);
  });
  it('cannot tell without the data, and say nothing', () => {
    const { totalAmount: _amount, totalLines: _lines, ...bare } = order();
    expect(findings({ ...bare, partnerId: '7QAALLCONTOSOUS', dates: [] })).toEqual([]);
  });
  it('stop an order whose dates could not be read', () => {
    const reader = [
      {
        severity: 'WARN' as const,
        rule: 'RSX-DATE',
        path: 'Order/Header/Dates[1]/Date',
        message: '2026-02-30 is no day',
        value: '2026-02-30',
      },
    ];
    expect(findings({}, { readerFindings: reader as never })).toEqual([['850-18', 'HOLD', 'Order/Header/Dates[1]/Date']]);
  });
  it('report everything at once', () => {
    expect(
      findings({ lines: [line(1, { quantity: '0' })], totalLines: '9', ...dates(['001', '2020-01-01']) }).length,
    ).toBeGreaterThanOrEqual(3);
  });
});
