import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '#core/domain/finding.ts';
import type { Draft } from '#core/drafting/draft.types.ts';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { draftShipNotice } from '#core/drafting/shipNotice.ts';
import { closeDb, openForWriting } from '#core/store/database.ts';
import { migrate, migrations } from '#core/store/migrate.ts';
import type { SaveDraft } from '#core/store/types/drafts.ts';
import { basis, join, posting } from '../../unit/drafting/fixture.ts';
import { packed, posted, stories } from '../../unit/drafting/stories.ts';
import { draftOf } from '../support/outboundDraft.ts';
import { at, newStore } from './fixture.ts';

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
async function made(change: Parameters<typeof newStore>[0] = {}) {
  const opened = await newStore(change);
  removals.push(opened.remove);
  return { store: opened.opened.store, folder: opened.folder };
}

/** The three documents of one order, as Dynamics posted it. */
const drafts: fc.Arbitrary<readonly Draft[]> = stories
  .chain((story) => posted(story).map((lines) => ({ story, lines })))
  .filter(({ lines }) => lines.length > 0)
  .chain(({ story, lines }) => packed(story, lines).map((packing) => ({ order: story.order, lines, packing })))
  .map(({ order, lines, packing }) => {
    const common = { ...basis({ echo: { notes: true } }), store: '' };
    const of = (kind: Parameters<typeof posting>[0]) => join(posting(kind, lines), [order]);
    return [
      draftOrderAck({ ...common, order, confirmation: of('confirmation'), answers: [] }),
      draftShipNotice({ ...common, orders: [order], slips: [{ joined: of('packing-slip'), packing }] }),
      draftInvoice({ ...common, order, invoice: of('invoice'), notices: [], carriesCharges: true }),
    ];
  });

/** Any text that a partner, an order or a person may bring, broken ones too. */
const anyText = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constant('\ud800')) });
const finding: fc.Arbitrary<Finding> = fc.record({
  severity: fc.constantFrom('BLOCK', 'HOLD', 'WARN', 'INFO'),
  rule: fc.constant('856-07'),
  path: anyText,
  message: anyText,
  value: anyText,
});
const overlay = fc.record({ path: anyText, value: anyText, reason: anyText, who: anyText, at: fc.constant(at) });

const contentOf = ({ document, origins, missing, findings, choices, overlay: typed }: SaveDraft) => ({
  document,
  origins,
  missing,
  findings,
  choices,
  overlay: typed,
});

function savedOf({ document, origins, missing, findings, choices }: Draft, number: string): SaveDraft {
  const bare = draftOf({ at, kind: document.kind, number, body: null, state: 'review' });
  return { ...bare, document, origins, missing, findings, choices };
}

describe('a version', () => {
  it('comes back as it was drafted, whatever it says', async () => {
    const { store } = await made();
    let count = 0;
    const story = fc.tuple(drafts, fc.array(finding, { maxLength: 3 }), fc.array(overlay, { maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(story, async ([documents, findings, typed]) => {
        for (const draft of documents) {
          count += 1;
          const plain = savedOf(draft, `N${count}`);
          const input = { ...plain, findings: [...plain.findings, ...findings], overlay: typed };
          const { outboundId, versionId } = await store.saveDraft(input);
          expect(await store.outboundVersion({ outboundId })).toEqual({
            ...contentOf(input),
            id: versionId,
            outboundId,
            builtAt: at,
            sha256: undefined,
          });
          const [listed] = (await store.outboundVersions({ outboundId, limit: 1 })).rows;
          expect(listed).toEqual({ versionId, builtAt: at, corrections: typed.length });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('takes a fraction of its text, and what is listed stands before it', async () => {
    const { store, folder } = await made();
    const [story] = fc.sample(
      drafts.filter(([, notice]) => JSON.stringify(notice).length > 10_000),
      { numRuns: 1, seed: 7 },
    );
    for (const [index, draft] of (story ?? []).entries()) {
      const { versionId } = await store.saveDraft(savedOf(draft, `N${index}`));
      const plain = JSON.stringify(contentOf(savedOf(draft, ''))).length;
      const database = new BetterSqlite(pathOf(folder, 'quayside.db'), { readonly: true });
      const row = database
        .prepare('SELECT body || origins || missing || findings || choices AS texts, * FROM outbound_versions WHERE id = ?')
        .get(versionId) as Readonly<Record<string, unknown>> & { readonly packed: Buffer };
      database.close();
      expect(row['texts']).toBe('');
      expect(Object.keys(row).at(-1)).toBe('packed');
      expect(row.packed.length * 4).toBeLessThan(plain);
    }
    expect(story).toHaveLength(3);
  });

  it('that is damaged in the database is said to be, by its number', async () => {
    const { store, folder } = await made();
    const { outboundId, versionId } = await store.saveDraft(draftOf({ at, kind: '855', number: 'A1' }));
    const database = new BetterSqlite(pathOf(folder, 'quayside.db'));
    const whole = database.prepare('SELECT packed FROM outbound_versions WHERE id = ?').pluck().get(versionId) as Buffer;
    const insert = database.prepare(
      `INSERT INTO outbound_versions (outbound_id, built_at, body, origins, overlay, missing, findings, choices, content_hash, packed)
       VALUES (?, '', '', '', '[]', '', '', '', '', ?)`,
    );
    const flipped = Buffer.from(whole);
    flipped[flipped.length - 6] = (flipped[flipped.length - 6] ?? 0) ^ 1;
    for (const damaged of [flipped, whole.subarray(0, whole.length - 8), Buffer.from('nothing')]) {
      const id = Number(insert.run(outboundId, damaged).lastInsertRowid);
      await expect(store.outboundVersion({ outboundId, versionId: id })).rejects.toMatchObject({
        code: 'database-damaged',
        message: `Version ${id} of a document is damaged in the database. Restore the last good backup (quayside restore).`,
      });
    }
    database.close();
    expect(await store.outboundVersion({ outboundId })).toMatchObject({ id: versionId });
  });
});

describe('a version from before versions were packed', () => {
  const version = {
    document: { kind: '855', number: 'PO1', lines: [{ lineNumber: '001' }] },
    origins: { 'OrderAck/Header': { from: '850', path: 'Order/Header' } },
    overlay: [{ path: 'p', value: '', reason: 'r', who: 'Ann', at }],
    missing: [{ path: 'p', what: 'cartons', nextStep: 'pack' }],
    findings: [{ severity: 'WARN', rule: '855-05', path: '', message: 'é 中 \u2028' }],
    choices: [{ about: 'short' }],
  };

  /** A folder as a program of schema 230 left it, with a document and its two versions. */
  function oldFolder(): string {
    const folder = mkdtempSync(pathOf(tmpdir(), 'quayside-old-'));
    const db = openForWriting(folder, () => undefined);
    migrate(
      db.main,
      at,
      'then',
      migrations.filter(({ version: step }) => step <= 230),
    );
    db.main
      .prepare(
        `INSERT INTO outbound_documents (id, partner_id, vendor, kind, number, revision, store, intent, company, purchase_order, currency, draft_state,
           transport, business, place, due_sort, sheet_version, rules, counts, serials, version_id, content_hash, created_at, changed_at)
         VALUES (1, '7QAALLCONTOSOUS', '0088123', '855', 'A1', 1, '', 'original', 'usmf', 'PO1', 'USD', 'review', 'none', 'none', 'review', '', 0, '{}', 1, '[]', 12, 'c', ?, ?)`,
      )
      .run(at, at);
    const insert = db.main.prepare(
      `INSERT INTO outbound_versions (id, outbound_id, built_at, body, origins, overlay, missing, findings, choices, content_hash)
       VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, 'c')`,
    );
    const { document, ...rest } = version;
    const texts = [document, rest.origins, rest.overlay, rest.missing, rest.findings, rest.choices].map((part) =>
      JSON.stringify(part),
    );
    for (const id of [11, 12]) insert.run(id, at, ...texts);
    closeDb(db);
    return folder;
  }

  it('is read as ever, stays as it was written, and the next one is packed', async () => {
    const { store, folder } = await made({ folder: oldFolder() });
    for (const id of [11, 12])
      expect(await store.outboundVersion({ outboundId: 1, versionId: id })).toEqual({
        ...version,
        id,
        outboundId: 1,
        builtAt: at,
        sha256: undefined,
      });
    const next = draftOf({ at, kind: '855', number: 'A1', body: null, state: 'review' });
    expect(await store.saveDraft(next)).toMatchObject({ outboundId: 1, versionId: 13, result: 'changed' });
    expect(await store.outboundVersion({ outboundId: 1 })).toMatchObject({ id: 13, ...contentOf(next) });
    const { rows, nextCursor } = await store.outboundVersions({ outboundId: 1, limit: 2 });
    expect(rows.map((row) => [row.versionId, row.corrections])).toEqual([
      [13, 0],
      [12, 1],
    ]);
    expect(await store.outboundVersions({ outboundId: 1, limit: 2, cursor: nextCursor })).toEqual({
      rows: [{ versionId: 11, builtAt: at, corrections: 1 }],
    });
    const database = new BetterSqlite(pathOf(folder, 'quayside.db'), { readonly: true });
    expect(database.prepare(`SELECT id, packed IS NULL, body <> '' FROM outbound_versions ORDER BY id`).raw().all()).toEqual([
      [11, 1, 1],
      [12, 1, 1],
      [13, 0, 0],
    ]);
    database.close();
  });
});
