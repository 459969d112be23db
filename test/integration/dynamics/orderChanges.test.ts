import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineChange, OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';
import { journalBench, type JournalBench } from './journalBench.ts';
import { errorOf } from './support.ts';

let bench: JournalBench;
let order: string;
beforeEach(async () => {
  bench = await journalBench();
  order = await bench.order('PO1');
});
afterEach(() => bench.close());

const lines = (): Promise<readonly OrderLineState[]> => bench.journals.orderLines('usmf', [order]);
const change = (changes: readonly LineChange[]) =>
  bench.journals.changeLines({ company: 'usmf', salesOrder: order }, changes, randomUUID());
const cancel = ({ lotId, etag, shipped }: OrderLineState): LineChange => ({
  change: 'cancel',
  lotId,
  etag,
  shipped: shipped ?? '0',
});
const set = ({ lotId, etag }: OrderLineState, quantity: string): LineChange => ({ change: 'set', lotId, etag, quantity });
async function state(): Promise<OrderState> {
  const [found] = await bench.journals.orderState([{ company: 'usmf', salesOrder: order }]);
  if (!found) throw new Error('the order is gone');
  return found;
}
async function pair(): Promise<readonly [OrderLineState, OrderLineState]> {
  const [first, second] = await lines();
  if (!first || !second) throw new Error('two lines expected');
  return [first, second];
}

describe('how far an order went', () => {
  it('shows in its lines: open, picking, partly shipped, shipped, partly invoiced, invoiced', async () => {
    const stages = [(await state()).stage];
    const then = async (action: string, body: object = {}): Promise<void> => {
      await bench.control(action, { orders: [order], ...body });
      stages.push((await state()).stage);
    };
    await then('pick');
    await then('ship', { share: 0.5 });
    await then('ship');
    await then('invoice', { share: 0.2 });
    await then('invoice');
    expect(stages).toEqual(['open', 'picking', 'partly-shipped', 'shipped', 'partly-invoiced', 'invoiced']);
  });

  it('counts what left by lot, also where a line was split in two', async () => {
    await bench.control('split', { order, line: 1, quantity: 10 });
    await bench.control('ship', {
      orders: [order],
      lines: [
        { line: 1, quantity: 14 },
        { line: 3, quantity: 4 },
      ],
    });
    await bench.control('invoice', { orders: [order], lines: [{ line: 1, quantity: 2 }] });
    expect(
      (await lines()).map((line) => [
        line.lineNumber,
        line.customersLineNumber,
        line.ordered,
        line.shipped,
        line.invoiced,
        line.remaining,
      ]),
    ).toEqual([
      ['1', 1, '14', '14', '2', '0'],
      ['2', 2, '10', '0', '0', '10'],
      ['3', 1, '10', '4', '0', '6'],
    ]);
    expect((await lines()).map(({ status }) => status)).toEqual(['Delivered', 'Backorder', 'Backorder']);
  });

  it('is cancelled when every line is', async () => {
    await bench.control('cancel', { orders: [order] });
    expect((await state()).stage).toBe('canceled');
  });

  it('is not told of an order that is not there', async () => {
    expect(await bench.journals.orderState([{ company: 'usmf', salesOrder: 'SO-999999' }])).toEqual([]);
  });
});

describe('changing lines', () => {
  it('changes one by PATCH and several in one changeset', async () => {
    const [first] = await pair();
    expect(await change([set(first, '20.5')])).toMatchObject({ result: 'changed', canceled: [] });
    bench.counts.clear();
    const [again, second] = await pair();
    const result = await change([
      { ...set(again, '18'), price: '11.95', requestedShip: '2026-03-01' } as LineChange,
      cancel(second),
    ]);
    expect(result).toMatchObject({ result: 'changed', canceled: [{ lotId: second.lotId, by: 'quantity' }] });
    expect(bench.counts.get('PATCH lines')).toBe(1);
    expect((await lines()).map(({ ordered, price, requestedShip }) => [ordered, price, requestedShip])).toEqual([
      ['18', '11.95', '2026-03-01'],
      ['0', '7.25', '2026-02-10'],
    ]);
  });

  it('changes nothing at all when one of the lines was changed meanwhile, and says so', async () => {
    const [first, second] = await pair();
    await bench.control('change', { order, lines: [{ line: 2, quantity: 9 }] });
    for (const changes of [[set(first, '20'), set(second, '8')], [set(second, '8')]]) {
      const error = await errorOf(change(changes));
      expect([error.code, error.outcome]).toEqual(['dynamics-changed-meanwhile', 'not-done']);
      expect(error.message).toContain(order);
    }
    expect((await lines()).map(({ ordered }) => ordered)).toEqual(['24', '9']);
  });

  it('cancels down to what was shipped', async () => {
    await bench.control('ship', { orders: [order], lines: [{ line: 1, quantity: 7 }] });
    const [first] = await pair();
    expect(await change([cancel(first)])).toMatchObject({ canceled: [{ by: 'quantity' }] });
    expect((await pair())[0].ordered).toBe('7');
  });

  it('deletes an unshipped line where Dynamics takes no quantity of zero', async () => {
    await bench.control('settings', { dynamics: { zeroQuantity: false } });
    const [first, second] = await pair();
    expect(await change([set(first, '12'), cancel(second)])).toMatchObject({
      result: 'changed',
      canceled: [{ lotId: second.lotId, by: 'deletion' }],
    });
    expect((await lines()).map(({ ordered }) => ordered)).toEqual(['12']);
    const [left] = await lines();
    if (!left) throw new Error('a line is left');
    expect(await change([cancel(left)])).toMatchObject({ canceled: [{ by: 'deletion' }] });
    expect(await lines()).toEqual([]);
  });

  it('hands on a refusal with the line it is about, and leaves the others alone', async () => {
    await bench.control('ship', { orders: [order] });
    const [first, second] = await pair();
    const result = await change([set(first, '30'), set(second, '3')]);
    expect(result).toMatchObject({ result: 'refused', lotId: second.lotId });
    expect(result.result === 'refused' && result.refusal.messages[0]?.text).toMatch(/less than the 10 that are delivered/);
    expect((await lines()).map(({ ordered }) => ordered)).toEqual(['24', '10']);
  });

  it('says unknown when the answer is lost, and the lines tell what happened', async () => {
    const [first, second] = await pair();
    for (const changes of [[set(first, '20'), set(second, '8')], [{ ...set(first, '19'), etag: '*' } as LineChange]]) {
      await bench.control('faults', { target: 'dynamics', kind: 'commit-drop', times: 1 });
      const error = await errorOf(change(changes));
      expect([error.code, error.outcome]).toEqual(['dynamics-unreachable', 'unknown']);
    }
    expect((await lines()).map(({ ordered }) => ordered)).toEqual(['19', '8']);
  });

  it('waits where Dynamics is busy, inside the changeset too', async () => {
    await bench.control('settings', { dynamics: { partFaults: ['429'] } });
    const [first, second] = await pair();
    expect(await change([set(first, '20'), set(second, '8')])).toMatchObject({ result: 'changed' });
  });
});
