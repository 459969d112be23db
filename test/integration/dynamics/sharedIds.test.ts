import { afterEach, describe, expect, it } from 'vitest';
import { createDynamicsClient } from '#core/dynamics/client.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import { errorOf, json, publicEntities, world } from './support.ts';
import type { Answer, Asked, World } from './support.ts';

let open: World | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

type Rows = readonly Readonly<Record<string, unknown>>[];

/** An environment with these sets; a condition of a read is that one of its values is asked for. */
async function environment(sets: Readonly<Record<string, Rows>>): Promise<World> {
  const names = Object.fromEntries(Object.entries(sets).map(([set, rows]) => [set, Object.keys(rows[0] ?? {})]));
  const answer = (asked: Asked): Answer | undefined => {
    if (asked.path.startsWith('/metadata/')) return publicEntities(asked, names);
    const rows = sets[asked.path.replace('/data/', '')];
    if (!rows) return json(404, { error: {} });
    const conditions = [...(asked.query.get('$filter') ?? '').matchAll(/(\w+) eq '?([^')\s]+)'?/g)].filter(
      ([, property]) => property !== 'dataAreaId',
    );
    const isAsked = (row: Rows[number]): boolean =>
      conditions.some(([, property = '', value]) => String(row[property]) === value);
    return json(200, { value: rows.filter(isAsked) });
  };
  open = await world(answer);
  return open;
}

const head = (SalesId: string, InvoiceDate: string, SumMarkup = 0) => ({
  dataAreaId: 'usmf',
  InvoiceId: 'CIV-7',
  InvoiceDate: `${InvoiceDate}T12:00:00Z`,
  SalesId,
  LedgerVoucher: `CIVV-${InvoiceDate}`,
  SourceKey: '5637144576',
  CreatedOn: `${InvoiceDate}T12:00:00Z`,
  InvoiceAmount: 10,
  SumMarkup,
  Proforma: 'No',
});
const line = (OrigSalesId: string, InvoiceDate: string) => ({
  dataAreaId: 'usmf',
  InvoiceId: 'CIV-7',
  InvoiceDate: `${InvoiceDate}T12:00:00Z`,
  LineCreationSequenceNumber: 1,
  OrigSalesId,
  Qty: 1,
  SalesMarkup: 3,
});

describe('ids that stand in Dynamics more than once', () => {
  it('an invoice number that began anew hides no invoice over several orders that has it too', async () => {
    const { client } = await environment({
      CustInvoiceJourBiEntities: [head('SO-1', '2025-01-05'), head('SO-9', '2026-01-05')],
      CustInvoiceTransBiEntities: [line('SO-1', '2025-01-05'), line('SO-1', '2026-01-05')],
    });
    const found = await client.journals.postingsOfOrders([{ company: 'usmf', salesOrder: 'SO-1' }]);
    expect(found.map(({ date, total, lines }) => [date, total, lines.length])).toEqual([
      ['2025-01-05', '10', 1],
      ['2026-01-05', '10', 1],
    ]);
  });

  it('charges of a record of another table with the same id are no charges of the invoice', async () => {
    const charge = (TransRecId: string, TransTableId: number, MarkupCode: string, CalculatedAmount: number) => ({
      dataAreaId: 'usmf',
      TransRecId,
      TransTableId,
      LineNum: 1,
      MarkupCode,
      Txt: '',
      CalculatedAmount,
    });
    const { client } = await environment({
      CustInvoiceJourBiEntities: [head('SO-1', '2026-01-05', 8)],
      CustInvoiceTransBiEntities: [line('SO-1', '2026-01-05')],
      BusinessDocumentSalesInvoiceLineItems: [
        {
          dataAreaId: 'usmf',
          InvoiceId: 'CIV-7',
          InvoiceDate: '2026-01-05T12:00:00Z',
          LineCreationSequenceNumber: 1,
          CustInvoiceTransRecId: '5637144577',
          CustInvoiceTransTableId: 64,
        },
      ],
      BusinessDocumentMarkupTransactions: [
        charge('5637144576', 62, 'FREIGHT', 5),
        charge('5637144576', 340, 'PURCHASE', 70),
        charge('5637144577', 64, 'PALLET', 3),
        charge('5637144577', 340, 'PURCHASE', 80),
      ],
    });
    const [invoice] = await client.journals.postingsOfOrders([{ company: 'usmf', salesOrder: 'SO-1' }]);
    expect(invoice?.charges).toEqual([
      { code: 'FREIGHT', text: '', amount: '5' },
      { code: 'PALLET', text: '', amount: '3', line: 1 },
    ]);
  });
});

describe('what an environment has is asked once for all', () => {
  it('and whoever is cancelled meanwhile takes nobody along', async () => {
    const stop = new AbortController();
    const arrived = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    open = await world((asked) => (asked.path.startsWith('/data') ? json(404, { error: {} }) : undefined));
    const { ports } = open;
    // The answers about the sets are held back until one of the two has left.
    const fetch: Fetch = async (url, init) => {
      const answer = ports.fetch(url, init);
      if (!url.includes('/metadata/')) return answer;
      arrived.resolve();
      await released.promise;
      return answer;
    };
    const { journals } = createDynamicsClient({ ...ports, fetch });
    const first = errorOf(journals.journalCapabilities(stop.signal));
    const second = journals.journalCapabilities(new AbortController().signal);
    await arrived.promise;
    stop.abort();
    released.resolve();
    expect(await first).toMatchObject({ code: 'cancelled' });
    expect((await second).map(({ kind }) => kind)).toEqual(['confirmation', 'packing-slip', 'invoice']);
  });

  it('and is asked anew where all who waited were cancelled', async () => {
    open = await world((asked) => (asked.path.startsWith('/data') ? json(404, { error: {} }) : undefined));
    const { journals } = open.client;
    const stop = new AbortController();
    const first = errorOf(journals.journalCapabilities(stop.signal));
    stop.abort();
    const second = journals.journalCapabilities();
    expect(await first).toMatchObject({ code: 'cancelled' });
    expect(await second).toHaveLength(3);
  });
});
