import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MasterRows, MasterSet } from '#core/domain/masterData.ts';
import { defaultPartnerSheet } from '#core/domain/partnerSheet.ts';
import type { Store } from '#core/store/store.types.ts';
import { at, newStore } from './fixture.ts';

let store: Store;
let remove: () => Promise<void>;
beforeEach(async () => {
  const made = await newStore();
  store = made.opened.store;
  remove = made.remove;
});
afterEach(() => remove());

/** One reading of a set from its first row to its end. */
async function read<S extends MasterSet>(set: S, rows: readonly MasterRows[S][], company = 'usmf'): Promise<void> {
  const { generation } = await store.beginMasterSet({ set, company, entitySet: set, missingProperties: [], at });
  const reading = { set, company, generation };
  await store.putMasterRows({ ...reading, rows });
  for (let afterId = 0, ended = false; !ended;)
    ({ lastId: afterId, ended } = await store.pruneMasterRows({ ...reading, afterId, limit: 2, at }));
  await store.endMasterSet({ set, company, state: 'done', at });
}

const product = (itemNumber: string, name: string): MasterRows['products'] => ({
  itemNumber,
  name,
  searchName: '',
  salesUnit: 'ea',
  inventoryUnit: 'ea',
  salesPrice: '9007199254740993.000000001',
  priceQuantity: '1',
  lifecycle: '',
});
const found = async (text: string, company = 'usmf') =>
  (await store.masterProducts({ company, text, limit: 10 })).rows.map(({ itemNumber }) => itemNumber);

describe('the copy of the master data', () => {
  it('finds a renamed product by its new words only, and a removed one by none', async () => {
    await read('products', [product('D1', 'Desk lamp'), product('D2', 'Mug'), product('D3', 'Rug'), product('D4', 'Vase')]);
    expect(await found('lamp')).toEqual(['D1']);
    await read('products', [product('d1', 'Floor light'), product('D4', 'Vase')]);
    expect(await found('lamp')).toEqual([]);
    expect(await found('light floor')).toEqual(['D1'].map((item) => item.toLowerCase()));
    expect(await found('mug')).toEqual([]);
    expect((await store.masterSetRows({})).sets[0]).toMatchObject({ rows: 2, read: 2, state: 'done' });
  });

  it('tells the rules every barcode of a product, and screens the first of them', async () => {
    await read('products', [product('D1', 'Desk lamp')]);
    const barcodes = Array.from({ length: 20 }, (_, index) => `0061414100${String(index).padStart(4, '0')}`);
    const rows = barcodes.map((barcode) => ({ itemNumber: 'D1', barcode, unit: 'CA', quantity: '12', setup: 'GTIN' }));
    await read('barcodes', rows);
    const { items } = await store.masterFactsFor({ company: 'usmf', customer: '', items: ['D1'] });
    expect(items).toMatchObject([{ product: { barcodes: barcodes.map((barcode) => ({ barcode })) } }]);
    const shown = (await store.masterProducts({ company: 'usmf', text: 'D1', limit: 10 })).rows[0]?.barcodes;
    expect(shown).toHaveLength(12);
  });

  it('keeps every digit, and one company apart from another', async () => {
    await read('products', [product('D1', 'Desk lamp')]);
    await read('products', [product('D1', 'Schreibtischlampe für Öl'), product('D2', 'Mug')], 'demf');
    expect(await found('schreibtischlampe fur ol', 'DEMF')).toEqual(['D1']);
    expect(await found('', 'usmf')).toEqual(['D1']);
    const { items } = await store.masterFactsFor({ company: 'USMF', customer: '', items: ['D1', 'D2'] });
    expect(items).toMatchObject([
      { state: 'known', product: { salesPrice: '9007199254740993.000000001' } },
      { state: 'unknown' },
    ]);
    expect((await store.masterFactsFor({ company: 'frrt', customer: 'X', items: ['D1'] })).items[0]?.state).toBe('no-data');
  });

  it('knows a reading that never ended, and keeps its rows beside those of before', async () => {
    await read('products', [product('D1', 'Desk lamp'), product('D2', 'Mug')]);
    const { generation } = await store.beginMasterSet({
      set: 'products',
      company: 'usmf',
      entitySet: 'e',
      missingProperties: ['X'],
      at,
    });
    await store.putMasterRows({ set: 'products', company: 'usmf', generation, rows: [product('D3', 'Rug')] });
    expect(await found('')).toEqual(['D1', 'D2', 'D3']);
    const [set] = (await store.masterSetRows({})).sets;
    expect(set).toMatchObject({
      state: 'reading',
      read: 1,
      rows: 2,
      finishedAt: at,
      endedAt: undefined,
      missingProperties: ['X'],
    });
    expect(await store.masterLeftovers({ set: 'products', company: 'usmf', generation, afterId: 0, limit: 10 })).toMatchObject({
      keys: ['D1', 'D2'],
      ended: true,
    });
  });

  it('pages through customers by number and by words with a text that both find', async () => {
    const customer = (number: string, name: string): MasterRows['customers'] => ({
      customer: number,
      name,
      currency: 'USD',
      invoiceAccount: '',
      onHold: 'No',
      site: '',
      warehouse: '',
    });
    await read('customers', [
      customer('NORTH-1', 'North One'),
      customer('NORTH-2', 'Two'),
      customer('S-1', 'North of South'),
      customer('S-2', 'Northern'),
    ]);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await store.masterCustomers({
        company: 'usmf',
        text: 'north',
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.rows.map((row) => row.customer));
      ({ nextCursor: cursor } = page);
      more = cursor !== undefined;
    }
    expect(seen).toEqual(['NORTH-1', 'NORTH-2', 'S-1', 'S-2']);
  });
});

describe('a review of the mappings', () => {
  const sheet = defaultPartnerSheet;
  const partner = {
    partnerId: 'P',
    vendor: '',
    name: 'Partner',
    company: 'USMF',
    customer: 'C1',
    invoiceAccount: '',
    site: '',
    warehouse: '',
    active: true,
    review: false,
    undoSeconds: 0,
    sheet,
  };
  const address = (locationId: string): MasterRows['addresses'] => ({
    customer: 'C1',
    locationId,
    description: '',
    street: '',
    city: '',
    state: '',
    postalCode: '',
    country: '',
    forDelivery: true,
    duns: '',
  });
  const mapped = (buyerPart: string, itemNumber: string) => ({
    partnerId: 'P',
    buyerPart,
    vendorPart: '',
    upc: '',
    gtin: '',
    ean: '',
    itemNumber,
    unit: 'ea',
    validFrom: '' as const,
  });
  const by = { who: 'w', at, why: 'w', origin: 'file', source: 's' } as const;

  /** Goes through all mappings, `limit` at a time. */
  async function review(number: number, limit: number): Promise<readonly (readonly [string, string])[]> {
    let after: string | undefined;
    do {
      ({ after } = await store.reviewMappings({ review: number, at, limit, ...(after === undefined ? {} : { after }) }));
    } while (after !== undefined);
    await store.endReview({ review: number });
    return (await store.masterFindings({ limit: 100 })).rows.map(({ kind, key }) => [kind, key] as const);
  }

  it.each([1, 2, 500])(
    'concludes nothing from what was never read, and then everything at once (%i rows a piece)',
    async (limit) => {
      await store.applyMappings({ kind: 'partners', changes: [{ change: 'add', row: partner }], ...by });
      const items = ['1', '2', '3'].map((n) => ({ change: 'add' as const, row: mapped(`b${n}`, `D${n}`) }));
      await store.applyMappings({ kind: 'items', changes: items, ...by });
      const location = { partnerId: 'P', qualifier: '92', code: '0817', addressLocationId: '000001', validFrom: '' as const };
      await store.applyMappings({ kind: 'locations', changes: [{ change: 'add', row: location }], ...by });
      expect(await review(1, limit)).toEqual([]);
      await read('products', [product('D1', 'Lamp'), product('D2', 'Mug')]);
      await read('customers', []);
      await read('addresses', []);
      expect(await review(2, limit)).toEqual([
        ['customer-unknown', 'C1'],
        ['address-unknown', '000001'],
        ['item-unknown', 'D3'],
      ]);
      await read('products', [product('D1', 'Lamp'), product('D3', 'Rug')]);
      expect(await review(3, limit)).toContainEqual(['item-not-released', 'D2']);
      expect(await review(4, limit)).not.toContainEqual(['item-unknown', 'D3']);
      // The row is taken out: what was said of it is settled at once, without another review.
      const [, second] = items;
      if (second) await store.applyMappings({ kind: 'items', changes: [{ change: 'remove', before: second.row }], ...by });
      expect((await store.masterFindings({ limit: 100 })).rows.map(({ key }) => key)).toEqual(['C1', '000001']);
      expect((await store.masterSetRows({})).openFindings).toBe(2);
    },
  );

  it.each([1, 2, 500])('looks at every day of a code, and finds nothing in one that ends it (%i rows a piece)', async (limit) => {
    await store.applyMappings({ kind: 'partners', changes: [{ change: 'add', row: partner }], ...by });
    const location = { partnerId: 'P', qualifier: '92', code: '0817', addressLocationId: '000001', validFrom: '' as const };
    const later = { ...location, addressLocationId: '000002', validFrom: '2026-05-01' };
    const ended = { ...location, addressLocationId: '', validFrom: '2026-06-01' };
    const rows = [location, later, ended].map((row) => ({ change: 'add' as const, row }));
    await store.applyMappings({ kind: 'locations', changes: rows, ...by });
    const items = [mapped('b1', 'D1'), { ...mapped('b1', ''), unit: '', validFrom: '2026-06-01' }];
    await store.applyMappings({ kind: 'items', changes: items.map((row) => ({ change: 'add' as const, row })), ...by });
    await read('products', [product('D1', 'Lamp')]);
    await read('addresses', [address('000001')]);
    await read('customers', []);
    expect(await review(1, limit)).toEqual([
      ['customer-unknown', 'C1'],
      ['address-unknown', '000002'],
    ]);
  });
});
