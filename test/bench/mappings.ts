import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gs1CheckDigit } from '#core/domain/checkDigit.ts';
import { createImports, type MappingImports } from '#core/engine/mappings/imports.ts';
import { createOffload } from '#core/host/offload.ts';
import { workers } from '#core/host/places.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import { systemRandom } from '#core/host/adapters/random.ts';
import { closeDb, openForWriting, type Db } from '#core/store/database.ts';
import { migrate } from '#core/store/migrate.ts';
import { openStore } from '#core/store/openStore.ts';
import { runOperation } from '#core/store/operations.ts';
import { percentile, row, watchTurns, type BenchRow, type LongestTurn } from './support.ts';

const at = '2026-03-02T10:00:00.000Z';

function codeOf(number: number): string {
  const body = `81${String(number).padStart(9, '0')}`;
  return body + gs1CheckDigit(body);
}

/** A file of so many item rows of forty partners, each with a code of its own. */
function fileOf(rows: number, product: (number: number) => string): Uint8Array {
  const lines = ['partnerId,buyerPart,vendorPart,upc,gtin,ean,itemNumber,unit,validFrom'];
  for (let number = 0; number < rows; number += 1)
    lines.push(`PARTNER${number % 40},B-${number},V-${number},${codeOf(number)},,,${product(number)},ea,`);
  return Buffer.from(lines.join('\n'), 'utf8');
}

interface Taken {
  readonly seconds: number;
  readonly turn: LongestTurn;
}

async function importOf(imports: MappingImports, bytes: Uint8Array, name: string): Promise<Taken> {
  const turns = watchTurns();
  const begun = performance.now();
  const { id } = await imports.preview({ kind: 'items', name, origin: 'file', bytes });
  await imports.apply(id, { why: 'a bench' });
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, turn: turns.stop() };
}

async function imports(rows: number): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-maps-'));
  const opened = await openStore({
    folder,
    at,
    appVersion: '0.0.0-bench',
    guardId: 'guard',
    workerUrl: workers.store,
  });
  const offload = createOffload(workers.task);
  const desk = createImports({
    store: opened.store,
    ports: { clock: systemClock, random: systemRandom, identity: { user: 'bench', host: 'bench' } },
    offload: (task) => offload.run(task),
  });
  const first = await importOf(
    desk,
    fileOf(rows, (number) => `D${number}`),
    'items.csv',
  );
  const again = await importOf(
    desk,
    fileOf(rows, (number) => `E${number}`),
    'items.csv',
  );
  const begun = performance.now();
  const { bytes } = await desk.export('items', 'items.xlsx');
  const written = (performance.now() - begun) / 1000;
  await offload.close();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
  const name = `import of ${rows.toLocaleString('en')} mapping rows`;
  const told = (what: string, { seconds, turn }: Taken): BenchRow =>
    row(
      `${name}, ${what}`,
      `${seconds.toFixed(1)} s from the file to the last commit; main thread kept at most ${turn.clock.toFixed(0)} ms at a time, ${turn.own.toFixed(1)} ms of them its own work`,
      'under 10 s',
      seconds < 10,
    );
  return [
    told('all new', first),
    told('all changed', again),
    row(`export of them as xlsx`, `${written.toFixed(1)} s, ${(bytes.length / 1e6).toFixed(1)} MB`, 'under 20 s', written < 20),
  ];
}

function fill(db: Db, rows: number): void {
  db.main.exec('BEGIN');
  db.main.exec(
    `INSERT INTO mapping_sets (kind, at, who, why, origin, source, added, updated, removed) VALUES ('items', '${at}', 'b', 'b', 'file', 'b', 0, 0, 0)`,
  );
  const item = db.main.prepare(
    `INSERT INTO item_map (partner_id, buyer_part, vendor_part, upc, gtin, ean, item_number, unit, valid_from, set_id) VALUES (?, ?, ?, ?, '', '', ?, 'ea', '', 1)`,
  );
  const code = db.main.prepare('INSERT INTO item_codes (partner_id, code14, item_id) VALUES (?, ?, ?)');
  for (let number = 0; number < rows; number += 1) {
    const partner = `PARTNER${number % 40}`;
    const upc = codeOf(number);
    const { lastInsertRowid } = item.run(partner, `B-${number}`, `V-${number}`, upc, `D${number}`);
    code.run(partner, `00${upc}`, lastInsertRowid);
  }
  db.main.exec('COMMIT');
  db.main.exec('ANALYZE');
}

/** Pages of a large map: by key, of one partner, and what a text is the beginning of. */
function lists(rows: number): readonly BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-million-maps-'));
  const db = openForWriting(folder, () => undefined);
  migrate(db.main, at, '0.0.0-bench');
  fill(db, rows);
  const taken: number[] = [];
  for (const partnerId of [undefined, 'PARTNER7']) {
    for (const text of [undefined, 'B-12', 'b-999', 'D500', 'V-77', '81000', codeOf(4_007), 'nothing']) {
      let cursor: string | undefined;
      for (let page = 0; page < 6; page += 1) {
        const begun = performance.now();
        const value = runOperation(db, 'mappingsList', {
          kind: 'items',
          partnerId,
          text,
          cursor,
          limit: 100,
          today: '2026-03-02',
        });
        taken.push(performance.now() - begun);
        cursor = (value as { readonly nextCursor?: string }).nextCursor;
        if (cursor === undefined) break;
      }
    }
  }
  closeDb(db);
  rmSync(folder, { recursive: true, force: true });
  const p95 = percentile(taken, 0.95);
  return [
    row(
      `${rows.toLocaleString('en')} item mappings: a page by key, partner or the beginning of a number`,
      `95th percentile ${p95.toFixed(2)} ms over ${taken.length}`,
      'under 5 ms',
      p95 < 5,
    ),
  ];
}

export async function mappingsBench({
  imported,
  listed,
}: {
  readonly imported: number;
  readonly listed: number;
}): Promise<readonly BenchRow[]> {
  return [...(await imports(imported)), ...lists(listed)];
}
