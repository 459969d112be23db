import { describe, expect, it } from 'vitest';
import { isCorrected, outboundPlaces, placeOf } from '#core/domain/outbound.ts';
import { nextStepOf, type StepFacts } from '#core/domain/outboundSteps.ts';

const step = (facts: Partial<StepFacts>): string =>
  nextStepOf({
    place: 'held',
    draft: 'held',
    transport: 'none',
    business: 'none',
    waitText: undefined,
    holdStep: undefined,
    nextAt: undefined,
    ...facts,
  });

describe('what is next with a document', () => {
  it('is a sentence in every place', () => {
    for (const place of outboundPlaces) expect(step({ place }), place).toMatch(/^[A-Z].*\.$/);
  });

  it('is for a held one what its hold asks for, then what it waits for, and never only "open it"', () => {
    const holdStep = 'Put it right, or let it pass with a word on why.';
    const waitText = 'It waits for the 855.';
    expect(step({ holdStep, waitText })).toBe(holdStep);
    expect(step({ waitText })).toBe(waitText);
    expect(step({})).toContain('let it pass with a word on why, or set it aside');
  });

  it('asks first of what has left for what was corrected in Dynamics since', () => {
    const holdStep = 'Decide by the partner’s correction policy: send it again, or leave it as it is.';
    for (const place of ['sent', 'collected', 'accepted'] as const) expect(step({ place, holdStep })).toBe(holdStep);
    expect(step({ place: 'collected' })).toBe('Done.');
  });

  it('is for one that may go what keeps it all the same', () => {
    expect(step({ place: 'ready', holdStep: 'Name the folder.' })).toBe('Name the folder.');
  });

  it('tells one that is on its way from one whose answer was lost', () => {
    const place = placeOf('left', 'sending', 'none');
    expect(step({ place, transport: 'sending' })).toBe('It is on its way to SPS.');
    expect(step({ place, transport: 'unknown' })).toContain('desk of lost answers');
  });
});

describe('a document that the partner rejected', () => {
  it.each([
    ['stays rejected while no correction has left', undefined, 'rejected'],
    ['stands where its correction was sent', 'sent', 'sent'],
    ['goes along to collected', 'collected', 'collected'],
    ['goes along to accepted', 'accepted', 'accepted'],
    ['is no work beside a correction that was rejected too: it stands where it was left', 'rejected', 'collected'],
  ] as const)('%s', (_what, correction, expected) => {
    expect(placeOf('left', 'collected', 'rejected', correction)).toBe(expected);
    expect(isCorrected({ business: 'rejected', place: expected })).toBe(correction !== undefined);
  });

  it('has no other place by a correction while the partner did not reject it', () => {
    expect(placeOf('left', 'collected', 'none', 'sent')).toBe('collected');
    expect(placeOf('left', 'sent', 'accepted', 'sent')).toBe('accepted');
  });

  it('says what went in its place, and first what still holds it', () => {
    const facts = { place: 'collected', business: 'rejected', correctedBy: '810 INV-9 (2)' } as const;
    expect(step(facts)).toBe('The partner rejected it; 810 INV-9 (2) was sent in its place.');
    expect(step({ ...facts, holdStep: 'Decide.' })).toBe('Decide.');
  });
});
