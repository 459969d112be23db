import { describe, expect, it } from 'vitest';
import { AppError } from '#core/contract/errors.ts';
import { correctionOf } from '#core/domain/correction.ts';
import { correctionPolicies } from '#core/domain/outboundSheet.ts';
import { collectsNothing } from '#core/engine/outbound/pickup.ts';
import { nameStart, remoteName } from '#core/engine/outbound/remoteName.ts';
import { endsSending, uploadOutcome } from '#core/engine/outbound/uploadOutcome.ts';
import { isOver, napToRing } from '#core/engine/schedule.ts';
import type { SendRow } from '#core/store/types/sends.ts';

describe('the remote name', () => {
  const document = { kind: '855', number: 'PO 47/11-ä', partnerId: '7QAALLCONTOSOUS' } as const;
  it('is ASCII without spaces, says what it is, and differs by moment and content', () => {
    const name = remoteName(document, 'abcdef0123456789', '2026-03-02T10:20:30.456Z');
    expect(name).toBe('PRPO_47_11__-7QAALLCONTOSOUS-20260302T102030456-abcdef01.xml');
    expect(name).toMatch(/^[\x21-\x7e]+$/);
    expect(name.startsWith(nameStart(document))).toBe(true);
    expect(remoteName(document, 'ffffffff0', '2026-03-02T10:20:30.456Z')).not.toBe(name);
    expect(remoteName(document, 'abcdef0123456789', '2026-03-02T10:20:30.457Z')).not.toBe(name);
  });
  it('stays short for a number of any length', () => {
    expect(remoteName({ ...document, number: 'X'.repeat(300) }, 'abcdef01', '2026-03-02T10:20:30.456Z').length).toBeLessThan(120);
  });
});

describe('a failed upload', () => {
  const error = (code: AppError['code'], more: Partial<ConstructorParameters<typeof AppError>[0]> = {}) =>
    new AppError({ code, message: 'm', ...more });
  it.each([
    ['a plain no', error('sps-refused'), 'refused'],
    ['too large', error('sps-too-large'), 'refused'],
    ['slow down', error('sps-throttled', { retry: 'after' }), 'retry'],
    ['no connection', error('sps-unreachable', { retry: 'later' }), 'retry'],
    ['a missing folder', error('sps-folder-missing'), 'retry'],
    ['a reset half-way', error('sps-unreachable', { retry: 'later', outcome: 'unknown' }), 'unknown'],
    ['a server error', error('sps-server-error', { retry: 'later', outcome: 'unknown' }), 'unknown'],
  ] as const)('%s', (_what, failure, expected) => {
    expect(uploadOutcome(failure)).toBe(expected);
  });
  it('ends sending where the next one would fail the same way', () => {
    expect(endsSending(error('sps-folder-missing'))).toBe(true);
    expect(endsSending(error('sps-unreachable', { retry: 'later' }))).toBe(false);
    expect(endsSending(error('sps-refused'))).toBe(false);
  });
});

describe('a correction', () => {
  it.each(correctionPolicies)('by the policy %s says what will happen', (policy) => {
    const correction = correctionOf(policy, '856');
    expect(correction.warning).toContain('ship notice');
    expect(correction.allowed).toBe(policy !== 'never');
    expect(correction.redrafts.length > 0).toBe(correction.allowed);
  });
  it('that cancels comes before the new one, which has a number of its own', () => {
    expect(correctionOf('cancel-and-new', '856').redrafts).toEqual([
      { intent: 'cancel', newNumber: false },
      { intent: 'original', newNumber: true },
    ]);
    expect(correctionOf('call-first', '810').needsCall).toBe(true);
    expect(correctionOf('replace', '810').warning).toMatch(/^An invoice /);
    expect(correctionOf('replace', '856').warning).toMatch(/^A ship notice /);
  });
  it.each(correctionPolicies)(
    'of a cancellation is a cancellation alone: what came in place of the first is there already (%s)',
    (policy) => {
      const { allowed, warning, redrafts } = correctionOf(policy, '856', { cancels: true });
      expect(allowed).toBe(policy !== 'never');
      expect(redrafts).toEqual(policy === 'never' ? [] : [{ intent: 'cancel', newNumber: false }]);
      expect(warning).toContain(policy === 'never' ? 'takes no second ship notice' : 'takes another one back');
    },
  );
  it.each(correctionPolicies)('of what Dynamics took back is a cancellation alone (%s)', (policy) => {
    const { allowed, needsCall, warning, redrafts } = correctionOf(policy, '856', { withdrawn: true });
    expect([allowed, needsCall]).toEqual([policy !== 'never', policy === 'call-first']);
    expect(redrafts).toEqual(policy === 'never' ? [] : [{ intent: 'cancel', newNumber: false }]);
    expect(warning).toContain(
      policy === 'never' ? 'takes no second ship notice' : 'Dynamics took back what this ship notice told',
    );
  });
});

describe('SPS that collects nothing', () => {
  const at = (hours: number): string => new Date(Date.parse('2026-03-02T00:00:00.000Z') + hours * 3_600_000).toISOString();
  const lying = (hours: number): SendRow => ({ sentAt: at(hours) }) as SendRow;
  it('is said after a day in which nothing at all was taken', () => {
    expect(collectsNothing([lying(0)], [], at(23))).toBe(false);
    expect(collectsNothing([lying(0)], [], at(24))).toBe(true);
    expect(collectsNothing([lying(0)], [at(20)], at(24))).toBe(false);
    expect(collectsNothing([], [], at(48))).toBe(false);
  });
});

describe('the ring', () => {
  const now = '2026-03-02T10:00:00.000Z';
  it('wakes the loop when it ends', () => {
    expect(napToRing(undefined, now, 60_000)).toBe(60_000);
    expect(napToRing('2026-03-02T10:00:30.000Z', now, 60_000)).toBe(30_001);
    expect(napToRing('2026-03-02T11:00:00.000Z', now, 60_000)).toBe(60_000);
    // Over, and not to be acted upon now: no busy loop.
    expect(napToRing('2026-03-02T09:00:00.000Z', now, 60_000)).toBe(1_000);
    expect(isOver('2026-03-02T10:00:00.000Z', now)).toBe(true);
    expect(isOver('2026-03-02T10:00:00.001Z', now)).toBe(false);
    expect(isOver(undefined, now)).toBe(false);
  });
});
