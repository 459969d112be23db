import { describe, expect, it } from 'vitest';
import { diffMappings } from '#core/mapping/diff.ts';
import { readMappings } from '#core/mapping/files/readMappings.ts';
import { app, open, useDesk } from '../support/desk.ts';
import { importRows } from '../support/fixture.ts';

useDesk(59);

const head = 'partnerId,itemNumber,ediUnit,unit,factor\n';
const units = async () =>
  (await app.store.mappingPage({ kind: 'units', limit: 50 })).rows.filter(({ partnerId }) => partnerId === 'LETTERS');

describe('one EDI unit in several letters', () => {
  it('is one row: the later file changes it', async () => {
    await open();
    await importRows(app.store, 'units', `${head}LETTERS,,PK,ea,6\n`);
    await importRows(app.store, 'units', `${head}LETTERS,,pk,ea,12\n`);
    expect(await units()).toMatchObject([{ ediUnit: 'PK', factor: '12' }]);
  });

  it('twice in a file is a conflict that names both rows', async () => {
    const read = await readMappings('units', 'units.csv', Buffer.from(`${head}LETTERS,,PK,ea,6\nLETTERS,,Pk,ea,12\n`, 'utf8'));
    expect(diffMappings('units', [], read).errors).toMatchObject([{ row: 3, sentence: 'this key stands in row 2 already' }]);
  });

  it('cannot be added beside itself on the screen', async () => {
    await open();
    await importRows(app.store, 'units', `${head}LETTERS,,PK,ea,6\n`);
    const row = { partnerId: 'LETTERS', itemNumber: '', ediUnit: 'pk', unit: 'ea', factor: '12', validFrom: '' } as const;
    const told = { who: 'Bo', at: new Date().toISOString(), why: 'a test', origin: 'screen', source: '' } as const;
    await expect(app.store.applyMappings({ ...told, kind: 'units', changes: [{ change: 'add', row }] })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await units()).toMatchObject([{ ediUnit: 'PK', factor: '6' }]);
  });
});
