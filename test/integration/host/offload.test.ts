import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#core/contract/errors.ts';
import { createOffload, type Offload } from '#core/host/offload.ts';
import { workers } from '#core/host/places.ts';
import type { ReadResult } from '#core/mapping/importTask.ts';

let offload: Offload;
beforeAll(() => {
  offload = createOffload(workers.task);
});
afterAll(() => offload.close());

const read = (bytes: Uint8Array, name = 'items.csv') =>
  offload.run({ task: 'mappings-read', kind: 'items', name, bytes, takeCorrections: false });
const rows = (count: number): Uint8Array =>
  Buffer.from(['partnerId,upc,itemNumber', ...Array.from({ length: count }, (_, index) => `P,,D${index}`)].join('\n'));

describe('the thread for long parsing', () => {
  it('keeps the sentence and the code of a refusal, and works on', async () => {
    const refused = read(Buffer.from('partnerId,upc\nP,1'));
    await expect(refused).rejects.toBeInstanceOf(AppError);
    await expect(refused).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/no column itemNumber/) as string,
    });
    await expect(read(Buffer.from('PK\u0003\u0004 vbaProject.bin'), 'x.xlsx')).rejects.toMatchObject({
      message: expect.stringMatching(/macros/) as string,
    });
    expect(((await read(rows(2))) as ReadResult).partnerIds).toEqual([]);
  });
  it('answers one request after the other, in the order in which they came', async () => {
    const order: number[] = [];
    await Promise.all([20_000, 1, 5_000].map((count) => read(rows(count)).then(() => order.push(count))));
    expect(order).toEqual([20_000, 1, 5_000]);
  });
  it('leaves nobody waiting when it is closed', async () => {
    const other = createOffload(workers.task);
    const task = { task: 'mappings-read', kind: 'items', name: 'items.csv', takeCorrections: false } as const;
    const asked = other.run({ ...task, bytes: rows(20_000) });
    const [, answer] = await Promise.all([
      other.close(),
      asked.then(
        () => 'read',
        (thrown: unknown) => thrown,
      ),
    ]);
    expect(answer).toMatchObject({ code: 'cancelled' });
    await expect(other.run({ ...task, bytes: rows(1) })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
