import { describe, expect, it } from 'vitest';
import { isNotFound, noEvidence, type LookEvidence } from '#core/domain/sendEvidence.ts';
import { blind, historyFrom, settleUnknown, type Look } from '#core/engine/outbound/settleUnknown.ts';
import { unknownText } from '#core/engine/outbound/unknownText.ts';

const minute = (count: number): string => new Date(Date.parse('2026-03-02T10:00:00.000Z') + count * 60_000).toISOString();
const look = (change: Partial<Look> = {}): Look => ({
  listed: false,
  history: undefined,
  spsDate: minute(0),
  at: minute(0),
  ...change,
});
const entry = (...statuses: readonly string[]) => ({
  path: 'in/a.xml',
  direction: 'in',
  events: statuses.map((status, index) => ({ status, at: minute(index) })),
});

/** Looks one after the other, as far apart as said, that find nothing. */
function empty(...minutes: readonly number[]): LookEvidence {
  let evidence: LookEvidence = noEvidence;
  for (const at of minutes) {
    const settling = settleUnknown(evidence, look({ spsDate: minute(at), at: minute(at) }), 15);
    if (settling.found !== 'nowhere') throw new Error('nothing was there to find');
    ({ evidence } = settling);
  }
  return evidence;
}

describe('a lost answer', () => {
  it('was sent when the folder lists it, collected when history says so', () => {
    expect(settleUnknown(noEvidence, look({ listed: true }), 15)).toMatchObject({ found: 'sent' });
    expect(settleUnknown(noEvidence, look({ history: entry('uploaded') }), 15)).toMatchObject({
      found: 'sent',
      spsAt: minute(0),
    });
    expect(settleUnknown(noEvidence, look({ history: entry('uploaded', 'downloaded', 'deleted') }), 15)).toMatchObject({
      found: 'collected',
      spsAt: minute(1),
    });
  });
  it('is not "not found" before two empty looks, the second after the settle time', () => {
    expect(isNotFound(noEvidence)).toBe(false);
    expect(isNotFound(empty(0))).toBe(false);
    expect(isNotFound(empty(0, 5))).toBe(false);
    expect(isNotFound(empty(0, 5, 14))).toBe(false);
    expect(isNotFound(empty(0, 15))).toBe(true);
    expect(isNotFound(empty(0, 5, 15, 16))).toBe(true);
  });
  it('counts by the clock of SPS, whatever ours says', () => {
    const first = settleUnknown(noEvidence, look({ spsDate: minute(0), at: minute(0) }), 15);
    if (first.found !== 'nowhere') throw new Error('nothing was there to find');
    const ourClockJumped = settleUnknown(first.evidence, look({ spsDate: minute(1), at: minute(600) }), 15);
    expect(ourClockJumped).toMatchObject({ found: 'nowhere', evidence: { empty: 1 } });
  });
  it('waits twice as long by our own clock where SPS sends no date', () => {
    const first = settleUnknown(noEvidence, look({ spsDate: undefined }), 15);
    if (first.found !== 'nowhere') throw new Error('nothing was there to find');
    expect(settleUnknown(first.evidence, look({ spsDate: undefined, at: minute(20) }), 15)).toMatchObject({
      evidence: { empty: 1 },
    });
    expect(settleUnknown(first.evidence, look({ spsDate: undefined, at: minute(30) }), 15)).toMatchObject({
      evidence: { empty: 2 },
    });
  });
  it('says since when nobody can know, and offers nothing meanwhile', () => {
    const dark = blind(blind(empty(0, 15), minute(20), 'no answer'), minute(50), 'still none');
    expect(dark).toMatchObject({ blindSince: minute(20), blindBecause: 'still none', empty: 2 });
    expect(isNotFound(dark)).toBe(false);
    const said = unknownText(dark, { settle: 15, now: minute(80), again: false, timeZone: 'UTC' });
    expect(said).toMatchObject({ state: 'blind' });
    expect(said.known).toContain('2026-03-02 10:20:00 (UTC)');
    expect(said.known).toContain('60 minutes');
    // Sight again: what was known before still counts.
    expect(settleUnknown(dark, look({ spsDate: minute(81) }), 15)).toMatchObject({ evidence: { empty: 2 } });
  });
  it('is looked for in history from 26 hours before the oldest attempt', () => {
    expect(historyFrom([minute(10), minute(0)])).toBe('2026-03-01T08:00:00.000Z');
    expect(historyFrom([])).toBeUndefined();
  });
});
