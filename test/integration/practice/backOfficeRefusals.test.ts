import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalSets } from '#core/practice/dynamics/entities.ts';
import { visit, type Visitor } from './support.ts';

type Row = Readonly<Record<string, unknown>>;
let visitor: Visitor;
const order = 'SO-000001';
const second = 'SO-000002';
const one = { item: 'D0001', quantity: 12, price: 2 };
const answerTo = async (action: string, body: unknown): Promise<Row> => (await visitor.control(action, body)).body as Row;

/** Numbers of what is posted already: a slip, an invoice and a confirmation of the first order. */
let posted = { slip: '', invoice: '', confirmation: '' };

beforeAll(async () => {
  visitor = await visit({ seed: 9 });
  for (const lines of [[one, { ...one, item: 'D0002' }], [one]])
    await visitor.control('handmade', { purchaseOrder: 'HAND', customer: 'US-101', lines });
  const [confirmation] = (await answerTo('confirm', { orders: [order] }))['confirmed'] as readonly Row[];
  const [slip] = (await answerTo('ship', { orders: [order], share: 0.5 }))['shipped'] as readonly Row[];
  const [invoice] = (await answerTo('invoice', { orders: [order] }))['invoiced'] as readonly Row[];
  const text = (row: Row | undefined, name: string): string => String(row?.[name]);
  posted = {
    slip: text(slip, 'slip'),
    invoice: text(invoice, 'invoice'),
    confirmation: text(confirmation, 'confirmation'),
  };
  await visitor.mailbox('data/in/ack.xml', {
    method: 'POST',
    body: '<OrderAck><TradingPartnerId>1</TradingPartnerId></OrderAck>',
  });
  await visitor.mailbox('data/in/junk.xml', { method: 'POST', body: '<Nothing/>' });
});
afterAll(() => visitor.close());

/** Everything that is posted, ordered or placed. */
async function everything(): Promise<unknown> {
  const sets = ['SalesOrderHeadersV2', 'SalesOrderLines', ...journalSets.map(({ name }) => name)];
  const rows = await Promise.all(sets.map(async (set) => (await visitor.data(set)).json()));
  return [rows, await visitor.look('state')];
}

describe('a request that is refused has posted nothing', () => {
  const both = [order, second];
  it.each<readonly [string, () => Row]>([
    ['ship', () => ({ orders: both, load: { pro: 5 } })],
    ['ship', () => ({ orders: both, load: 'truck' })],
    ['ship', () => ({ orders: both, rowsName: 'both' })],
    ['ship', () => ({ orders: both, tracking: '1Z' })],
    ['ship', () => ({ orders: both, bare: 'yes' })],
    ['ship', () => ({ orders: [order, 7] })],
    ['confirm', () => ({ orders: both, changes: [{ line: 2, quantity: 3 }] })],
    [
      'confirm',
      () => ({
        orders: both,
        changes: [
          { line: 1, quantity: 3 },
          { line: 1, price: 'abc' },
        ],
      }),
    ],
    ['confirm', () => ({ orders: both, changes: [{ line: 1, cancel: 'yes' }] })],
    ['change', () => ({ order, lines: [{ line: 1, quantity: 9 }, { line: 77 }] })],
    ['change-confirmation', () => ({ ...posted, lines: [{ line: 1, quantity: 9 }, { line: 77 }] })],
    ['charge', () => ({ ...posted, code: 'FREIGHT', amount: 5, stampedMinutesAgo: 'x' })],
    ['invoice', () => ({ orders: both, unshipped: true, cashDiscount: 5 })],
    ['invoice', () => ({ orders: both, unshipped: true, charges: [['FREIGHT', 5]] })],
    [
      'correct',
      () => ({
        ...posted,
        lines: [
          { line: 1, quantity: 9 },
          { line: 77, quantity: 1 },
        ],
      }),
    ],
    ['handmade', () => ({ purchaseOrder: 'HAND-2', customer: 'US-101', lines: [one, { ...one, item: 'NOTHING' }] })],
    ['handmade', () => ({ purchaseOrder: {}, customer: 'US-101' })],
    ['reply', () => ({ documents: ['in/ack.xml', 'in/junk.xml'] })],
  ])('%s %#', async (action, body) => {
    const before = await everything();
    const answer = await visitor.control(action, body());
    expect([answer.status, answer.body]).toEqual([400, { error: expect.stringMatching(/.\w+ .+/) as string }]);
    expect(await everything()).toEqual(before);
  });

  it('and what is no document does not keep the others from their answer', async () => {
    expect(await answerTo('reply', { documents: 'all' })).toEqual({ placed: ['out/997-ack.xml'] });
  });

  it('and a slip is cancelled once: what is cancelled again is not what was taken back', async () => {
    const { shipped } = await answerTo('ship', { orders: [order], lines: [{ line: 1, quantity: 2 }] });
    const [{ slip } = {}] = shipped as readonly Row[];
    const quantities = async (): Promise<readonly unknown[]> => {
      const response = await visitor.data(`CustPackingSlipTransBiEntities?$filter=PackingSlipId eq '${String(slip)}'`);
      return ((await response.json()) as { readonly value: readonly Row[] }).value.map((row) => row['Qty']);
    };
    await answerTo('correct', { slip, lines: [{ line: 1, quantity: 5 }], as: 'reversal' });
    await answerTo('correct', { slip, lines: [{ line: 1, quantity: 4 }], as: 'reversal' });
    expect(await quantities()).toEqual([2, 3, -1]);
    await answerTo('cancel-slip', { slip });
    expect(await quantities()).toEqual([2, 3, -1, -4]);
    expect((await visitor.control('cancel-slip', { slip })).status).toBe(400);
    expect(await quantities()).toEqual([2, 3, -1, -4]);
  });

  it('and an order that is named twice leaves once', async () => {
    const { shipped } = await answerTo('ship', { orders: [second, second, second.toLowerCase()] });
    expect(shipped).toHaveLength(1);
  });
});
