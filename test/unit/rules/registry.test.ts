import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MappingGap } from '#core/domain/mapping.ts';
import { ruleCatalogue, ruleEntry } from '#core/domain/rules/catalogue.ts';
import { cancellationHold, changeHold, conflictHold, purposeHold, replacementHold } from '#core/engine/intake/holdTexts.ts';
import { adoptHold, doubleOrderHold } from '#core/engine/orders/holdTexts.ts';
import { gapText } from '#core/mapping/gapTexts.ts';
import { ruleColumns } from '#core/mapping/tables/ruleColumns.ts';
import { splitFindings } from '#core/mapping/stores.ts';
import { arrivalRules, orderChecks } from '#core/rules/registry.ts';
import { ruleCases } from './cases.ts';
import { line, order } from '../mapping/fixture.ts';

const ids = (place: string): readonly string[] => ruleCatalogue.filter((entry) => entry.place === place).map((entry) => entry.id);
const words = { partner: 'P', purchaseOrder: '1' };
const whose = { partnerId: 'P', vendor: 'V' };

describe('the registry', () => {
  it('names every rule that the product promises, each once', () => {
    const wanted = {
      GEN: ['01', '02', '03', '04', '05', '06', '07', '11', '12', '13', '16'],
      ITM: ['01', '02', '03', '04', '05', '06', '08', '11'],
      '850': ['01', '02', '03', '05', '06', '07', '08', '09', '14'],
      '855': ['01', '02', '03', '04', '05', '07', '08'],
      '856': ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '20'],
      LBL: ['01', '02', '03', '05'],
      '810': ['01', '03', '05', '06', '07', '08', '09', '12', '16', '18'],
      '860': ['01'],
    };
    const all = Object.entries(wanted).flatMap(([family, numbers]) => numbers.map((number) => `${family}-${number}`));
    expect(all.filter((id) => !ruleEntry(id))).toEqual([]);
    expect(new Set(ruleCatalogue.map((entry) => entry.id)).size).toBe(ruleCatalogue.length);
  });

  it('has exactly one check for every rule that is decided by one', () => {
    const checks = [...arrivalRules, ...orderChecks].map((rule) => rule.id);
    expect(checks.toSorted()).toEqual(ids('rules').toSorted());
    expect(ruleCases.map((entry) => entry.rule).toSorted()).toEqual(checks.toSorted());
  });

  it('stands in the docs as it is', () => {
    const docs = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
    for (const { id, title, severity, noOverride } of ruleCatalogue) {
      const row = docs.split('\n').find((line) => line.startsWith(`| ${id} |`)) ?? '';
      expect(row).toContain(title);
      expect(row).toContain(`| ${severity}${noOverride ? ', for every partner' : ''} |`);
    }
    expect(ruleColumns.filter(({ name }) => !docs.includes(`\`${name}\``))).toEqual([]);
  });

  it('every rule says what it costs in whole sentences', () => {
    for (const entry of ruleCatalogue) {
      expect(entry.title).toMatch(/^[A-Z].*\.$/);
      expect(entry.cost).toMatch(/\.$/);
      expect(entry.sources.every((source) => /^S\d+$/.test(source))).toBe(true);
    }
  });

  it('rules of identity fire under their ids', () => {
    const change = { tie: false, late: false, sentences: [] };
    expect(conflictHold(words, [], { cancelled: false, begun: false }).rule).toBe('850-02');
    expect(purposeHold(words, '53').rule).toBe('850-03');
    expect(replacementHold(words, [], { cancelled: false, begun: true }).rule).toBe('GEN-04');
    expect(cancellationHold(words).rule).toBe('GEN-04');
    expect([changeHold(words, { ...change, late: true }).rule, changeHold(words, { ...change, tie: true }).rule]).toEqual([
      '860-01',
      '860-01',
    ]);
    expect(changeHold(words, change).rule).toBeUndefined();
  });

  it('rules of the sales order fire under theirs', () => {
    const plan = { company: 'usmf', customer: 'C', reference: 'R', requisition: 'R', lines: [] } as never;
    expect([adoptHold(plan, { candidates: [], why: 'other-reference' }).rule, doubleOrderHold(plan, []).rule]).toEqual([
      '850-01',
      '850-01',
    ]);
  });

  it.each<readonly [string, MappingGap['fix']]>([
    ['GEN-01', { fix: 'partner', ...whose, inactive: false }],
    ['GEN-13', { fix: 'location', ...whose, qualifier: '92', code: '0817', name: '', address: [] }],
    ['ITM-01', { fix: 'item', ...whose, identifiers: {}, description: 'x', unit: 'EA' }],
    ['ITM-11', { fix: 'item-choice', ...whose, identifiers: {}, description: 'x', candidates: [] }],
    ['ITM-04', { fix: 'unit', ...whose, itemNumber: 'D1', ediUnit: 'CA', itemUnit: 'ea' }],
  ])('%s is what a missing mapping breaks', (rule, fix) => {
    expect(gapText({ key: 'k', path: '', lines: 1, fix }, words).rule).toBe(rule);
    expect(ruleEntry(rule)?.documents).toContain('850');
  });

  it('850-06 names both figures; it passes where they agree and where no store is named', () => {
    const stores = (quantity: string) => [{ store: '0101', qualifier: '92', quantity, unit: 'EA', path: 's' }];
    expect(splitFindings(order({ lines: [line(1, { stores: stores('24') })] }))).toEqual([]);
    expect(splitFindings(order({ lines: [line(1)] }))).toEqual([]);
    expect(splitFindings(order({ lines: [line(1, { stores: stores('20') })] }))).toEqual([
      {
        severity: 'HOLD',
        rule: '850-06',
        path: 'Order/LineItem[1]/OrderLine/OrderQty',
        message: 'Line 001: the stores add up to 20, the line orders 24.',
        value: '20',
        expected: '24',
        cost: 'A store gets too little or too much: a shortage or an overage at the retailer.',
        fix: { fix: 'retailer', ask: 'quantities of the stores that add up to the line' },
      },
    ]);
  });
});
