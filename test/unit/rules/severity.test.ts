import { describe, expect, it } from 'vitest';
import type { Finding } from '#core/domain/finding.ts';
import { defaultPartnerSheet, sheetSeverities } from '#core/domain/partnerSheet.ts';
import { ruleCatalogue } from '#core/domain/rules/catalogue.ts';
import { readSeverities } from '#core/mapping/tables/ruleColumns.ts';
import { partnerSheetTable } from '#core/mapping/tables/partners.ts';
import { weigh } from '#core/rules/severity.ts';
import { partner } from '../mapping/fixture.ts';

const finding = (rule: string, severity: Finding['severity'] = 'HOLD'): Finding => ({ rule, severity, path: '', message: 'm' });

describe("a partner's own severities", () => {
  it.each([
    ['raises', '850-05', 'WARN', 'BLOCK', 'BLOCK'],
    ['lowers', '850-07', 'HOLD', 'WARN', 'WARN'],
    ['lowers a block that may be', 'ITM-02', 'BLOCK', 'HOLD', 'HOLD'],
    ['switches off', '850-14', 'HOLD', 'OFF', undefined],
    ['cannot lower what has no override', 'GEN-02', 'BLOCK', 'WARN', 'BLOCK'],
    ['cannot switch off what has no override', '850-16', 'BLOCK', 'OFF', 'BLOCK'],
    ['cannot lower what weighs more than its rule', 'ITM-05', 'BLOCK', 'WARN', 'BLOCK'],
    ['lowers the same rule where it weighs as usual', 'ITM-05', 'HOLD', 'WARN', 'WARN'],
    ['cannot lower a cancelled order with its cancel date', '856-05', 'BLOCK', 'OFF', 'BLOCK'],
    ['switches off the cancel date alone', '856-05', 'HOLD', 'OFF', undefined],
    ['cannot touch what the catalogue does not know', 'RSX-DATE', 'WARN', 'OFF', 'WARN'],
  ] as const)('%s', (_what, rule, severity, said, expected) => {
    expect(weigh([finding(rule, severity)], { severities: { [rule]: said } })[0]?.severity).toBe(expected);
  });

  it('leave every other rule alone', () => {
    const all = ruleCatalogue.map((entry) => finding(entry.id, entry.severity));
    expect(weigh(all, defaultPartnerSheet)).toEqual(all);
    expect(weigh(all, { severities: { '850-07': 'OFF' } })).toEqual(all.filter((found) => found.rule !== '850-07'));
  });

  it('no rule without override is below BLOCK or HOLD', () => {
    const fixed = ruleCatalogue.filter((entry) => entry.noOverride);
    expect(fixed.length).toBeGreaterThan(5);
    expect(fixed.filter((entry) => entry.severity !== 'BLOCK' && entry.severity !== 'HOLD')).toEqual([]);
  });

  it.each([
    ['850-07=WARN;ITM-06=off', { value: { '850-07': 'WARN', 'ITM-06': 'OFF' } }],
    ['850-07', { sentence: expect.stringContaining('850-07=WARN') as unknown }],
    ['850-07=LOUD', { sentence: expect.stringContaining(sheetSeverities.join(', ')) as unknown }],
    ['850-77=HOLD', { sentence: expect.stringContaining('no rule 850-77') as unknown }],
    ['GEN-01=WARN', { sentence: expect.stringContaining('rule GEN-01 holds for every partner') as unknown }],
  ])('in a file: %s', (text, expected) => {
    expect(readSeverities(text)).toEqual(expected);
  });
});

describe("the columns of a partner's sheet", () => {
  const byName = new Map(partnerSheetTable.columns.map((column) => [column.name, column]));
  const read = (name: string, text: string): unknown => {
    const draft: Record<string, unknown> = { sheet: defaultPartnerSheet };
    const problem = byName.get(name)?.read(text, draft);
    return problem ?? (draft['sheet'] as Record<string, unknown>)[name];
  };

  it.each([
    ['agreedDocuments', '850 855', ['850', '855']],
    ['agreedDocuments', '850 ham', 'name kinds of documents: 850 855 856 810 860 865 846'],
    ['stage', 'Live', 'live'],
    ['stage', 'beta', 'write test, live, or nothing'],
    ['locationCodeLength', '4', 4],
    ['locationCodeLength', 'four', 'write a length from 1 to 35, or 0 for any'],
    ['orderMultiple', 'case', 'case'],
    ['orderMinimum', '12.0', '12'],
    ['orderMaximum', '-1', 'write a quantity of one line in its own unit, 12'],
    ['leadDays', '10', 10],
    ['leadDays', '1.5', 'write days as a whole number from 0 to 999'],
    ['priceUpAmount', '0.50', '0.5'],
    ['priceDownPercent', '2 %', 'write percent without a sign, 2.5'],
    ['notesMustBeRead', 'no', false],
    ['exemptNotes', 'SHP; GEN', ['SHP', 'GEN']],
    ['exemptNotes', 'none', []],
  ])('%s: %s', (name, text, expected) => {
    expect(read(name, text)).toEqual(expected);
  });

  it('write what they read', () => {
    const row = partner({
      agreedDocuments: ['850'],
      stage: 'live',
      locationCodeLength: 4,
      orderMultiple: 'inner',
      orderMinimum: '12',
      orderMaximum: '144',
      leadDays: 3,
      priceUpAmount: '0.5',
      priceUpPercent: '2',
      priceDownAmount: '1',
      priceDownPercent: '5',
      notesMustBeRead: false,
      exemptNotes: ['SHP'],
      severities: { '850-07': 'WARN' },
    });
    const draft: Record<string, unknown> = { sheet: defaultPartnerSheet };
    for (const column of partnerSheetTable.columns) expect(column.read(column.write(row), draft)).toBeUndefined();
    expect(draft['sheet']).toEqual(row.sheet);
  });
});
