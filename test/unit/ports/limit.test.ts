import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limitRequest } from '#core/ports/http/limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the limit of a request', () => {
  it('is its time', () => {
    const limit = limitRequest(1000, undefined);
    vi.advanceTimersByTime(999);
    expect(limit.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(limit.signal.aborted).toBe(true);
    expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' });
    expect(limit.why()).toBe('timeout');
  });

  it('is the word of whoever asked, at once or after a grace', () => {
    const stop = new AbortController();
    const now = limitRequest(1000, stop.signal);
    const later = limitRequest(1000, stop.signal, 50);
    stop.abort(new Error('enough'));
    expect([now.why(), later.why()]).toEqual(['stopped', undefined]);
    expect(now.signal.reason).toMatchObject({ message: 'enough' });
    vi.advanceTimersByTime(50);
    expect(later.why()).toBe('stopped');
  });

  it('stops at once what was stopped before it began', () => {
    expect(limitRequest(1000, AbortSignal.abort()).why()).toBe('stopped');
  });

  it('leaves nothing behind once the answer is there: no timer, and no listener at a signal that lives on', () => {
    const stop = new AbortController();
    const removed = vi.spyOn(stop.signal, 'removeEventListener');
    const limit = limitRequest(1000, stop.signal, 50);
    limit.end();
    expect(vi.getTimerCount()).toBe(0);
    expect(removed).toHaveBeenCalledOnce();
    stop.abort();
    vi.advanceTimersByTime(2000);
    expect(limit.signal.aborted).toBe(false);
    expect(limit.why()).toBeUndefined();
  });
});
