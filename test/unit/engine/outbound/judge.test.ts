import { describe, expect, it } from 'vitest';
import type { Finding } from '#core/domain/finding.ts';
import { basisOf } from '#core/domain/releasedRule.ts';
import { judge, type Judged } from '#core/engine/outbound/judge.ts';
import type { DraftHold, PostingRow } from '#core/store/types/postings.ts';
import { posting, postingLine } from '../../drafting/fixture.ts';

const input = (change: Partial<Judged> = {}): Judged => ({
  words: { kind: '856', number: 'PS-1', partner: 'Northwind', purchaseOrder: '4500' },
  findings: [],
  missing: [],
  choices: [],
  contentHash: 'now',
  before: [],
  corrected: [],
  weights: { severities: {} },
  review: false,
  ...change,
});

const found = (severity: Finding['severity'], change: Partial<Finding> = {}): Finding => ({
  severity,
  rule: '856-09',
  path: 'Shipment/Header',
  message: 'No bill of lading.',
  value: '',
  expected: 'one',
  ...change,
});

const hold = (change: Partial<DraftHold>): DraftHold => ({
  id: 1,
  cause: 'draft-rule',
  rule: '856-09',
  path: 'Shipment/Header',
  basis: '',
  message: 'm',
  groupKey: 'g',
  open: false,
  accepted: true,
  closedBy: 'Ann',
  closedAt: '2026-03-02T00:00:00.000Z',
  reason: 'agreed',
  ...change,
});

/** A packing slip that Dynamics changed. */
const row = (change: Partial<PostingRow>): PostingRow => ({
  id: 1,
  key: 'key',
  posting: posting('packing-slip', [postingLine(1)]),
  contentHash: 'h',
  state: 'corrected',
  message: '',
  gone: false,
  threadIds: [1],
  firstSeenAt: '2026-03-02T00:00:00.000Z',
  changedAt: '2026-03-02T00:00:00.000Z',
  ...change,
});

describe('what becomes of a draft', () => {
  it('leaves, or is reviewed, where nothing stands in its way', () => {
    expect(judge(input()).state).toBe('ready');
    expect(judge(input({ review: true })).state).toBe('review');
    expect(judge(input({ findings: [found('WARN')] })).state).toBe('ready');
  });

  it('waits for data, and is held where a person is needed, all reasons at once', () => {
    const missing = [{ path: '', what: 'cartons', nextStep: 'pack it' }];
    expect(judge(input({ missing })).state).toBe('waiting');
    const held = judge(input({ missing, findings: [found('HOLD'), found('BLOCK', { rule: '856-01' })] }));
    expect(held).toMatchObject({ state: 'held', holds: [{ cause: 'draft-rule' }, { cause: 'draft-block' }] });
  });

  it('lets pass what a person let pass, as long as it rests on the same', () => {
    const finding = found('HOLD');
    const passed = hold({ basis: basisOf(finding) });
    expect(judge(input({ findings: [finding], before: [passed] })).state).toBe('ready');
    expect(judge(input({ findings: [found('HOLD', { value: 'other' })], before: [passed] })).state).toBe('held');
    expect(judge(input({ findings: [found('BLOCK')], before: [hold({ basis: basisOf(found('BLOCK')) })] })).state).toBe('held');
  });

  it('asks for a code and what must stand beside it in one question', () => {
    const choice = { question: 'Do the other 36 EA come later, or never?' } as Judged['choices'][number];
    const lacks = found('BLOCK', { rule: '855-04', message: 'Line 1: IR needs a reason.' });
    const asked = judge(input({ choices: [choice], findings: [lacks, found('BLOCK', { rule: '855-02' })] }));
    expect(asked.holds.map(({ cause, rule }) => [cause, rule])).toEqual([
      ['draft-block', '855-02'],
      ['draft-choice', undefined],
    ]);
    expect(asked.findings.map(({ rule }) => rule)).toEqual(['855-02']);
    expect(judge(input({ findings: [lacks] })).holds).toMatchObject([{ cause: 'draft-block', rule: '855-04' }]);
  });

  it('weighs findings by the partner', () => {
    expect(
      judge(input({ findings: [found('HOLD', { rule: '850-08' })], weights: { severities: { '850-08': 'OFF' } } })).state,
    ).toBe('ready');
  });

  it('holds what Dynamics corrected until exactly that content was let pass', () => {
    const changed = row({ message: 'D1: 20 ea instead of 24 ea.' });
    expect(judge(input({ corrected: [changed] }))).toMatchObject({ state: 'held', holds: [{ cause: 'corrected', basis: 'h' }] });
    const passed = hold({ cause: 'corrected', rule: '', basis: 'h' });
    expect(judge(input({ corrected: [changed], before: [passed] })).state).toBe('ready');
    expect(judge(input({ corrected: [{ ...changed, contentHash: 'i' }], before: [passed] })).state).toBe('held');
  });

  it('blocks what Dynamics does not have any more, whatever was let pass of it', () => {
    const gone = row({ key: 'K', gone: true });
    const words = 'Dynamics does not have it any more.';
    const passed = hold({ cause: 'corrected', rule: '', basis: 'h' });
    const { state, holds } = judge(input({ corrected: [gone], before: [passed] }));
    expect([state, holds.map(({ cause, basis, groupKey }) => [cause, basis, groupKey])]).toEqual([
      'held',
      [['draft-block', `K ${words}`, 'withdrawn']],
    ]);
  });

  it('keeps a note that sent it back until the draft says something else', () => {
    const note = hold({ groupKey: 'sent-back', open: true, accepted: false, basis: 'now', rule: '' });
    expect(judge(input({ before: [note], review: true })).state).toBe('held');
    expect(judge(input({ before: [note], review: true, contentHash: 'later' })).state).toBe('review');
  });

  it('asks what only a person knows', () => {
    const choices = [
      { about: 'rest', position: 1, store: '', lineNumber: '001', quantity: '2', question: 'What of the rest?', options: [] },
    ] as const;
    expect(judge(input({ choices }))).toMatchObject({
      state: 'held',
      holds: [{ cause: 'draft-choice', message: 'What of the rest?' }],
    });
  });
});
