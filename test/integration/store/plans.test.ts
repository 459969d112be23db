import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDb, openForWriting, type Db } from '#core/store/database.ts';
import { migrate } from '#core/store/migrate.ts';
import { reads, runOperation, writes, type OperationName } from '#core/store/operations.ts';
import { orderSorts } from '#core/contract/views.ts';
import { threadStates } from '#core/domain/states.ts';
import { at, fileOf } from './fixture.ts';

/** Tables that grow with the years: nothing that runs often may walk one of them whole. */
const large = [
  'files',
  'documents',
  'threads',
  'thread_lines',
  'holds',
  'order_sagas',
  'order_attempts',
  'item_map',
  'item_codes',
  'partner_locations',
  'search_keys',
  'audit',
];

/** Partial indexes over open work only: walking one is as much as there is to do. */
const openWork =
  /USING (COVERING )?INDEX (holds_open_gaps|holds_open_others|sagas_active|sagas_unknown|documents_pending|documents_open|documents_parked|documents_waiting|attempts_pending|files_attention|files_unconfirmed|threads_deadline)/;

/** Operations that are asked for by a person and walk everything on purpose. */
const whole: ReadonlySet<string> = new Set(['checkAudit', 'integrity']);

let folder: string;
let db: Db;
let recorded: Set<string>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-plans-'));
  recorded = new Set();
  const opened = openForWriting(folder, () => undefined);
  migrate(opened.main, at, '0.0.0-test');
  db = {
    ...opened,
    sql: (text) => {
      recorded.add(text);
      return opened.sql(text);
    },
  };
});
afterAll(() => {
  closeDb(db);
  rmSync(folder, { recursive: true, force: true });
});

const sagaAudit = [{ who: 'x', what: 'y', tone: 'neutral' }] as const;
const hold = {
  cause: 'rule',
  rule: '850-07',
  message: 'm',
  groupKey: 'g',
  groupTitle: 't',
  consequence: 'c',
  nextStep: 'n',
} as const;
const plan = { company: 'usmf', customer: 'C1', reference: '1', store: '', lines: [] };
const facts = {
  currency: 'USD',
  amount: '1',
  shipBy: '2026-03-09',
  cancelAfter: undefined,
  lines: [
    {
      position: 1,
      lineNumber: '1',
      buyerPart: 'b',
      vendorPart: 'v',
      description: 'd',
      ordered: '1',
      unit: 'EA',
      price: '1',
      path: 'p',
    },
  ],
};
const partner = {
  partnerId: 'PARTNER',
  vendor: 'V1',
  name: 'n',
  company: 'usmf',
  customer: 'C1',
  invoiceAccount: '',
  site: '',
  warehouse: '',
  active: true,
  review: false,
  undoSeconds: 0,
  sheet: {},
};
const item = {
  partnerId: 'PARTNER',
  buyerPart: 'b',
  vendorPart: 'v',
  upc: '614141000012',
  gtin: '',
  ean: '',
  itemNumber: 'D1',
  unit: 'ea',
};

/** Inputs that make every operation use every statement it has. */
const inputs: { readonly [N in OperationName]: readonly unknown[] } = {
  filesByPath: [{ paths: ['out/PO1.xml'] }],
  file: [{ fileId: 1 }],
  retainedFiles: [{ paths: ['out/PO1.xml'] }],
  unconfirmedFiles: [{}],
  payload: [],
  pendingDocuments: [{ at, limit: 10 }],
  document: [{ documentId: 1 }],
  threadsOf: [{ partnerId: 'PARTNER', vendor: 'V1', number: '1', release: '' }],
  hold: [{ holdId: 1 }],
  threadsWithReference: [{ company: 'usmf', customer: 'C1', reference: '1' }],
  dueSagas: [{ at, limit: 10 }],
  saga: [{ sagaId: 1 }],
  mappingRows: [
    {
      partnerId: 'PARTNER',
      vendor: 'V1',
      locationCodes: ['1'],
      items: [{ buyerPart: 'b', vendorPart: 'v', upc: '614141000012', gtin: '', ean: '' }],
    },
  ],
  mappingPage: ['partners', 'locations', 'items', 'units'].flatMap((kind) => [
    { kind, limit: 10 },
    {
      kind,
      limit: 10,
      after: JSON.stringify(kind === 'partners' ? ['', ''] : kind === 'items' ? ['', '', '', '', '', ''] : ['', '', '']),
    },
  ]),
  lastImport: [{}],
  lastRun: [{}],
  schedule: [{}],
  openIncidents: [{}],
  ordersList: [undefined, ...threadStates].flatMap((state) =>
    [undefined, 'PARTNER'].flatMap((partnerId) =>
      orderSorts.flatMap((sort) =>
        [true, false].flatMap((descending) =>
          [undefined, JSON.stringify(['2026', 5])].map((cursor) => ({
            filter: { ...(state && { state }), ...(partnerId && { partnerId }) },
            sort,
            descending,
            limit: 100,
            cursor,
          })),
        ),
      ),
    ),
  ),
  ordersCount: [undefined, ...threadStates].flatMap((state) =>
    [undefined, 'PARTNER'].map((partnerId) => ({ filter: { ...(state && { state }), ...(partnerId && { partnerId }) } })),
  ),
  ordersThread: [{ threadId: 1 }],
  ordersPartners: [{}],
  attentionList: [
    { limit: 50 },
    ...['incident', 'held', 'parked', 'quarantined', 'waiting'].map((kind) => ({
      kind,
      limit: 50,
      cursor: JSON.stringify({ kind, after: kind === 'held' || kind === 'parked' ? ['g', 1] : [1] }),
    })),
  ],
  attentionCounts: [{}],
  runsList: [{ limit: 10 }, { limit: 10, cursor: '5' }],
  searchFind: [{ text: '12345' }],
  today: [{ since: at }],
  nextDeadline: [{ today: '2026-03-02' }],
  meta: [{ key: 'k' }],
  checkAudit: [{}],
  integrity: [],
  storeFile: [fileOf('1'), fileOf('2'), fileOf('3', { state: 'quarantined', documents: [] })],
  noteTooLarge: [{ path: 'out/big.xml', bytes: 60_000_000, at, runId: 1 }],
  changeFile: [{ fileId: 1, state: 'deleted', at }],
  changeDocument: [
    {
      documentId: 1,
      at,
      processing: 'ready',
      thread: { create: { partnerId: 'PARTNER', vendor: 'V1', number: '1', release: '', store: '', copy: 1 }, facts },
      holds: [hold],
      sagas: [plan],
      searchKeys: [{ kind: 'item', key: '12345' }],
      audit: sagaAudit,
    },
    {
      documentId: 2,
      at,
      processing: 'parked',
      thread: { attach: 1, cancelled: false },
      holds: [{ ...hold, cause: 'gap' }],
      supersedes: [1],
      audit: [],
    },
  ],
  answerHold: [{ holdId: 1, choice: 'accept', reason: 'r', who: 'w', at, documentProcessing: 'new' }],
  beginAttempt: [{ sagaId: 1, step: 'header', at, requestId: 'r', salesOrderNumber: 'Q1' }],
  changeSaga: [
    {
      sagaId: 1,
      at,
      state: 'refused',
      attempt: { id: 1, outcome: 'refused' },
      holds: [{ ...hold, cause: 'refused-header' }],
      searchKeys: [{ kind: 'sales order', key: 'SO-1' }],
      audit: sagaAudit,
    },
  ],
  recoverAttempts: [{ at }],
  applyMappings: [
    { kind: 'partners', changes: [{ change: 'add', row: partner }], who: 'w', at, source: 's' },
    { kind: 'items', changes: [{ change: 'add', row: item }], who: 'w', at, source: 's' },
  ],
  undoMappings: [{ importId: 2, who: 'w', at }],
  startRun: [{ trigger: 'command', at }],
  finishRun: [{ runId: 1, at, outcome: 'good', summary: {}, requests: [] }],
  closeOrphanedRuns: [{ at }],
  changeSchedule: [{ everyMinutes: 5 }],
  claimRun: [{ dueAt: at, at, nextRunAt: at }],
  noteIncident: [{ key: 'k', remote: 'sps', code: 'c', message: 'm', details: {}, at }],
  resolveIncidents: [{ remote: 'sps', at }],
  closeIncident: [{ incidentId: 1, who: 'w', reason: 'r', at }],
  setMeta: [{ key: 'k', value: 'v' }],
};

function badSteps(statement: string): readonly string[] {
  if (/^\s*(INSERT|CREATE)/i.test(statement)) return [];
  const marks = (statement.match(/\?/g) ?? []).map(() => null);
  const steps = db.main.prepare(`EXPLAIN QUERY PLAN ${statement}`).all(...marks) as { readonly detail: string }[];
  const aliases = [...statement.matchAll(/(?:FROM|JOIN|UPDATE)\s+(\w+)\s+([a-z])\b/g)].map(([, table, alias]) => [alias, table]);
  const tableOf = (name: string): string => aliases.find(([alias]) => alias === name)?.[1] ?? name;
  return steps
    .map((step) => step.detail)
    .filter((detail) => {
      const scanned = /^SCAN (\w+)/.exec(detail)?.[1];
      if (detail.startsWith('USE TEMP B-TREE FOR ORDER BY')) return true;
      return scanned !== undefined && large.includes(tableOf(scanned)) && !openWork.test(detail) && !bounded(statement);
    });
}

/** A walk along an index that ends at LIMIT is one page, whatever lies behind it. */
function bounded(statement: string): boolean {
  return (
    /ORDER BY t\.(received_at|ship_sort|number)[^)]*LIMIT \?\s*$/.test(statement) ||
    /FROM threads t\s+LIMIT \?\)/.test(statement) ||
    /ORDER BY (id DESC LIMIT 1|partner_id[^)]*LIMIT \?)\s*$/.test(statement)
  );
}

describe('every statement of every operation', () => {
  it('walks no large table and sorts nothing on the side', () => {
    const order = [...Object.keys(writes), ...Object.keys(reads)] as OperationName[];
    const bad: string[] = [];
    for (const name of order) {
      recorded.clear();
      for (const input of inputs[name]) runOperation(db, name, input);
      if (whole.has(name)) continue;
      for (const statement of recorded)
        for (const step of badSteps(statement)) bad.push(`${name}: ${step} — ${statement.replaceAll(/\s+/g, ' ').slice(0, 160)}`);
    }
    expect(bad).toEqual([]);
  });
  it('would notice one that does', () => {
    expect(badSteps('SELECT * FROM documents WHERE purpose = ?')).toHaveLength(1);
    expect(badSteps('SELECT id FROM threads ORDER BY amount')).not.toEqual([]);
  });
});
