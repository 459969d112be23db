import { describe, expect, it } from 'vitest';
import { packCalls, packResults, unpackCalls, unpackResults } from '#core/store/crossing.ts';
import type { Call, CallResult } from '#core/store/workerMessages.ts';

/** As a thread gets it. */
const across = <T>(value: T): T => structuredClone(value);

describe('what crosses between the threads of the store', () => {
  it('calls: their inputs, their bytes, and the order in which they were made', () => {
    const calls: readonly Call[] = [
      { id: 1, name: 'meta', input: { key: 'a' } },
      { id: 2, name: 'payload', input: { sha256: 'x' } },
      { id: 3, name: 'openIncidents', input: undefined },
      { id: 4, name: 'storeFile', input: { path: 'out/ä"\n', bytes: new Uint8Array([1, 2, 255]), contentLength: undefined } },
      { id: 5, name: 'applyMappings', input: { packed: [new Uint8Array([7])] } },
      { id: 6, name: 'saveDraft', input: { bytes: new Uint8Array([9]), lines: [{ quantity: '1.50' }] } },
    ];
    const there = unpackCalls(across(packCalls(calls)));
    expect(there.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(there).toEqual(calls);
  });

  it('results: values, nothing, bytes, and errors with what they say', () => {
    const results: readonly CallResult[] = [
      { id: 1, ok: true, value: { rows: [1, null, 'x'] } },
      { id: 2, ok: true, value: undefined },
      { id: 3, ok: true, value: { rows: 2, bytes: new Uint8Array([5]) } },
      { id: 4, ok: false, error: { code: 'conflict', message: 'no', retry: 'never', details: { a: 'b' } } },
    ];
    const names = ['ordersList', 'setMeta', 'mappingsPacked', 'changeSaga'] as const;
    const there = unpackResults(across(packResults(results.map((result, index) => ({ name: names[index], result })))));
    expect(there).toEqual(results);
  });

  it('bytes that are the answer itself', () => {
    const result: CallResult = { id: 1, ok: true, value: new Uint8Array([1, 2]) };
    expect(unpackResults(across(packResults([{ name: 'payload', result }])))).toEqual([result]);
  });
});
