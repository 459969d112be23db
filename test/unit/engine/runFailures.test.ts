import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '#core/contract/errors.ts';
import { firstHand } from '#core/engine/health.ts';
import { causesOf, createRunFailures } from '#core/engine/runFailures.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const failure = (code: ErrorCode, message: string = code, details = {}) => new AppError({ code, message, details });

function collecting() {
  const stop = new AbortController();
  return { stop, failed: createRunFailures(stop.signal, { log: silent, runId: 1 }) };
}

describe('what goes wrong in a run', () => {
  it('is good without anything, failed with anything, cancelled when somebody ends it', () => {
    const { stop, failed } = collecting();
    expect(failed.outcome()).toBe('good');
    failed.fail(failure('sps-server-error'));
    expect(failed.outcome()).toBe('failed');
    expect(failed.signal.aborted).toBe(false);
    stop.abort();
    expect([failed.outcome(), failed.signal.aborted]).toEqual(['cancelled', true]);
  });

  it.each<ErrorCode>(['disk-full', 'folder-not-writable'])('%s ends it, is what it says, and silences what follows', (code) => {
    const { stop, failed } = collecting();
    failed.fail(failure('sps-server-error'));
    failed.fail(failure(code));
    expect(failed.signal.aborted).toBe(true);
    for (const later of ['cancelled', code, 'dynamics-unreachable'] as const) failed.fail(failure(later));
    expect(failed.failures.map((error) => error.code)).toEqual([code, 'sps-server-error']);
    stop.abort();
    expect(failed.outcome()).toBe('failed');
  });

  it('is none where a lost answer turns out well before its end; what is left says why', () => {
    const { failed } = collecting();
    failed.fail(failure('sps-unreachable', 'lost 1'), 1);
    failed.fail(failure('sps-unreachable', 'lost 2'), 2);
    failed.fail(failure('dynamics-server-error'));
    failed.arrived(1);
    failed.arrived(1);
    failed.arrived(9);
    expect([failed.outcome(), failed.failures.map(({ message }) => message)]).toEqual([
      'failed',
      ['lost 2', 'dynamics-server-error'],
    ]);
    const other = collecting().failed;
    expect(other.arrivedAfterAll()).toBeUndefined();
    for (const id of [1, 2]) other.fail(failure('sps-unreachable', `lost ${id}`), id);
    for (const id of [1, 2]) other.arrived(id);
    expect([other.outcome(), other.failures]).toEqual(['good', []]);
    expect(other.arrivedAfterAll()).toMatch(/^The answers of SPS to 2 uploads were lost, but the documents arrived/);
  });

  it('goes on after damage of one row, and after what is no error of ours', () => {
    const { failed } = collecting();
    failed.fail(failure('database-damaged'));
    failed.fail(new Error('odd'));
    expect(failed.signal.aborted).toBe(false);
    expect(failed.failures.map((error) => error.code)).toEqual(['database-damaged', 'internal']);
  });

  it('is told one cause a sentence, with how often', () => {
    const twice = [failure('sps-incomplete', 'a'), failure('sps-incomplete', 'a'), failure('disk-full', 'b')];
    expect(causesOf(twice)).toEqual([
      { remote: 'sps', code: 'sps-incomplete', message: 'a', count: 2 },
      { remote: 'here', code: 'disk-full', message: 'b', count: 1 },
    ]);
    expect(causesOf(Array.from({ length: 150 }, (_, index) => failure('sps-incomplete', String(index))))).toHaveLength(100);
  });
});

describe('an incident', () => {
  it('is what was told first-hand, not what only follows from it', () => {
    const own = failure('dynamics-server-error');
    const follows = failure('dynamics-server-error', 'several times in a row', { follows: 'outages' });
    expect(firstHand([own, follows])).toEqual([own]);
    expect(firstHand([follows])).toEqual([follows]);
    expect(firstHand([])).toEqual([]);
  });
});
