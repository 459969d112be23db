import BetterSqlite, { type Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate, migrations } from '#core/store/migrate.ts';
import { at } from './fixture.ts';

/** What a database's schema is, as SQLite wrote it down. */
function schemaOf(database: Database): unknown {
  return database
    .prepare(`SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`)
    .all();
}
function fresh(): Database {
  const database = new BetterSqlite(':memory:');
  database.pragma('foreign_keys = ON');
  return database;
}

describe('the steps of the schema', () => {
  it.each(migrations.map((step, index) => [step.version, index] as const))(
    'lead from version %i, with rows in it, to the same place as a new database',
    (_version, index) => {
      const wanted = fresh();
      migrate(wanted, at, 'now', migrations);
      const database = fresh();
      migrate(database, at, 'then', migrations.slice(0, index + 1));
      database.exec(`
        INSERT INTO meta (key, value) VALUES ('workspace.spsClientId', 'app');
        INSERT INTO files (path, sha256, bytes, format, state, reason, run_id, received_at, changed_at)
          VALUES ('out/PO1.xml', 'hash', 1, 'rsx-xml', 'deleted', '', 1, '${at}', '${at}');
        INSERT INTO audit (at, who, what, tone, previous_hash, hash) VALUES ('${at}', 'w', 'x', 'neutral', '', 'h');`);
      migrate(database, at, 'now', migrations);
      expect(schemaOf(database)).toEqual(schemaOf(wanted));
      expect(database.prepare('SELECT path, state FROM files').all()).toEqual([{ path: 'out/PO1.xml', state: 'deleted' }]);
      expect(database.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(1);
      expect(database.pragma('foreign_key_check')).toEqual([]);
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    },
  );

  it('ask what is open about a number under the cause that takes its answers', () => {
    const database = fresh();
    migrate(
      database,
      at,
      'then',
      migrations.filter(({ version }) => version <= 320),
    );
    const insert = database.prepare(
      `INSERT INTO holds (id, cause, message, group_key, group_title, consequence, next_step, opened_at, closed_at)
       VALUES (?, 'conflict', '', ?, '', '', '', ?, ?)`,
    );
    const groups = ['conflict:P', 'called-off:P', 'clash:usmf:US-1', 'letters:usmf:US-1'];
    groups.forEach((group, index) => insert.run(index + 1, group, at, null));
    insert.run(5, 'clash:usmf:US-1', at, at);
    migrate(database, at, 'now', migrations);
    const causes = database.prepare('SELECT cause FROM holds ORDER BY id').pluck().all();
    expect(causes).toEqual(['conflict', 'called-off', 'clash', 'clash', 'conflict']);
  });

  it('keep what leads to an order when its numbers move to a table of their own', () => {
    const database = fresh();
    const before = migrations.findIndex(({ version }) => version === 180);
    migrate(database, at, 'then', migrations.slice(0, before));
    for (const [id, number] of [
      [1, 'PO1'],
      [2, 'PO2'],
    ]) {
      database
        .prepare(
          `INSERT INTO threads (id, identity_key, partner_id, vendor, number, release, store, copy, state, currency, amount, ship_sort, line_count, received_at, changed_at)
           VALUES (?, ?, 'P', '', ?, '', '', 1, 'open', 'USD', '1', '', 1, '${at}', '${at}')`,
        )
        .run(id, number, number);
      database
        .prepare(`INSERT INTO search_keys VALUES ('nw-1', ?, 'item', 'NW-1', '1-wn'), (lower(?), ?, 'purchase order', ?, '')`)
        .run(id, number, id, number);
    }
    migrate(database, at, 'now', migrations);
    const rows = database.prepare(
      'SELECT k.normal, k.key, k.kind, t.thread_id FROM search_keys k JOIN search_key_threads t ON t.key_id = k.id ORDER BY 1, 4',
    );
    expect(rows.raw().all()).toEqual([
      ['nw-1', 'NW-1', 'item', 1],
      ['nw-1', 'NW-1', 'item', 2],
      ['po1', 'PO1', 'purchase order', 1],
      ['po2', 'PO2', 'purchase order', 2],
    ]);
  });

  it('let rejected documents whose correction has left ask for nothing any more', () => {
    const database = fresh();
    const before = migrations.findIndex(({ version }) => version === 190);
    migrate(database, at, 'then', migrations.slice(0, before));
    database.exec(`INSERT INTO threads (id, identity_key, partner_id, vendor, number, release, store, copy, state, currency, amount, ship_sort, line_count, received_at, changed_at)
      VALUES (1, 'PO1', 'P', '', 'PO1', '', '', 1, 'attention', 'USD', '1', '', 1, '${at}', '${at}')`);
    const document = database.prepare(
      `INSERT INTO outbound_documents (id, partner_id, vendor, kind, number, revision, store, intent, company, purchase_order, currency, draft_state,
         transport, business, place, due_sort, sheet_version, rules, counts, serials, content_hash, created_at, changed_at)
       VALUES (?, 'P', '', '810', ?, ?, '', 'original', 'usmf', 'PO1', 'USD', 'left', ?, ?, ?, '', 1, '{}', 1, '[]', 'c', '${at}', '${at}')`,
    );
    document.run(1, 'I1', 1, 'collected', 'rejected', 'rejected');
    document.run(2, 'I1', 2, 'sent', 'none', 'sent');
    document.run(3, 'I2', 1, 'collected', 'rejected', 'rejected');
    database.exec(`
      INSERT INTO outbound_threads (outbound_id, thread_id, position) VALUES (1, 1, 1), (2, 1, 1);
      INSERT INTO outbound_redrafts (outbound_id, intent, new_number, revision, who, reason, at, done_by) VALUES (1, 'replace', 0, 2, 'w', 'r', '${at}', 2);
      INSERT INTO holds (thread_id, outbound_id, cause, message, group_key, group_title, consequence, next_step, opened_at)
        VALUES (1, 1, 'partner-rejected', 'm', 'g', 't', 'c', 'n', '${at}'), (NULL, 3, 'partner-rejected', 'm', 'g', 't', 'c', 'n', '${at}');`);
    migrate(database, at, 'now', migrations);
    expect(database.prepare('SELECT id, place FROM outbound_documents ORDER BY id').raw().all()).toEqual([
      [1, 'sent'],
      [2, 'sent'],
      [3, 'rejected'],
    ]);
    expect(database.prepare('SELECT outbound_id FROM holds WHERE closed_at IS NULL').pluck().all()).toEqual([3]);
    expect(database.prepare('SELECT state FROM threads').pluck().all()).toEqual(['open']);
  });

  it('give orders that stand in Dynamics unconfirmed their clock, by the newest sheet of their partner', () => {
    const database = fresh();
    const before = migrations.findIndex(({ version }) => version === 220);
    migrate(database, at, 'then', migrations.slice(0, before));
    const sheet = (hours: number, agreed: boolean): string =>
      JSON.stringify({ documents: { '855': { agreed } }, ack: { dueHours: hours } });
    // What a row refers to beside these matters little here.
    database.pragma('foreign_keys = OFF');
    const partners = [
      ['NONE', undefined],
      ['SLOW', sheet(48, true)],
      ['OFF', sheet(48, false)],
      ['NEVER', sheet(0, true)],
    ] as const;
    for (const [index, [partner, saved]] of partners.entries()) {
      const id = index + 1;
      database.exec(`
        INSERT INTO partners (partner_id, vendor, name, company, customer, invoice_account, site, warehouse, active, review, undo_seconds, sheet, set_id)
          VALUES ('${partner}', '', 'n', 'usmf', 'C', '', '', '', 1, 0, 0, '{}', 1);
        INSERT INTO threads (id, identity_key, partner_id, vendor, number, release, store, copy, state, currency, amount, ship_sort, line_count, received_at, changed_at)
          VALUES (${id}, '${partner}', '${partner}', 'V1', 'PO', '', '', 1, 'ordered', 'USD', '1', '', 1, '${at}', '${at}');
        INSERT INTO documents (id, direction, kind, file_id, position, thread_id, partner_id, vendor, number, release, purpose, change_sequence, change_order, document_date, canonical_hash, findings, processing, pending, received_at, changed_at)
          VALUES (${id}, 'in', '850', 1, ${index}, ${id}, '${partner}', 'V1', 'PO', '', '00', '', 0, '', 'c', 0, 'done', 0, '${at}', '${at}');
        INSERT INTO order_sagas (thread_id, document_id, state, company, customer, reference, store, plan, next_attempt_at, created_at, changed_at)
          VALUES (${id}, ${id}, 'done', 'usmf', 'C', 'PO', '', '{}', '${at}', '${at}', '${at}');
        INSERT INTO order_sweeps (thread_id, swept_on, closed) VALUES (${id}, '', 0);`);
      if (saved !== undefined)
        database
          .prepare(
            `INSERT INTO partner_sheets (partner_id, vendor, version, at, who, why, sheet) VALUES (?, '', 1, ?, 'w', 'y', ?)`,
          )
          .run(partner, at, saved);
    }
    migrate(database, at, 'now', migrations);
    // Plans of sales orders moved beside them (0250).
    expect(database.prepare('SELECT saga_id, plan FROM order_plans ORDER BY 1').raw().all()).toEqual(
      partners.map((_, index) => [index + 1, '{}']),
    );
    expect(database.prepare('SELECT thread_id, ack_due FROM order_sweeps ORDER BY 1').raw().all()).toEqual([
      [1, '2026-03-03T10:00:00.000Z'],
      [2, '2026-03-04T10:00:00.000Z'],
      [3, null],
      [4, null],
    ]);
  });

  it('refuses a database that has a version but no history, or lacks a step', () => {
    const foreign = fresh();
    foreign.pragma('user_version = 10');
    expect(() => migrate(foreign, at, 'now')).toThrow(expect.objectContaining({ code: 'database-damaged' }));
    const holey = fresh();
    migrate(holey, at, 'then', migrations);
    holey.exec('DELETE FROM migrations WHERE version = 20');
    expect(() => migrate(holey, at, 'now')).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  });

  it('take nothing from code that will change', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    const folder = new URL('../../../core/store/migrations/', import.meta.url);
    const importing = readdirSync(folder).filter((name) => /^import /m.test(readFileSync(new URL(name, folder), 'utf8')));
    expect(importing).toEqual([]);
  });

  it('know of postings that are gone by a column, and of holds that say so by what they rest on', () => {
    const database = fresh();
    const before = migrations.findIndex(({ version }) => version === 270);
    migrate(database, at, 'then', migrations.slice(0, before));
    const words = 'Dynamics does not have it any more.';
    const posting = database.prepare(
      `INSERT INTO postings (id, kind, key, company, number, posted_on, customer, requisition, reference, tags, content_hash, body, state, message, first_seen_at, last_seen_at, changed_at)
       VALUES (?, 'packing-slip', ?, 'usmf', 'PS', '2026-03-01', 'C', '', '', '{}', 'h', '{}', ?, ?, '${at}', '${at}', '${at}')`,
    );
    posting.run(1, 'gone', 'corrected', words);
    posting.run(2, 'changed', 'corrected', 'The day is another.');
    posting.run(3, 'there', 'drafted', '');
    const document = database.prepare(
      `INSERT INTO outbound_documents (id, partner_id, vendor, kind, number, revision, store, intent, company, purchase_order, currency, draft_state,
         transport, business, place, due_sort, sheet_version, rules, counts, serials, content_hash, created_at, changed_at)
       VALUES (?, 'P', '', '856', ?, 1, '', 'original', 'usmf', 'PO1', 'USD', ?, 'none', 'none', ?, '2026-03-01', 1, '{}', 1, '[]', 'c', '${at}', '${at}')`,
    );
    const hold = database.prepare(
      `INSERT INTO holds (outbound_id, cause, message, group_key, group_title, consequence, next_step, basis, opened_at)
       VALUES (?, 'corrected', ?, 'corrected', 't', 'c', 'n', 'h', '${at}')`,
    );
    for (const [id, key, why] of [
      [1, 'gone', words],
      [2, 'changed', 'The day is another.'],
    ] as const) {
      const place = id === 1 ? 'left' : 'held';
      document.run(id, `PS${id}`, place, id === 1 ? 'sent' : place);
      database.prepare('INSERT INTO outbound_postings (outbound_id, posting_key) VALUES (?, ?)').run(id, key);
      hold.run(id, `Corrected in Dynamics: ${why}`);
    }
    migrate(database, at, 'now', migrations);
    expect(database.prepare('SELECT key, gone_at FROM postings ORDER BY id').raw().all()).toEqual([
      ['gone', at],
      ['changed', null],
      ['there', null],
    ]);
    expect(database.prepare('SELECT group_key, basis FROM holds ORDER BY id').raw().all()).toEqual([
      ['withdrawn', `gone ${words}`],
      ['corrected', 'h'],
    ]);
    // What has not left sorts by the end of its day.
    expect(database.prepare('SELECT due_sort FROM outbound_documents ORDER BY id').pluck().all()).toEqual([
      '2026-03-01',
      '2026-03-01T23:59:59.999Z',
    ]);
  });

  it('know that an order is over which a person set aside, and no other', () => {
    const database = fresh();
    const before = migrations.findIndex(({ version }) => version === 280);
    migrate(database, at, 'then', migrations.slice(0, before));
    const thread = database.prepare(
      `INSERT INTO threads (id, identity_key, partner_id, vendor, number, release, store, copy, state, currency, ship_sort, line_count, received_at, changed_at)
       VALUES (?, ?, 'P', '', ?, '', '', 1, 'open', '', '', 0, '${at}', '${at}')`,
    );
    database.pragma('foreign_keys = OFF');
    const document = database.prepare(
      `INSERT INTO documents (direction, kind, file_id, position, thread_id, partner_id, vendor, number, release, purpose, change_sequence, change_order,
         document_date, canonical_hash, findings, processing, pending, received_at, changed_at)
       VALUES ('in', '850', 1, 0, ?, 'P', '', 'N', '', '00', '', 0, '', 'h', 0, ?, 0, '${at}', '${at}')`,
    );
    const stories = [['filed'], ['superseded', 'filed'], ['filed', 'ready'], ['ready'], ['duplicate']];
    for (const [index, processings] of stories.entries()) {
      thread.run(index + 1, `k${index}`, `N${index}`);
      for (const processing of processings) document.run(index + 1, processing);
    }
    migrate(database, at, 'now', migrations);
    expect(database.prepare('SELECT state FROM threads ORDER BY id').pluck().all()).toEqual([
      'cancelled',
      'cancelled',
      'open',
      'open',
      'open',
    ]);
  });
});
