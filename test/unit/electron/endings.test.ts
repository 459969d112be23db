import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { placeWithin } from '../../../electron/shell/navigation.ts';
import { endsWithTest } from '../../integration/support/endsWithTest.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('a page that ended', () => {
  it.each([
    ['quayside://app/orders/12?tab=lines#l3', '/orders/12?tab=lines#l3'],
    ['quayside://app/', '/'],
    ['quayside://app/problem', '/'],
    ['quayside://evil/orders', '/'],
    ['https://app/orders', '/'],
    ['', '/'],
  ])('was at %s and is loaded again at %s', (address, place) => expect(placeWithin(address)).toBe(place));
});

/** A program as main is: it listens to signals as every host does, and the writer of its settings listens too. */
const program = (outlives: boolean): string => `
  const { processTerminal } = await import('./core/host/terminal.ts');
  const { outliveSignals } = await import('./electron/shell/signals.ts');
  const { signal } = processTerminal();
  if (${outlives}) outliveSignals(process);
  // As in main: the writer comes with the settings, after the terminal.
  await import('when-exit');
  signal.addEventListener('abort', () => setTimeout(() => process.exit(7), 50));
  setInterval(() => undefined, 1_000);
  console.log('ready');
`;

describe.skipIf(process.platform === 'win32')('a signal of the system', () => {
  const endOf = async (outlives: boolean): Promise<unknown> => {
    const child = endsWithTest(
      spawn(process.execPath, ['--input-type=module', '-e', program(outlives)], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const ended = once(child, 'exit');
    await once(createInterface({ input: child.stdout }), 'line');
    child.kill('SIGTERM');
    return ended;
  };
  it('lets the desktop end in order, though the writer of its settings sends it once more', async () => {
    expect(await endOf(true)).toEqual([7, null]);
    expect(await endOf(false)).toEqual([null, 'SIGTERM']);
  });
});
