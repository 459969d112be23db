import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderSorts } from '#core/contract/views/orders.ts';
import { threadStates } from '#core/domain/states.ts';
import { closeDb, openForWriting, type Db } from '#core/store/database.ts';
import { migrate } from '#core/store/migrate.ts';
import { runOperation, type OperationName } from '#core/store/operations.ts';
import { addSearchKeys } from '#core/store/operations/search.ts';
import { pack, putPayload } from '#core/store/payloads.ts';
import { percentile, row, type BenchRow } from './support.ts';

const start = Date.parse('2024-01-01T00:00:00Z');
const iso = (at: number): string => new Date(at).toISOString();

/** A payload of its own for every document: real text, different every time, so that it is as large on disk as real ones. */
function payloadOf(number: number): Uint8Array {
  const lines = Array.from(
    { length: 12 },
    (_, line) =>
      `<LineItem><OrderLine><LineSequenceNumber>${line + 1}</LineSequenceNumber><BuyerPartNumber>NW-${(number * 7 + line * 31) % 4000}</BuyerPartNumber><OrderQty>${(number + line) % 90}</OrderQty><PurchasePrice>${(number % 97) + line}.25</PurchasePrice></OrderLine></LineItem>`,
  );
  return Buffer.from(`<Order><PurchaseOrderNumber>PO${number}</PurchaseOrderNumber>${lines.join('')}</Order>`, 'utf8');
}

function fill(db: Db, documents: number): void {
  const file = db.main.prepare(
    `INSERT INTO files (path, sha256, bytes, format, state, reason, run_id, received_at, changed_at) VALUES (?, ?, 2000, 'rsx-xml', 'deleted', '', 1, ?, ?)`,
  );
  const thread = db.main.prepare(
    `INSERT INTO threads (id, identity_key, partner_id, vendor, number, release, store, copy, state, currency, amount, ship_by, ship_sort, line_count, received_at, ordered_at, changed_at) VALUES (?, ?, ?, 'V', ?, '', '', 1, ?, 'USD', '100', ?, ?, 12, ?, ?, ?)`,
  );
  const document = db.main.prepare(
    `INSERT INTO documents (direction, kind, file_id, position, thread_id, partner_id, vendor, number, release, purpose, change_sequence, change_order, document_date, canonical_hash, findings, processing, pending, received_at, changed_at) VALUES ('in', '850', ?, 0, ?, ?, 'V', ?, '', '00', '', 0, '', ?, 0, 'done', 0, ?, ?)`,
  );
  const saga = db.main.prepare(
    `INSERT INTO order_sagas (thread_id, document_id, state, company, customer, reference, store, sales_order_number, next_attempt_at, created_at, changed_at) VALUES (?, ?, 'done', 'usmf', 'C', ?, '', ?, ?, ?, ?)`,
  );
  const plan = db.main.prepare(`INSERT INTO order_plans (saga_id, plan) VALUES (?, '{"lines":[]}')`);
  const perCommit = 20_000;
  for (let from = 0; from < documents; from += perCommit) {
    db.main.exec('BEGIN');
    db.payloads.exec('BEGIN');
    for (let number = from + 1; number <= Math.min(from + perCommit, documents); number += 1) {
      const at = iso(start + number * 60_000);
      const partner = `PARTNER${number % 40}`;
      const purchaseOrder = `PO${4_000_000 + number}`;
      const state =
        number % 2000 === 0 ? 'attention' : number % 5000 === 1 ? 'open' : number % 300 === 0 ? 'cancelled' : 'ordered';
      const shipBy = at.slice(0, 10);
      putPayload(db, `sha-${number}`, pack(payloadOf(number)));
      const fileId = file.run(`out/${purchaseOrder}.xml`, `sha-${number}`, at, at).lastInsertRowid;
      thread.run(number, purchaseOrder, partner, purchaseOrder, state, shipBy, shipBy, at, state === 'ordered' ? at : null, at);
      const documentId = document.run(fileId, number, partner, purchaseOrder, `c-${number}`, at, at).lastInsertRowid;
      plan.run(saga.run(number, documentId, purchaseOrder, `SO-${number}`, at, at, at).lastInsertRowid);
      addSearchKeys(db, number, [
        { kind: 'purchase order', key: purchaseOrder },
        { kind: 'sales order', key: `SO-${number}` },
        { kind: 'item', key: `NW-${number % 4000}` },
      ]);
    }
    db.payloads.exec('COMMIT');
    db.main.exec('COMMIT');
  }
  db.main.exec('ANALYZE');
}

/** Every list that the screen offers, every kind of search and every count, over so many documents with their payloads. */
export async function storeBench({ documents }: { readonly documents: number }): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-million-'));
  const db = openForWriting(folder, () => undefined);
  migrate(db.main, iso(start), '0.0.0-bench');
  fill(db, documents);
  const timed = (name: OperationName, input: unknown): { readonly took: number; readonly value: unknown } => {
    const begun = performance.now();
    const value = runOperation(db, name, input);
    return { took: performance.now() - begun, value };
  };
  const pages: number[] = [];
  for (const state of [undefined, ...threadStates]) {
    for (const partnerId of [undefined, 'PARTNER7']) {
      for (const sort of orderSorts) {
        for (const descending of [true, false]) {
          let cursor: string | undefined;
          for (let page = 0; page < 8; page += 1) {
            const { took, value } = timed('ordersList', {
              filter: { ...(state && { state }), ...(partnerId && { partnerId }) },
              sort,
              descending,
              limit: 100,
              cursor,
            });
            pages.push(took);
            cursor = (value as { readonly nextCursor?: string }).nextCursor;
            if (cursor === undefined) break;
          }
        }
      }
    }
  }
  const searches = ['PO4500000', 'PO4', 'po45', '4567', '99123', 'SO-77777', 'nw-1234', 'NW-', '0001'].flatMap((text) =>
    Array.from({ length: 10 }, () => timed('searchFind', { text }).took),
  );
  const counts = Array.from({ length: 40 }, () => timed('attentionCounts', {}).took);
  const totals = [undefined, ...threadStates].flatMap((state) =>
    [undefined, 'PARTNER7'].map(
      (partnerId) => timed('ordersCount', { filter: { ...(state && { state }), ...(partnerId && { partnerId }) } }).took,
    ),
  );
  closeDb(db);
  rmSync(folder, { recursive: true, force: true });
  const name = `${documents.toLocaleString('en')} documents`;
  const p95 = (what: string, values: readonly number[]): BenchRow =>
    row(
      `${name}: ${what}`,
      `95th percentile ${percentile(values, 0.95).toFixed(2)} ms over ${values.length}`,
      'under 5 ms',
      percentile(values, 0.95) < 5,
    );
  return [
    p95('a page of every filter and sort', pages),
    p95('search, exact, prefix and suffix', searches),
    p95('counts of open work', counts),
    p95('counts of a filter', totals),
  ];
}
