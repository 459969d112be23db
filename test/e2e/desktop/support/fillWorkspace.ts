import { randomUUID } from 'node:crypto';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import { ensurePracticeMaps } from '#core/host/commands/practiceMaps.ts';
import { openStore } from '#core/store/openStore.ts';

/**
 * `node fillWorkspace.ts FOLDER`: a workspace as somebody left it who has mapped everything. 856 are looked at and have two
 * minutes to be taken back, and name items alone, so that nothing waits for cartons.
 */
async function fill(folder: string): Promise<void> {
  const at = new Date().toISOString();
  const opened = await openStore({ folder, at, appVersion: '0.0.0', guardId: randomUUID() });
  const { store } = opened;
  await ensurePracticeMaps(store);
  const { rows } = await store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor, review, undoSeconds } of rows) {
    const current = await store.outboundSheet({ partnerId, vendor });
    const sheet = current?.sheet ?? firstSheet({ review, undoSeconds });
    await store.saveSheet({
      partnerId,
      vendor,
      seen: current?.version ?? 0,
      sheet: {
        ...sheet,
        shipNotice: { ...sheet.shipNotice, structure: 'items' },
        documents: { ...sheet.documents, '856': { ...sheet.documents['856'], review: true, undoSeconds: 120 } },
      },
      who: 'Dana',
      why: 'as it is here',
      at,
    });
  }
  await opened.close();
}

await fill(process.argv[2] ?? '');
