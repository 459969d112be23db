import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCodec, type Wire } from '../../e2e/desktop/standin/codec.ts';
import { constructible, emitter, only, preventable } from '../../e2e/desktop/standin/only.ts';

describe('what crosses between page and main', () => {
  const { encode, decode } = makeCodec();
  const crossed = (value: unknown): unknown => decode(JSON.parse(JSON.stringify(encode(value))) as Wire);

  it('arrives as structured clone would bring it', () => {
    const plain = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: false });
    fc.assert(
      fc.property(plain, fc.uint8Array({ maxLength: 20_000 }), (value, bytes) => {
        const sent = structuredClone({ value, bytes });
        expect(crossed(sent)).toStrictEqual(structuredClone(sent));
      }),
      { numRuns: 300 },
    );
  });
  it('keeps what JSON would lose, and the mark of its own', () => {
    const sent = [undefined, Number.NaN, -0, Infinity, 2n ** 70n, new Date(Number.NaN), { $: 'date', value: 1 }, { undefined }];
    expect(crossed(sent)).toStrictEqual(sent);
    expect(new Uint8Array(crossed(new Uint8Array([0, 255, 7]).buffer) as ArrayBuffer)).toEqual(new Uint8Array([0, 255, 7]));
  });
  it('refuses what it does not know by name', () => {
    expect(() => crossed(() => 1)).toThrow('A function could not be cloned.');
    expect(() => crossed({ at: /x/ })).toThrow('carries no RegExp');
    expect(() => decode({ $: 'later', value: 1 })).toThrow('does not know later.');
  });
});

describe('the stand-in for Electron', () => {
  const app = only('app', { quit: () => 'quit', isPackaged: false });

  it('refuses every member that it does not imitate, by name', () => {
    expect(app.quit()).toBe('quit');
    expect(() => (app as unknown as { dock: unknown }).dock).toThrow('does not imitate app.dock');
    expect(() => ((app as unknown as { name: string }).name = 'x')).toThrow('does not imitate app.name');
  });
  it('refuses a listener who would never hear anything', () => {
    const { listening, emit } = emitter('app', ['quit']);
    const heard: unknown[] = [];
    const listener = (value: never): void => void heard.push(value);
    listening.once('quit', (value: never) => heard.push(['once', value]));
    listening.on('quit', listener);
    expect([emit('quit', 1), emit('quit', 2)]).toEqual([true, true]);
    listening.off('quit', listener);
    expect([emit('quit', 3), heard]).toEqual([false, [['once', 1], 1, 2]]);
    expect(() => listening.on('login', listener)).toThrow('the event "login" of app');
  });
  it('has events that are prevented, and classes that are made', () => {
    const event = preventable('an event', { url: 'quayside://app/' });
    event.preventDefault();
    expect(event.defaultPrevented).toBe(true);
    const Tray = constructible((name: string) => only('Tray', { name }));
    expect(new Tray('one').name).toBe('one');
  });
});
