import { spawn, type StdioOptions } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWithTest } from '../support/endsWithTest.ts';

const main = fileURLToPath(new URL('../../../core/host/main.ts', import.meta.url));
const order = fileURLToPath(new URL('../../fixtures/rsx/850-order.xml', import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quayside-terminal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command as a user runs it. `leave`: the reader of its output goes away before the first byte. */
function ran(args: readonly string[], stdout: 'pipe' | number = 'pipe', leave = false): Promise<Ended> {
  const stdio: StdioOptions = ['ignore', stdout, 'pipe'];
  const env = { ...process.env, INIT_CWD: folder };
  const child = endsWithTest(spawn(process.execPath, [main, ...args], { cwd: folder, env, stdio }));
  const text = { out: '', err: '' };
  if (leave) child.stdout?.destroy();
  else child.stdout?.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...text })));
}

describe('what a command writes', () => {
  it('to a reader that went away is no failure', async () => {
    expect(await ran(['rsx', 'convert', order, '--to', 'json'], 'pipe', true)).toEqual({ code: 0, out: '', err: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('to a full disk fails and says so', async () => {
    const { code, err } = await ran(['rsx', 'convert', order, '--to', 'json'], openSync('/dev/full', 'w'));
    expect({ code, err }).toEqual({ code: 1, err: 'The output could not be written (ENOSPC).\n' });
  });

  it('shows what stands in a file only as text: a terminal takes control characters as orders', async () => {
    const header = { TradingPartnerId: '1', PurchaseOrderNumber: 'A\u001B]0;owned\u0007\u009B31m', 'B\u001B[2J': 'x' };
    await writeFile(join(folder, 'odd.json'), JSON.stringify({ Header: { OrderHeader: header } }));
    const checked = await ran(['rsx', 'check', 'odd.json']);
    // oxlint-disable-next-line eslint/no-control-regex -- these are what must not be there
    expect(checked.out).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
    expect(checked.out).toContain(String.raw`850 A\u001b]0;owned\u0007\u009b31m of 1`);
    const converted = await ran(['rsx', 'convert', 'odd.json', '--to', 'json']);
    expect(converted.err).toContain(String.raw`B\u001b[2J`);
    expect(JSON.parse(converted.out)).toMatchObject({ Orders: { Order: [{ Header: { OrderHeader: header } }] } });
  });

  it('names the file that has no other form, and what to do', async () => {
    const header = { TradingPartnerId: '1', PurchaseOrderNumber: 'A\u0001' };
    await writeFile(join(folder, 'odd.json'), JSON.stringify({ Header: { OrderHeader: header } }));
    const converted = await ran(['rsx', 'convert', 'odd.json', '--to', 'xml', '--json']);
    expect(converted.code).toBe(1);
    expect(JSON.parse(converted.out)).toMatchObject({
      error: { code: 'conflict', message: expect.stringMatching(/^odd\.json cannot be written as XML\. .*PurchaseOrderNumber/) },
    });
  });

  it('converts no file with parts that are no document, because they would be left out', async () => {
    const document = (number: string): string =>
      `<Header><OrderHeader><TradingPartnerId>1</TradingPartnerId><PurchaseOrderNumber>${number}</PurchaseOrderNumber></OrderHeader></Header>`;
    const file = (rest: string): string => `<Orders><Order>${document('A')}</Order>${rest}</Orders>`;
    await writeFile(join(folder, 'stray.xml'), file(`<order>${document('B')}</order>`));
    const converted = await ran(['rsx', 'convert', 'stray.xml', '--to', 'json']);
    expect(converted).toMatchObject({ code: 1, out: '' });
    expect(converted.err).toMatch(/stray\.xml cannot be written as JSON\. The file holds 1 part .* \(order\)/);
    await writeFile(join(folder, 'empty.xml'), file('<Foo/>'));
    expect(await ran(['rsx', 'convert', 'empty.xml', '--to', 'json'])).toMatchObject({ code: 0 });
    expect((await ran(['rsx', 'check', 'stray.xml'])).out).toMatch(/order stands between the documents/);
  });

  it('says whether a named file is missing or a folder', async () => {
    for (const args of [
      ['rsx', 'check'],
      ['rsx', 'convert', '--to', 'xml'],
      ['import', 'items'],
    ]) {
      expect(await ran([...args, 'none'])).toMatchObject({
        code: 2,
        err: expect.stringMatching(/^none cannot be read\. It does not exist/),
      });
      expect(await ran([...args, '.'])).toMatchObject({
        code: 2,
        err: expect.stringMatching(/^\. cannot be read\. It is a folder\./),
      });
    }
  });
});
