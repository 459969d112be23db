import { describe, expect, it } from 'vitest';
import { AppError } from '#core/contract/errors.ts';
import { isMasterDue, nextMasterSync } from '#core/engine/masterData/due.ts';
import { leftOf, roundOf, targetsOf } from '#core/engine/masterData/targets.ts';
import type { MasterSetRow } from '#core/store/types/master.ts';

const now = '2026-03-02T12:00:00.000Z';
const minutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

describe('when master data is read', () => {
  it('is due when it never was, when its time has come, and when the clock was set back', () => {
    const due = (nextAt: string | undefined) => isMasterDue({ nextAt, everyHours: 24 }, now);
    expect(due(undefined)).toBe(true);
    expect(due('2026-03-02T12:00:00.000Z')).toBe(true);
    expect(due('2026-03-02T12:00:01.000Z')).toBe(false);
    expect(due('2026-03-03T12:14:00.000Z')).toBe(false);
    expect(due('2026-03-04T12:00:00.000Z')).toBe(true);
  });
  it('comes again after its interval, sooner after a failure, and not before it may after a 429', () => {
    const next = (failure?: AppError) =>
      nextMasterSync({ at: now, everyHours: 24, fraction: 0.5, ...(failure ? { failure } : {}) });
    expect(minutes(now, next())).toBe(24 * 60 + 7.5);
    expect(minutes(now, next(new AppError({ code: 'dynamics-unreachable', message: 'm', retry: 'later' })))).toBe(15);
    expect(
      minutes(now, next(new AppError({ code: 'dynamics-throttled', message: 'm', retry: 'after', retryAfterMs: 3_600_000 }))),
    ).toBe(60);
  });
  it('goes on with what was cut off within a day, and begins anew after it', () => {
    expect(roundOf('2026-03-01T13:00:00.000Z', now)).toBe('2026-03-01T13:00:00.000Z');
    expect(roundOf('2026-03-01T12:00:00.000Z', now)).toBe(now);
    expect(roundOf('2026-03-03T12:00:00.000Z', now)).toBe(now);
    expect(roundOf(undefined, now)).toBe(now);
  });
});

describe('what a sync reads', () => {
  const row = (set: MasterSetRow['set'], state: MasterSetRow['state'], endedAt: string | undefined): MasterSetRow => ({
    set,
    company: set === 'units' ? '' : 'usmf',
    entitySet: 'e',
    rows: 1,
    read: 1,
    state,
    startedAt: now,
    endedAt,
    missingProperties: [],
  });

  it('is the shared sets once and all others for each legal entity, named in any case', () => {
    const targets = targetsOf(['USMF', 'usmf', 'usrt']);
    expect(targets).toHaveLength(2 + 2 * 6);
    expect(targets[0]).toEqual({ set: 'companies', company: '' });
    expect(targets.filter(({ company }) => company === 'usrt').map(({ set }) => set)).toEqual([
      'warehouses',
      'customers',
      'addresses',
      'products',
      'barcodes',
      'customer-items',
    ]);
  });
  it('is, when it goes on, only what did not come to an end since it began', () => {
    const left = leftOf(
      targetsOf(['usmf']),
      [
        row('units', 'done', now),
        row('customers', 'missing', now),
        row('products', 'cut-off', now),
        row('barcodes', 'reading', undefined),
        row('addresses', 'done', '2026-03-02T11:59:59.000Z'),
      ],
      now,
    );
    expect(left.map(({ set }) => set)).toEqual([
      'companies',
      'warehouses',
      'addresses',
      'products',
      'barcodes',
      'customer-items',
    ]);
  });
});
