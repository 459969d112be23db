import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { DecimalText } from '#core/domain/decimal.ts';
import type { ItemMapping, MappingChange, MappingKind, MappingTables, MappingUse } from '#core/domain/mapping.ts';
import { closeDb, openForWriting, type Db } from '#core/store/database.ts';
import { migrate, migrations } from '#core/store/migrate.ts';
import { runOperation } from '#core/store/operations.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { Store } from '#core/store/store.types.ts';
import { at, fileOf, newStore } from './fixture.ts';

const removals: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
async function store(): Promise<Store> {
  const made = await newStore();
  removals.push(made.remove);
  return made.opened.store;
}

const today = '2026-03-02';
const told = { who: 'Ada', at, why: 'because', origin: 'screen', source: '' } as const;
const item = (change: Partial<ItemMapping> = {}): ItemMapping => ({
  partnerId: 'PARTNER',
  buyerPart: 'B-1',
  vendorPart: '',
  upc: '614141000012',
  gtin: '',
  ean: '',
  itemNumber: 'D1',
  unit: 'ea',
  validFrom: '',
  ...change,
});
const apply = (made: Store, changes: readonly MappingChange<'items'>[]) =>
  made.applyMappings({ ...told, kind: 'items', changes });
const list = async (made: Store, change: Partial<Parameters<Store['mappingsList']>[0]> = {}) =>
  made.mappingsList({ kind: 'items', limit: 100, today, ...change });

const plan = { company: 'usmf', customer: 'C1', reference: '1', store: '', lines: [] };
const facts = (amount: string | undefined, currency: string, shipBy: string | undefined) => ({
  currency,
  amount,
  shipBy,
  cancelAfter: undefined,
  lines: [],
});
const gapOn = (value: string, lines = 1): NewHold => ({
  cause: 'gap',
  message: 'm',
  groupKey: `item:PARTNER:upc=${value}`,
  groupTitle: `UPC ${value}`,
  consequence: 'c',
  nextStep: 'map it',
  lines,
  fix: { fix: 'item', partnerId: 'PARTNER', vendor: 'V1', identifiers: { upc: value }, description: 'Mug', unit: 'EA' },
});

interface Order {
  readonly amount?: string;
  readonly currency?: string;
  readonly shipBy?: string;
  readonly holds?: readonly NewHold[];
  readonly uses?: readonly MappingUse[];
}

/** An order that was decided: parked where it has gaps, else ready with one sales order to make. */
async function order(made: Store, number: string, change: Order = {}): Promise<number> {
  const { documentIds } = await made.storeFile(fileOf(number));
  const documentId = documentIds[0] ?? 0;
  const parked = (change.holds ?? []).length > 0;
  await made.changeDocument({
    documentId,
    at,
    processing: parked ? 'parked' : 'ready',
    thread: {
      create: { partnerId: 'PARTNER', vendor: 'V1', number, release: '', store: '', copy: 1 },
      facts: facts(change.amount, change.currency ?? 'USD', change.shipBy),
    },
    holds: change.holds ?? [],
    uses: change.uses ?? [],
    ...(parked ? {} : { sagas: [{ ...plan, reference: number } as never] }),
    audit: [],
  });
  return documentId;
}
const pending = async (made: Store): Promise<readonly string[]> =>
  (await made.pendingDocuments({ at, limit: 100 })).map((document) => document.number);

describe('rows for a document', () => {
  const rowsFor = async (made: Store) => {
    const { items, asOf } = await made.mappingRows({
      partnerId: 'PARTNER',
      vendor: 'V1',
      locationCodes: [],
      items: [{ buyerPart: 'B-1', vendorPart: '', upc: '', gtin: '', ean: '' }] as never,
    });
    return { asOf, numbers: items.map(({ itemNumber }) => itemNumber) };
  };

  it('are those of the newest change set, also of a product that was looked up before it', async () => {
    const made = await store();
    expect(await rowsFor(made)).toEqual({ asOf: 0, numbers: [] });
    await apply(made, [{ change: 'add', row: item() }]);
    expect(await rowsFor(made)).toEqual({ asOf: 1, numbers: ['D1'] });
    await apply(made, [{ change: 'update', before: item(), row: item({ itemNumber: 'D2' }) }]);
    expect(await rowsFor(made)).toEqual({ asOf: 2, numbers: ['D2'] });
    await apply(made, [{ change: 'remove', before: item({ itemNumber: 'D2' }) }]);
    expect(await rowsFor(made)).toEqual({ asOf: 3, numbers: [] });
  });
});

describe('the migration to mappings with a history', () => {
  function before(): { readonly db: Db; readonly folder: string } {
    const folder = mkdtempSync(join(tmpdir(), 'quayside-history-'));
    const db = openForWriting(folder, () => undefined);
    removals.push(() => {
      closeDb(db);
      rmSync(folder, { recursive: true, force: true });
    });
    migrate(
      db.main,
      at,
      '0.0.0-test',
      migrations.filter((step) => step.version < 50),
    );
    return { db, folder };
  }

  it('carries rows, codes and what can be put back over', () => {
    const { db } = before();
    const old = {
      partnerId: 'PARTNER',
      buyerPart: 'B-1',
      vendorPart: '',
      upc: '614141000012',
      gtin: '',
      ean: '',
      itemNumber: 'D1',
      unit: 'ea',
    };
    db.main.exec(`
      INSERT INTO item_map (id, partner_id, buyer_part, vendor_part, upc, gtin, ean, item_number, unit) VALUES (7, 'PARTNER', 'B-1', '', '614141000012', '', '', 'D1', 'ea');
      INSERT INTO item_codes (partner_id, code14, item_id) VALUES ('PARTNER', '00614141000012', 7);
      INSERT INTO partners VALUES ('PARTNER', 'V1', 'Northwind', 'usmf', 'C1', '', '1', '13', 1, 0, 5, '{"storeSplit":"orders"}');
      INSERT INTO partner_locations VALUES ('PARTNER', '92', '0817', 'L1');
      INSERT INTO unit_map VALUES ('PARTNER', '', 'CA', 'ea', '12');
    `);
    db.main
      .prepare(
        `INSERT INTO mapping_imports (kind, at, who, source, change_count, changes) VALUES ('items', ?, 'Ada', 'items.csv', 1, ?)`,
      )
      .run(at, zstdCompressSync(Buffer.from(JSON.stringify([{ change: 'add', row: old }]))));
    migrate(db.main, at, '0.0.0-test');
    expect(db.main.pragma('foreign_key_check')).toEqual([]);
    const rows = runOperation(db, 'mappingRows', {
      partnerId: 'PARTNER',
      vendor: 'V1',
      locationCodes: ['0817'],
      items: [{ buyerPart: '', vendorPart: '', upc: '', gtin: '00614141000012', ean: '' }],
    });
    expect(rows).toMatchObject({
      partner: { name: 'Northwind', review: false, undoSeconds: 5, sheet: { storeSplit: 'orders', numberPerStore: false } },
      locations: [{ code: '0817', validFrom: '' }],
      items: [{ id: 7, itemNumber: 'D1', validFrom: '' }],
      units: [{ factor: '12', validFrom: '' }],
    });
    expect(runOperation(db, 'mappingsList', { kind: 'items', limit: 10, today })).toMatchObject({
      rows: [{ id: 7, changedBy: 'Ada', origin: 'file', state: 'valid' }],
    });
    expect(runOperation(db, 'mappingsList', { kind: 'units', limit: 10, today })).toMatchObject({
      rows: [{ changedBy: 'Quayside' }],
    });
    expect(runOperation(db, 'mappingSets', { kind: 'items', limit: 10 })).toMatchObject({
      rows: [{ added: 1, updated: 0, source: 'items.csv' }],
    });
    expect(runOperation(db, 'lastImport', {})).toMatchObject({ standing: { changeSetId: 1, kind: 'items' } });
    runOperation(db, 'undoMappings', { changeSetId: 1, who: 'Ada', at, why: 'wrong' });
    expect(runOperation(db, 'mappingsList', { kind: 'items', limit: 10, today })).toEqual({ rows: [] });
    expect(db.main.prepare('SELECT count(*) AS n FROM item_codes').get()).toEqual({ n: 0 });
  });

  it('has parked documents looked at again, so that what they wait for is known as data', () => {
    const { db } = before();
    runOperation(db, 'storeFile', fileOf('1'));
    db.main.exec(`UPDATE documents SET processing = 'parked', pending = 0`);
    migrate(db.main, at, '0.0.0-test');
    expect(runOperation(db, 'pendingDocuments', { at, limit: 10 })).toHaveLength(1);
  });
});

describe('a change of the map', () => {
  it('says who, when, why, and from where; a row keeps its number through corrections', async () => {
    const made = await store();
    const { id } = await apply(made, [{ change: 'add', row: item() }]);
    await made.applyMappings({
      ...told,
      who: 'Bo',
      why: 'wrong product',
      kind: 'items',
      changes: [{ change: 'update', id: id ?? 0, before: item(), row: item({ itemNumber: 'D2', upc: '614141000029' }) }],
    });
    const { rows } = await list(made);
    expect(rows).toMatchObject([{ id, row: { itemNumber: 'D2' }, changedBy: 'Bo', why: 'wrong product', origin: 'screen' }]);
    const match = async (upc: string) =>
      (
        await made.mappingRows({
          partnerId: 'PARTNER',
          vendor: '',
          locationCodes: [],
          items: [{ buyerPart: '', vendorPart: '', upc, gtin: '', ean: '' }],
        })
      ).items;
    expect(await match('614141000012')).toEqual([]);
    expect(await match('614141000029')).toMatchObject([{ id }]);
  });

  it('is refused, with both rows, when somebody else changed the row meanwhile; nothing of it is done', async () => {
    const made = await store();
    const { id = 0 } = await apply(made, [{ change: 'add', row: item() }]);
    await apply(made, [{ change: 'update', id, before: item(), row: item({ itemNumber: 'D2' }) }]);
    const late = apply(made, [
      { change: 'add', row: item({ buyerPart: 'B-2' }) },
      { change: 'update', id, before: item(), row: item({ itemNumber: 'D3' }) },
    ]);
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/B-1 .*changed meanwhile/) as string,
    });
    const error = (await late.catch((thrown: unknown) => thrown)) as { readonly details: Readonly<Record<string, string>> };
    expect(JSON.parse(error.details['seen'] ?? '')).toMatchObject({ itemNumber: 'D1' });
    expect(JSON.parse(error.details['now'] ?? '')).toMatchObject({ itemNumber: 'D2' });
    expect((await list(made)).rows).toHaveLength(1);
    await expect(apply(made, [{ change: 'add', row: item() }])).rejects.toMatchObject({ code: 'conflict' });
    await expect(apply(made, [{ change: 'remove', id: 99, before: item() }])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is put back as a change of its own, with the numbers that the rows had, and that one can be put back too', async () => {
    const made = await store();
    const { id = 0 } = await apply(made, [{ change: 'add', row: item() }]);
    const removed = await apply(made, [{ change: 'remove', id, before: item() }]);
    await apply(made, [{ change: 'add', row: item({ buyerPart: 'B-9', upc: '' }) }]);
    expect((await list(made)).rows.map((row) => row.id)).not.toContain(id);
    const undone = await made.undoMappings({ changeSetId: removed.changeSetId, who: 'Bo', at, why: 'too early' });
    expect(undone).toMatchObject({ kind: 'items', changes: 1 });
    expect((await list(made)).rows.map((row) => row.id).toSorted((a, b) => a - b)).toEqual([id, id + 1]);
    const again = made.undoMappings({ changeSetId: removed.changeSetId, who: 'Bo', at, why: 'x' });
    await expect(again).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/already/) as string });
    await made.undoMappings({ changeSetId: undone.changeSetId, who: 'Bo', at, why: 'after all' });
    expect((await list(made)).rows).toHaveLength(1);
    const sets = (await made.mappingSets({ limit: 10 })).rows;
    expect(sets.find((set) => set.id === removed.changeSetId)).toMatchObject({ removed: 1, undoneBy: undone.changeSetId });
    expect(sets.find((set) => set.id === undone.changeSetId)).toMatchObject({ added: 1, undoes: removed.changeSetId });
    const detail = await made.mappingSetRows({ changeSetId: removed.changeSetId, limit: 10 });
    expect(detail.rows).toMatchObject([{ change: 'remove', before: { itemNumber: 'D1' }, who: 'Ada', why: 'because' }]);
  });

  it('is not put back when rows changed since; the refusal names them', async () => {
    const made = await store();
    const { changeSetId } = await apply(
      made,
      ['B-1', 'B-2'].map((buyerPart) => ({ change: 'add', row: item({ buyerPart, upc: '' }) })),
    );
    await apply(made, [
      {
        change: 'update',
        before: item({ buyerPart: 'B-2', upc: '' }),
        row: item({ buyerPart: 'B-2', upc: '', itemNumber: 'D7' }),
      },
    ]);
    await expect(made.undoMappings({ changeSetId, who: 'w', at, why: 'w' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/PARTNER · B-2 changed since. Nothing was put back/) as string,
    });
    expect((await list(made)).rows).toHaveLength(2);
    await expect(made.undoMappings({ changeSetId: 99, who: 'w', at, why: 'w' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tells the story of a key: rows by day, changes, newest first', async () => {
    const made = await store();
    const { id = 0 } = await apply(made, [{ change: 'add', row: item() }]);
    await apply(made, [{ change: 'add', row: item({ itemNumber: 'D2', validFrom: '2026-03-10' }) }]);
    await apply(made, [{ change: 'add', row: item({ itemNumber: '', unit: '', validFrom: '2026-05-01' }) }]);
    const detail = await made.mappingDetail({ kind: 'items', id, limit: 10, today });
    expect(detail?.rows.map(({ row, state, validTo }) => ['itemNumber' in row && row.itemNumber, state, validTo])).toEqual([
      ['D1', 'valid', '2026-03-10'],
      ['D2', 'later', '2026-05-01'],
      ['', 'later', undefined],
    ]);
    expect(detail?.history.map(({ change, why }) => [change, why])).toEqual(Array.from({ length: 3 }, () => ['add', 'because']));
    const later = await list(made, { today: '2026-06-01' });
    expect(later.rows.map(({ state }) => state)).toEqual(['past', 'past', 'ended']);
  });
});

describe('a unit in other letters', () => {
  const pack = (ediUnit: string, factor: string, validFrom = ''): MappingTables['units'] => ({
    partnerId: 'PARTNER',
    itemNumber: '',
    ediUnit,
    unit: 'ea',
    factor,
    validFrom,
  });
  const change = (made: Store, entry: MappingChange<'units'>) => made.applyMappings({ ...told, kind: 'units', changes: [entry] });

  it('is there already: entered anew or moved upon, it is refused with both rows', async () => {
    const made = await store();
    await change(made, { change: 'add', row: pack('PK', '6') });
    const refusal = {
      code: 'conflict',
      message: expect.stringMatching(/The unit PARTNER · pk is there already/) as string,
      details: { seen: JSON.stringify(pack('pk', '12')), now: JSON.stringify(pack('PK', '6')) },
    };
    await expect(change(made, { change: 'add', row: pack('pk', '12') })).rejects.toMatchObject(refusal);
    await change(made, { change: 'add', row: pack('CA', '12') });
    const moved = { change: 'update', before: pack('CA', '12'), row: pack('pk', '12') } as const;
    await expect(change(made, moved)).rejects.toMatchObject(refusal);
    // Its own row may be written otherwise, and changed by the letters that were seen only.
    await change(made, { change: 'update', before: pack('PK', '6'), row: pack('Pk', '6') });
    await expect(change(made, { change: 'update', before: pack('PK', '6'), row: pack('PK', '24') })).rejects.toMatchObject({
      message: expect.stringMatching(/changed meanwhile/) as string,
    });
  });

  it('takes over from a day on, and is told with the rows of its key', async () => {
    const made = await store();
    const { id = 0 } = await change(made, { change: 'add', row: pack('PK', '6') });
    await order(made, 'READY', { uses: [{ kind: 'units', id }] });
    expect(await change(made, { change: 'add', row: pack('pk', '12', '2026-03-01') })).toMatchObject({ woken: 1 });
    expect(await pending(made)).toEqual(['READY']);
    const detail = await made.mappingDetail({ kind: 'units', id, limit: 10, today });
    expect(detail?.rows.map(({ row, state, validTo }) => ['ediUnit' in row && row.ediUnit, state, validTo])).toEqual([
      ['PK', 'past', '2026-03-01'],
      ['pk', 'valid', undefined],
    ]);
  });
});

describe('documents and the rows that they rest on', () => {
  it('are looked at again when such a row changes, as long as nothing is begun in Dynamics', async () => {
    const made = await store();
    const { id = 0 } = await apply(made, [{ change: 'add', row: item() }]);
    await order(made, 'READY', { uses: [{ kind: 'items', id }] });
    await order(made, 'OTHER', {});
    const begun = await order(made, 'BEGUN', { uses: [{ kind: 'items', id }] });
    const [saga] = (await made.dueSagas({ at, limit: 10 })).filter((due) => due.documentId === begun);
    await made.beginAttempt({ sagaId: saga?.id ?? 0, step: 'header', at, requestId: 'r' });
    expect(await pending(made)).toEqual([]);
    const { woken } = await apply(made, [{ change: 'update', id, before: item(), row: item({ itemNumber: 'D2' }) }]);
    expect(woken).toBe(1);
    expect(await pending(made)).toEqual(['READY']);
  });

  it('are looked at again when another row takes over their key', async () => {
    const made = await store();
    const { id = 0 } = await apply(made, [{ change: 'add', row: item() }]);
    await order(made, 'READY', { uses: [{ kind: 'items', id }] });
    await apply(made, [{ change: 'add', row: item({ itemNumber: 'D2', validFrom: '2026-03-01' }) }]);
    expect(await pending(made)).toEqual(['READY']);
  });

  const placeOf = (qualifier: string, code: string) => ({
    partnerId: 'PARTNER',
    qualifier,
    code,
    addressLocationId: 'L1',
    validFrom: '' as const,
  });
  const unitOf = (itemNumber: string, ediUnit = 'PK') => ({
    partnerId: 'PARTNER',
    itemNumber,
    ediUnit,
    unit: 'ea',
    factor: '12' as DecimalText,
    validFrom: '' as const,
  });
  const add = <K extends MappingKind>(made: Store, kind: K, row: MappingTables[K]) =>
    made.applyMappings({ ...told, kind, changes: [{ change: 'add', row }] });

  it('are looked at again, each once, when a row comes beside the one that they rest on; others are left alone', async () => {
    const made = await store();
    const { id: item1 = 0 } = await add(made, 'items', item());
    const { id: item2 = 0 } = await add(made, 'items', item({ buyerPart: 'B-2', upc: '', itemNumber: 'D2' }));
    const { id: place = 0 } = await add(made, 'locations', placeOf('', '0999'));
    await order(made, 'FIRST', { uses: [{ kind: 'items', id: item1 }] });
    const both: readonly MappingUse[] = [
      { kind: 'items', id: item2 },
      { kind: 'locations', id: place },
    ];
    await order(made, 'SECOND', { uses: both });
    expect(await pending(made)).toEqual([]);
    expect(await add(made, 'units', unitOf('D1'))).toMatchObject({ woken: 1 });
    expect(await pending(made)).toEqual(['FIRST']);
    expect(await add(made, 'locations', placeOf('92', '0888'))).toMatchObject({ woken: 0 });
    expect(await add(made, 'locations', placeOf('92', '0999'))).toMatchObject({ woken: 1 });
    expect(await pending(made)).toEqual(['FIRST', 'SECOND']);
    // Both wait for their turn: nothing is counted that waits already.
    expect(await add(made, 'units', unitOf('D2'))).toMatchObject({ woken: 0 });
  });

  it.each([
    ['a unit of all items', (made: Store) => add(made, 'units', unitOf(''))],
    ['an item row of other numbers', (made: Store) => add(made, 'items', item({ buyerPart: 'B-7', upc: '' }))],
    [
      'units of more items than are looked up one by one',
      (made: Store) => {
        const rows = Array.from({ length: 300 }, (_, index) => unitOf(`E${index}`));
        return made.applyMappings({ ...told, kind: 'units', changes: rows.map((row) => ({ change: 'add' as const, row })) });
      },
    ],
  ])('are looked at again for %s, which may speak of any line of their partner', async (_what, arrive) => {
    const made = await store();
    await order(made, 'READY');
    const begun = await order(made, 'BEGUN');
    const [saga] = (await made.dueSagas({ at, limit: 10 })).filter((due) => due.documentId === begun);
    await made.beginAttempt({ sagaId: saga?.id ?? 0, step: 'header', at, requestId: 'r' });
    expect(await arrive(made)).toMatchObject({ woken: 1 });
    expect(await pending(made)).toEqual(['READY']);
  });

  it('are looked at again when a row that ended its key is put back or gets a target, and when one moves under their key', async () => {
    const made = await store();
    const { id = 0 } = await add(made, 'items', item());
    const ends = { ...unitOf('D1'), unit: '', factor: '' as DecimalText, validFrom: '2026-01-01' as const };
    const ended = await add(made, 'units', ends);
    const { id: far = 0 } = await add(made, 'locations', placeOf('92', '0888'));
    const { id: place = 0 } = await add(made, 'locations', placeOf('', '0999'));
    const looked = async (number: string, act: () => Promise<unknown>): Promise<void> => {
      await order(made, number, {
        uses: [
          { kind: 'items', id },
          { kind: 'locations', id: place },
        ],
      });
      expect(await pending(made)).not.toContain(number);
      await act();
      expect(await pending(made)).toContain(number);
    };
    await looked('PUT BACK', () => made.undoMappings({ changeSetId: ended.changeSetId, who: 'Bo', at, why: 'too early' }));
    await add(made, 'units', ends);
    const row = { ...unitOf('D1'), validFrom: '2026-01-01' as const };
    await looked('TARGET', () =>
      made.applyMappings({ ...told, kind: 'units', changes: [{ change: 'update', before: ends, row }] }),
    );
    const moves = { change: 'update', id: far, before: placeOf('92', '0888'), row: placeOf('92', '0999') } as const;
    await looked('MOVED', () => made.applyMappings({ ...told, kind: 'locations', changes: [moves] }));
  });

  it('lose the sales order that nobody began when the new decision parks them', async () => {
    const made = await store();
    const documentId = await order(made, 'READY');
    expect(await made.dueSagas({ at, limit: 10 })).toHaveLength(1);
    await made.changeDocument({ documentId, at, processing: 'parked', holds: [gapOn('1')], uses: [], audit: [] });
    expect(await made.dueSagas({ at, limit: 10 })).toEqual([]);
  });

  it('are listed before a row is removed, which takes the token of exactly that list', async () => {
    const made = await store();
    const { id = 0 } = await apply(made, [{ change: 'add', row: item() }]);
    await order(made, '1', { uses: [{ kind: 'items', id }], amount: '10.10', shipBy: '2026-03-09' });
    const remove = (token: string) =>
      made.applyMappings({
        ...told,
        kind: 'items',
        changes: [{ change: 'remove', id, before: item() }],
        seenUses: { id, token },
      });
    await expect(remove('')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/1 open order uses this row/) as string,
    });
    const shown = await made.mappingUses({ kind: 'items', id });
    expect(shown).toMatchObject({
      open: { orders: 1, worth: [{ amount: '10.1', currency: 'USD' }], earliestShipBy: '2026-03-09' },
      orders: [{ purchaseOrder: '1', processing: 'ready', waitsFor: [] }],
      used: { value: 1, capped: false },
    });
    await order(made, '2', { uses: [{ kind: 'items', id }] });
    await expect(remove(shown?.token ?? '')).rejects.toMatchObject({ code: 'conflict' });
    const again = await made.mappingUses({ kind: 'items', id });
    await remove(again?.token ?? '');
    expect(await pending(made)).toEqual(['1', '2']);
    expect(await made.mappingUses({ kind: 'items', id })).toBeUndefined();
  });

  it('are found from the row, newest first, page by page', async () => {
    const made = await store();
    const { id = 0 } = await apply(made, [{ change: 'add', row: item() }]);
    for (const number of ['1', '2', '3']) await order(made, number, { uses: [{ kind: 'items', id }] });
    const first = await made.mappingDetail({ kind: 'items', id, limit: 2, today });
    expect(first?.usedBy).toMatchObject({ rows: [{ purchaseOrder: '3' }, { purchaseOrder: '2' }], count: { value: 3 } });
    const next = await made.mappingDetail({ kind: 'items', id, limit: 2, today, cursor: first?.usedBy.nextCursor ?? '' });
    expect(next?.usedBy.rows.map((row) => row.purchaseOrder)).toEqual(['1']);
    expect(next?.usedBy.nextCursor).toBeUndefined();
  });
});

describe('what is missing', () => {
  it('stands by deadline, with orders, lines and money by currency, exact and page by page', async () => {
    const made = await store();
    await order(made, '1', { amount: '0.10', shipBy: '2026-03-20', holds: [gapOn('1', 2)] });
    await order(made, '2', { amount: '0.20', shipBy: '2026-03-09', holds: [gapOn('1'), gapOn('2')] });
    await order(made, '3', { amount: '5', currency: 'CAD', holds: [gapOn('3')] });
    await order(made, '4', {
      holds: [
        {
          ...gapOn('4'),
          groupKey: 'unit:PARTNER:D1:CA',
          fix: { fix: 'unit', partnerId: 'PARTNER', vendor: '', itemNumber: 'D1', ediUnit: 'CA', itemUnit: 'ea' },
        },
      ],
    });
    const all = await made.mappingsMissing({ limit: 10 });
    expect(all.total).toBe(4);
    expect(all.rows.map(({ key, orders, lines, worth, earliestShipBy }) => [key, orders, lines, worth, earliestShipBy])).toEqual([
      ['item:PARTNER:upc=1', 2, 3, [{ amount: '0.3', currency: 'USD' }], '2026-03-09'],
      ['item:PARTNER:upc=2', 1, 1, [{ amount: '0.2', currency: 'USD' }], '2026-03-09'],
      ['item:PARTNER:upc=3', 1, 1, [{ amount: '5', currency: 'CAD' }], undefined],
      ['unit:PARTNER:D1:CA', 1, 1, [], undefined],
    ]);
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await made.mappingsMissing({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      keys.push(...page.rows.map(({ key }) => key));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(keys).toEqual(all.rows.map(({ key }) => key));
    expect((await made.mappingsMissing({ kind: 'units', limit: 10 })).rows).toMatchObject([
      { kind: 'units', fix: { fix: 'unit' } },
    ]);
    expect(await made.mappingsMissing({ partnerId: 'NOBODY', limit: 10 })).toEqual({ rows: [], total: 0 });
  });

  it('tells orders that wait for nothing else from those that do', async () => {
    const made = await store();
    await order(made, '1', { amount: '1', holds: [gapOn('1')] });
    await order(made, '2', { amount: '2', shipBy: '2026-03-09', holds: [gapOn('1'), gapOn('2')] });
    const keys = ['item:PARTNER:upc=1'];
    expect(await made.waitingFor({ keys, gapsOnly: false })).toMatchObject({
      freed: { orders: 1, worth: [{ amount: '1', currency: 'USD' }] },
      stillWaiting: { orders: 1, worth: [{ amount: '2', currency: 'USD' }], earliestShipBy: '2026-03-09' },
      orders: [
        { purchaseOrder: '2', waitsFor: ['UPC 2'] },
        { purchaseOrder: '1', waitsFor: [] },
      ],
    });
    expect(await made.ordersOf({ keys })).toEqual({ 'item:PARTNER:upc=1': 2 });
  });

  it('is measured by partner against what orders used', async () => {
    const made = await store();
    await made.applyMappings({
      ...told,
      kind: 'partners',
      changes: [
        {
          change: 'add',
          row: {
            partnerId: 'PARTNER',
            vendor: 'V1',
            name: 'Northwind',
            company: 'usmf',
            customer: 'C',
            invoiceAccount: '',
            site: '',
            warehouse: '',
            active: true,
            review: false,
            undoSeconds: 0,
            sheet: {} as never,
          },
        },
      ],
    });
    for (const number of [1, 2, 3])
      await order(made, `${number}`, {
        uses: [
          { kind: 'items', id: number },
          { kind: 'items', id: 9 },
        ],
      });
    await order(made, '4', { holds: [gapOn('1'), gapOn('2')] });
    const { rows } = await made.mappingCoverage({ limit: 10, days: 90, since: '2026-01-01T00:00:00.000Z' });
    expect(rows).toMatchObject([
      {
        partnerName: 'Northwind',
        documents: { value: 4 },
        items: { mapped: 4, missing: 2, percent: 66 },
        units: { mapped: 0, missing: 0 },
      },
    ]);
    expect(rows[0]?.units.percent).toBeUndefined();
    const later = await made.mappingCoverage({ limit: 10, days: 1, since: '2026-03-03T00:00:00.000Z' });
    expect(later.rows[0]?.documents.value).toBe(0);
  });

  it('is looked at again on the day from which a row holds, once', async () => {
    const made = await store();
    await apply(made, [{ change: 'add', row: item({ validFrom: '2026-03-05' }) }]);
    await order(made, '1', { holds: [gapOn('1')] });
    expect(await made.wakeForDay({ today: '2026-03-04' })).toEqual({ woken: 0 });
    expect(await made.wakeForDay({ today: '2026-03-05' })).toEqual({ woken: 1 });
    expect(await pending(made)).toEqual(['1']);
    expect(await made.wakeForDay({ today: '2026-03-05' })).toEqual({ woken: 0 });
  });
});

describe('the list of a kind', () => {
  async function filled(): Promise<Store> {
    const made = await store();
    const rows = ['A', 'B'].flatMap((partnerId) =>
      Array.from({ length: 30 }, (_, index) =>
        item({
          partnerId,
          buyerPart: `NW-${index}`,
          vendorPart: `nw-v${index}`,
          upc: '',
          gtin: index === 7 ? '00614141000012' : '',
          itemNumber: `D${index % 10}`,
        }),
      ),
    );
    await apply(
      made,
      rows.map((row) => ({ change: 'add', row })),
    );
    return made;
  }
  const walk = async (made: Store, change: Partial<Parameters<Store['mappingsList']>[0]>) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(made, { limit: 4, ...change, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.rows.map(({ row }) => `${row.partnerId} ${'buyerPart' in row ? row.buyerPart : ''}`));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return found;
  };

  it('walks every row once, in key order, of one partner or of all', async () => {
    const made = await filled();
    const all = await walk(made, {});
    expect(all).toHaveLength(60);
    expect(new Set(all).size).toBe(60);
    expect(await walk(made, { partnerId: 'B' })).toEqual(all.filter((row) => row.startsWith('B')));
  });

  it.each([
    ['nw-1', 22, 'a part in any spelling: NW-1, NW-10 to 19, nw-v1…'],
    ['D3', 6, 'an item number'],
    ['614141', 2, 'a code that stands as a GTIN'],
    ['00614141000012', 2, 'the GTIN itself'],
    ['zz', 0, 'nothing'],
  ])('finds what "%s" is the beginning of: %i rows (%s)', async (text, count) => {
    const made = await filled();
    const found = await walk(made, { text });
    expect(found).toHaveLength(count);
    expect(new Set(found).size).toBe(count);
    expect(await walk(made, { text, partnerId: 'A' })).toHaveLength(count / 2);
  });

  it.each<[MappingKind, string]>([
    ['partners', 'north'],
    ['locations', 'L1'],
    ['units', 'ca'],
  ])('finds %s by "%s"', async (kind, text) => {
    const made = await store();
    const sheet = {} as never;
    const partner = {
      partnerId: 'P',
      vendor: 'V',
      name: 'Northwind',
      company: 'usmf',
      customer: 'C',
      invoiceAccount: '',
      site: '',
      warehouse: '',
      active: true,
      review: false,
      undoSeconds: 0,
      sheet,
    };
    await made.applyMappings({ ...told, kind: 'partners', changes: [{ change: 'add', row: partner }] });
    await made.applyMappings({
      ...told,
      kind: 'locations',
      changes: [
        { change: 'add', row: { partnerId: 'P', qualifier: '92', code: '0817', addressLocationId: 'L1', validFrom: '' } },
      ],
    });
    await made.applyMappings({
      ...told,
      kind: 'units',
      changes: [
        { change: 'add', row: { partnerId: 'P', itemNumber: '', ediUnit: 'CA', unit: 'ea', factor: '6', validFrom: '' } },
      ],
    });
    expect((await made.mappingsList({ kind, text, limit: 10, today })).rows).toHaveLength(1);
    expect((await made.mappingsList({ kind, text: 'other', limit: 10, today })).rows).toEqual([]);
  });
});

describe('a map that changes while a document is decided', () => {
  const decide = async (made: Store, number: string, mapAsOf: number) => {
    const { documentIds } = await made.storeFile(fileOf(number));
    await made.changeDocument({
      documentId: documentIds[0] ?? 0,
      at,
      processing: 'parked',
      thread: {
        create: { partnerId: 'PARTNER', vendor: 'V1', number, release: '', store: '', copy: 1 },
        facts: facts(undefined, 'USD', undefined),
      },
      holds: [gapOn('614141000012')],
      uses: [],
      mapAsOf,
      audit: [],
    });
  };
  const asOf = async (made: Store): Promise<number> =>
    (await made.mappingRows({ partnerId: 'PARTNER', vendor: 'V1', locationCodes: [], items: [] })).asOf ?? -1;

  it('has what was parked on the former rows looked at again, and nothing else', async () => {
    const made = await store();
    const before = await asOf(made);
    await apply(made, [{ change: 'add', row: item() }]);
    await decide(made, 'BEFORE', before);
    await decide(made, 'AFTER', await asOf(made));
    expect(await pending(made)).toEqual(['BEFORE']);
  });
});
