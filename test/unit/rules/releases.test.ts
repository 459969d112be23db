import { describe, expect, it } from 'vitest';
import type { Finding } from '#core/domain/finding.ts';
import { basisOf, readReleases, type ReleasedRule } from '#core/domain/releasedRule.ts';
import { customer, facts, goodOrder, oneLine, partnerId, said, unknownItem } from './support.ts';
import { ruleHold } from '#core/engine/intake/holdTexts.ts';
import { heldFindings } from '#core/rules/releases.ts';

const price: Finding = {
  rule: '850-08',
  severity: 'HOLD',
  path: 'L1/PurchasePrice',
  message: 'Too dear.',
  value: '13.5',
  expected: '12.5',
};
const release = (of: Finding, change: Partial<ReleasedRule> = {}): ReleasedRule => ({
  rule: of.rule,
  path: of.path,
  basis: basisOf(of),
  who: 'ann',
  at: '2026-03-02T09:00:00.000Z',
  reason: 'agreed by phone',
  ...change,
});

describe('what a person released', () => {
  it('is not held again', () => {
    expect(heldFindings([price], [release(price)])).toEqual([]);
  });

  it.each([
    ['another value', { ...price, value: '14' }],
    ['another expectation', { ...price, expected: '12' }],
    ['another basis', { ...price, basis: 'x' }],
  ])('is held again with %s, and says whose release is void', (_what, changed) => {
    expect(heldFindings([changed], [release(price)])).toEqual([
      {
        ...changed,
        message: 'Too dear. (It was released by ann on Mar 2, 2026: “agreed by phone”; what was released has changed since.)',
      },
    ]);
  });

  it('does not speak for another place or another rule', () => {
    const other = { ...price, path: 'L2/PurchasePrice' };
    expect(heldFindings([price, other], [release(price)])).toEqual([other]);
    expect(heldFindings([{ ...price, rule: '850-09' }], [release(price)])).toEqual([{ ...price, rule: '850-09' }]);
  });

  it('never is a BLOCK', () => {
    const block: Finding = { ...price, severity: 'BLOCK' };
    expect(heldFindings([block], [release(block)])).toEqual([block]);
    expect(ruleHold(block, { partner: 'P', purchaseOrder: '1' }).cause).toBe('block');
  });

  it('WARN and INFO hold nothing', () => {
    expect(
      heldFindings(
        [
          { ...price, severity: 'WARN' },
          { ...price, severity: 'INFO' },
        ],
        [],
      ),
    ).toEqual([]);
  });

  it('records of before, which were bare ids, are read and bind to nothing', () => {
    const releases = readReleases(JSON.stringify(['850-08', release(price)]));
    expect(releases[0]).toMatchObject({ rule: '850-08', basis: '' });
    expect(heldFindings([price], releases)).toEqual([]);
    expect(heldFindings([price], releases.slice(0, 1))[0]?.message).toBe(
      'Too dear. (The rule was released on this order before; for what exactly was not kept then.)',
    );
  });

  it('the hold carries what a release of it would bind to', () => {
    expect(ruleHold(price, { partner: 'P', purchaseOrder: '1' })).toMatchObject({
      cause: 'rule',
      basis: basisOf(price),
      groupKey: 'rule:850-08',
    });
  });

  it('holds stand together by the act that frees them: a product, a partner’s sheet, else the rule', () => {
    const keyOf = (...document: Parameters<typeof said>) =>
      said(...document).map((found) => ruleHold(found, { partner: 'Northwind', purchaseOrder: '1' }).groupKey);
    const master = { customer, items: [unknownItem('D1')] };
    expect(keyOf(oneLine(), facts({ master }))).toEqual(['product:usmf:D1']);
    expect(keyOf(goodOrder(), facts({}, { agreedDocuments: ['810'] }))).toEqual([`sheet:GEN-01:${partnerId}:V`]);
    expect(keyOf(oneLine({ quantity: '0' }), facts(), '850-17')).toEqual(['rule:850-17']);
  });
});

describe('texts of a size that nobody reads', () => {
  const long = 'x'.repeat(5_000_000);
  it('make no large hold, and still bind a release to what they were', () => {
    const [found] = said(goodOrder({ notes: [{ code: 'GEN', text: long, path: 'n' }] }), facts(), '850-14');
    expect(JSON.stringify(found).length).toBeLessThan(5_000);
    const shorter = said(goodOrder({ notes: [{ code: 'GEN', text: long.slice(1), path: 'n' }] }), facts(), '850-14')[0];
    expect(found && shorter && basisOf(found) !== basisOf(shorter)).toBe(true);
  });
  it('are cut in values too', () => {
    const item = { buyerPart: '', vendorPart: '', upc: `${long}x`, gtin: '', ean: '' };
    expect(JSON.stringify(said(oneLine({ item }), facts())).length).toBeLessThan(5_000);
  });
  it('and so are many notes', () => {
    const notes = Array.from({ length: 39_000 }, (_, index) => ({ code: 'GEN', text: `note ${index}`, path: `n${index}` }));
    const [found] = said(goodOrder({ notes }), facts(), '850-14');
    expect(found?.message).toMatch(/^39000 notes must be read .* and 38980 more$/);
  });
});
