import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDb, hideValues, openForWriting, type Db } from '#core/store/database.ts';
import { migrate } from '#core/store/migrate.ts';
import { document } from '#core/store/operations/documents.ts';
import { reads, runOperation, writes, type OperationName } from '#core/store/operations.ts';
import { orderSorts } from '#core/contract/views/orders.ts';
import { threadStates } from '#core/domain/states.ts';
import { priceKey } from '#core/domain/prices.ts';
import { runFigures } from '#core/domain/runFigures.ts';
import { defaultOutboundSheet } from '#core/domain/outboundSheet.ts';
import type { Posting } from '#core/domain/posting.ts';
import { masterSets } from '#core/domain/masterData.ts';
import { outboundSorts } from '#core/contract/views/outbound.ts';
import { outboundKinds } from '#core/domain/outbound.ts';
import { draftOf } from '../support/outboundDraft.ts';
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
  'unit_map',
  'mapping_changes',
  'mapping_uses',
  'mapping_sets',
  'search_keys',
  'search_key_threads',
  'audit',
  'md_customers',
  'md_addresses',
  'md_products',
  'md_gone_products',
  'md_barcodes',
  'md_customer_items',
  'md_findings',
  'accepted_prices',
  'kept_prices',
  'postings',
  'posting_threads',
  'order_lots',
  'order_sweeps',
  'ack_answers',
  'order_changes',
  'change_attempts',
  'outbound_documents',
  'outbound_versions',
  'outbound_threads',
  'outbound_postings',
  'outbound_lines',
  'outbound_redrafts',
  'sends',
  'send_attempts',
  'replies',
  'guarded_sends',
];

/** Partial indexes over open work only: walking one is as much as there is to do. */
const openWork =
  /USING (COVERING )?INDEX (holds_open_gaps|holds_open_others|sagas_active|sagas_unknown|documents_pending|documents_open|documents_parked|documents_waiting|attempts_pending|files_attention|files_unconfirmed|threads_deadline|packing_slips_look|order_sweeps_ack|order_sweeps_open|order_changes_due|outbound_to_send|outbound_unsent|outbound_rings|outbound_of_inactive|outbound_redrafts_open|sends_unknown|sends_again|sends_uncollected|send_attempts_pending)/;

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
const priceHolds = ['11', '12', '13', '14'].map((price) => {
  const fix = {
    fix: 'price',
    partnerId: 'PARTNER',
    vendor: 'V1',
    itemNumber: 'D1',
    unit: 'EA',
    currency: 'USD',
    price,
    quantity: '1',
    expected: '10',
    expectedFrom: 'released-product',
    packFactor: '12',
  } as const;
  return { ...hold, rule: '850-08', path: 'p/OrderLine/PurchasePrice', basis: 'b', groupKey: priceKey(fix), fix };
});
const priceKeys = priceHolds.map(({ groupKey }) => groupKey);
const priceDay = { today: '2026-03-02' };
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
  validFrom: '',
};
const location = { partnerId: 'PARTNER', qualifier: '92', code: '1', addressLocationId: 'L1', validFrom: '2026-01-01' };
const unit = { partnerId: 'PARTNER', itemNumber: '', ediUnit: 'CA', unit: 'ea', factor: '6', validFrom: '' };
const told = { who: 'w', at, why: 'y', origin: 'screen', source: 's' };
const keys = {
  partners: ['', ''],
  locations: ['', '', '', ''],
  items: ['', '', '', '', '', '', ''],
  units: ['', '', '', ''],
} as const;
const kinds = ['partners', 'locations', 'items', 'units'] as const;

const masterCustomer = {
  customer: 'C1',
  name: 'Northwind',
  currency: 'USD',
  invoiceAccount: '',
  onHold: 'All',
  site: '1',
  warehouse: '13',
};
const masterProduct = {
  itemNumber: 'D1',
  name: 'Desk lamp',
  searchName: 'lamp',
  salesUnit: 'ea',
  inventoryUnit: 'ea',
  salesPrice: '12.5',
  priceQuantity: '1',
  lifecycle: '',
};
const masterAddress = {
  customer: 'C1',
  locationId: '000002000',
  description: 'Northwind 0817',
  street: '1 Lake Road',
  city: 'X',
  state: 'IL',
  postalCode: '60433',
  country: 'USA',
  forDelivery: true,
  duns: '',
};

const span = { receivedFrom: '2026-03-02T06:00:00.000Z', receivedTo: '2026-03-03T06:00:00.000Z' };

const posting: Posting = {
  kind: 'packing-slip',
  key: 'k',
  company: 'usmf',
  number: 'PS-1',
  voucher: '',
  date: '2026-03-02',
  salesOrders: ['SO-1'],
  customer: 'US-001',
  invoiceAccount: 'US-001',
  requisition: '1',
  reference: '1',
  currency: 'USD',
  lines: [],
  charges: [],
  set: 's',
};

const packedSlip = {
  slipKey: 'k',
  company: 'usmf',
  number: 'PS-1',
  postedOn: '2026-03-02',
  partnerId: 'PARTNER',
  vendor: 'V1',
  purchaseOrders: 'PO-1',
};

/** Document 1 waits behind nobody and is sent, 2 is held, 3 is lost, 4 is in the ring, 5 refused. */
const drafted = { at, threadIds: [1], partnerId: 'PARTNER', vendor: 'V1' } as const;
const everyFilter = [undefined, 'sent' as const].flatMap((place) =>
  [undefined, '855' as const].flatMap((kind) => [undefined, 'P'].map((partnerId) => ({ place, kind, partnerId }))),
);
const evidence = { empty: 1, firstEmptyAt: at, lastEmptyAt: at };
const named = (outboundId: number, versionId = outboundId) => ({
  outboundId,
  versionId,
  at,
  remotePath: `in/${outboundId}.xml`,
  requestId: 'r',
});

/** Inputs that make every operation use every statement it has. */
const inputs: { readonly [N in OperationName]: readonly unknown[] } = {
  filesByPath: [{ paths: ['out/PO1.xml'] }],
  file: [{ fileId: 1 }],
  retainedFiles: [{ paths: ['out/PO1.xml'] }],
  unconfirmedFiles: [{}],
  payload: [],
  pendingDocuments: [{ at, limit: 10 }],
  document: [{ documentId: 1 }],
  packingList: [
    {},
    { state: 'waiting' as const },
    { number: 'PS' },
    { number: 'PS', state: 'waiting' as const },
    { cursor: '["PS-1",1]' },
    { number: 'PS', cursor: '["PS-1",1]' },
    { state: 'packed' as const, cursor: '["PS-1",1]' },
  ].map((input) => ({ limit: 10, ...input })),
  packingSlip: [{ slipId: 1 }],
  packedSlips: [{ slipKeys: ['k'] }],
  packingSlipsNumbered: [{ numbers: ['PS-1'] }],
  packingHistory: [{ slipId: 1, limit: 5 }],
  serialUses: [{ serials: ['006141411000000019'] }],
  printedLabels: [{ slipKeys: ['k'] }],
  ssccState: [{}],
  setSsccRange: [{ prefix: '0614141', extension: '0', first: '1', last: '5000', who: 'eva', why: 'labels', at }],
  savePackings: [
    {
      packings: [
        {
          slip: packedSlip,
          seen: 0,
          record: {
            source: 'person',
            cartons: [
              {
                number: 1,
                sscc: '',
                pallet: 1,
                store: '',
                weightUnit: '',
                tracking: '',
                lines: [{ slipLine: 1, quantity: '1' }],
              },
              { number: 2, sscc: '106141411000000016', store: '', weightUnit: '', tracking: '', lines: [] },
            ],
            pallets: [{ number: 1, sscc: '', weightUnit: '' }],
          },
          why: 'packed',
        },
      ],
      who: 'eva',
      at,
      wake: true,
    },
  ],
  notePackingWaits: [{ slip: packedSlip, text: 'a person', at }],
  numberPacking: [{ slipKey: 'k', at }],
  notePrinted: [{ slipId: 1, labels: [{ sscc: '106141411000000016', label: '{}' }], who: 'eva', at }],
  offerSsccRange: [{ range: { prefix: '0614141', extension: '2', first: '1', last: '99' }, at }],
  askSsccStart: [{ at }],
  setSsccStart: [{ serial: 50, who: 'eva', why: 'after a restore', at }],
  watermarks: [{}],
  saveWatermark: [{ name: 'invoices', value: at, at }],
  saveDraft: [
    draftOf({
      ...drafted,
      kind: '855',
      number: 'A1',
      lines: [{ threadId: 1, position: 1, store: '', quantity: '1' }],
      postingKeys: ['k'],
    }),
    draftOf({
      ...drafted,
      kind: '856',
      number: 'S1',
      holds: [{ ...hold, cause: 'draft-rule' }],
      searchKeys: [{ kind: 'SSCC', key: '1' }],
    }),
    draftOf({ ...drafted, kind: '810', number: 'I1' }),
    draftOf({ ...drafted, kind: '865', number: 'C1', state: 'review' }),
    draftOf({ ...drafted, kind: '855', number: 'A2' }),
    draftOf({ ...drafted, kind: '855', number: 'A2', contentHash: 'other', supersedes: [4] }),
    draftOf({ ...drafted, kind: '865', number: 'C2', state: 'review', rules: { undoSeconds: 30 } }),
  ],
  releaseOutbound: [{ documents: [{ outboundId: 6, versionId: 7 }], who: 'w', at }],
  endRingNow: [{ outboundIds: [6], who: 'w', at }],
  takeBackOutbound: [{ outboundIds: [6], who: 'w', at }],
  restartRings: [{ at }],
  endRings: [{ at }],
  deferSend: [
    {
      outboundId: 2,
      at,
      state: 'held',
      reason: 'order',
      text: 't',
      seen: '[[],[]]',
      blockedBy: 1,
      holds: [{ ...hold, cause: 'send-order' }],
    },
    { outboundId: 2, at, state: 'held', reason: 'partner', text: 't', seen: '', holds: [] },
  ],
  sendOutboundAnyway: [{ outboundIds: [2], who: 'w', reason: 'r', at }],
  wakeInactive: [{ at }],
  beginSend: [named(1), named(3), named(5, 6)],
  endSend: [
    { attemptId: 1, at, outcome: 'sent', spsDate: at },
    { attemptId: 2, at, outcome: 'unknown', message: 'm' },
    { attemptId: 3, at, outcome: 'refused', message: 'm', holds: [{ ...hold, cause: 'send-refused' }] },
  ],
  recoverSends: [{ at }],
  tryOutboundAgain: [{ outboundIds: [5], who: 'w', at }],
  noteLook: [
    { sendId: 2, attemptedAt: at, at, evidence },
    { sendId: 2, attemptedAt: at, at, evidence: { ...evidence, empty: 2 } },
    { sendId: 1, attemptedAt: at, at, evidence, found: { as: 'collected', spsAt: at, how: 'h' } },
  ],
  askSendAgain: [{ sendIds: [2], who: 'w', reason: 'r', at }],
  settleArrived: [{ sendIds: [2], who: 'w', reason: 'r', at }],
  noteLaterNotice: [{ outboundId: 5, remotePath: 'in/SHx-P-2.xml', sentAt: at, read: { bytes: Buffer.from('<a/>'), at } }],
  adoptSend: [{ outboundId: 5, remotePath: 'in/x.xml', sentAt: at, at, read: { bytes: Buffer.from('<a/>'), at } }],
  noteLate: [
    { outboundId: 1, at, what: 'not-collected', hold: { ...hold, cause: 'not-collected' } },
    { outboundId: 1, at, what: 'silent', hold: { ...hold, cause: 'partner-silent' } },
  ],
  noteNoFolder: [{ outboundId: 2, at, hold: { ...hold, cause: 'no-folder', groupKey: 'no-folder:856' } }],
  foldersSet: [{ groupKeys: ['no-folder:856'], at }],
  noteAct: [{ who: 'w', what: 'x', reason: 'r', at }],
  noteReply: [{ outboundId: 1, kind: '824', outcome: 'rejected', text: 't', who: 'w', at }],
  askRedraft: [{ outboundId: 1, who: 'w', reason: 'r', at, redrafts: [{ intent: 'replace', newNumber: false }] }],
  correctionsOver: [{ outboundId: 6, at }],
  promisesStand: [{ threadIds: [1, 2, 3], at }],
  holdOutbound: [{ outboundId: 6, at, hold: true, holds: [{ ...hold, cause: 'corrected' }], audit: sagaAudit }],
  setAsideOutbound: [{ outboundIds: [6], who: 'w', reason: 'r', at }],
  applySendingRules: [
    {
      partnerId: 'PARTNER',
      vendor: '',
      at,
      rules: Object.fromEntries(
        outboundKinds.map((kind) => [kind, { ...draftOf({ kind, number: '1' }).rules, pickupMinutes: 7 }]),
      ),
    },
  ],
  outbound: [{ outboundId: 1 }],
  outboundVersion: [{ outboundId: 1 }, { outboundId: 1, versionId: 1 }],
  outboundVersions: [
    { outboundId: 1, limit: 10 },
    { outboundId: 1, limit: 10, cursor: '5' },
  ],
  pastHolds: [
    { outboundId: 1, limit: 10 },
    { outboundId: 1, limit: 10, cursor: '5' },
  ],
  outboundOfThread: [{ threadId: 1 }],
  outboundOfNumber: [{ partnerId: 'PARTNER', kind: '855', number: 'A1' }],
  noticesOfSerials: [{ serials: ['006141411000000019'] }],
  outboundOfPosting: [{ postingKey: 'k' }],
  guardedNotice: [{ partnerId: 'PARTNER', vendor: '', slip: 'PS-1' }],
  leftNotices: [{ partnerId: 'PARTNER', vendor: '', slip: 'PS-1', slipKey: 'k' }],
  outboundList: [
    { filter: { threadId: 1 }, sort: 'newest', cursor: JSON.stringify(['2026-03-02', 7]), limit: 10 },
    ...outboundSorts.flatMap((sort) =>
      everyFilter.flatMap((filter) =>
        [undefined, JSON.stringify(['2026-03-02', 7])].map((cursor) => ({ filter, sort, cursor, limit: 10 })),
      ),
    ),
  ],
  outboundCounts: [{}],
  outboundView: [{ outboundId: 1 }],
  openRedrafts: [{ limit: 10 }, { limit: 10, afterId: 1 }],
  sendCandidates: [{ at, limit: 10 }],
  nextRingEnd: [{}],
  unknownSends: [{ limit: 10 }, { limit: 10, partnerId: 'PARTNER' }],
  unknownSendsOf: [{ outboundIds: [3] }],
  uncollectedSends: [{ limit: 10 }],
  sendsAgain: [{ limit: 10 }],
  silentSends: [{ at, limit: 10 }],
  unsentDocuments: [{ limit: 10 }],
  slipsToReadBack: [{ limit: 10 }, { limit: 10, afterId: 1 }],
  isSendKnown: [{ remotePath: 'in/x.xml' }],
  noticeBeside: [{ remotePath: 'in/SHx-P-2.xml', starts: ['in/SHx_R2-P-', 'in/SHx-P-'] }],
  leftCorrection: [{}, { after: { attemptedAt: at, remotePath: 'in/x.xml' } }],
  leftCorrectionTold: [{ remotePath: 'in/x.xml', at, unknownOf: 1 }],
  unreadSends: [{ limit: 10 }, { limit: 10, afterId: 1 }],
  sendRead: [{ sendId: 1, outboundId: 1, at }],
  send: [{ sendId: 1 }],
  firstOrderedAt: [{}],
  postingTags: [{ keys: ['k'] }],
  postingOwners: [{ orders: [{ company: 'usmf', salesOrder: 'SO-1' }], customers: [{ company: 'usmf', customer: 'US-001' }] }],
  postingsByKey: [{ keys: ['k'] }],
  postingsOfThreads: [{ threadIds: [1] }],
  ordersUntold: [{ kind: 'packing-slip', orders: [{ company: 'usmf', salesOrder: 'SO-1' }] }],
  postingsNumbered: [{ kind: 'packing-slip', company: 'usmf', number: 'PS-1' }],
  postingsNotOurs: [{ limit: 10 }, { limit: 10, cursor: '7' }, { limit: 10, kind: 'packing-slip' }],
  savePostings: [
    { at, postings: [{ posting: { ...posting, key: 'n' }, tags: {}, contentHash: 'a', threadIds: [] }] },
    { at, postings: [{ posting, tags: {}, contentHash: 'a', threadIds: [1] }] },
    { at, postings: [{ posting, tags: { 1: 'x' }, contentHash: 'b', threadIds: [1], corrected: 'less' }] },
    { at, postings: [{ posting, tags: { 1: 'y' }, contentHash: 'b', threadIds: [1] }] },
  ],
  postingsGone: [{ keys: ['k'], message: 'gone', at }],
  settlePosting: [{ key: 'k', state: 'drafted', message: '', at }],
  adoptPosting: [{ postingId: 1, threadId: 1, who: 'x', reason: 'ours', at }],
  saveLots: [{ sagaId: 1, lots: [{ position: 1, lotId: 'L1' }] }],
  sweepDue: [{ day: '2026-03-02', limit: 10 }],
  swept: [{ day: '2026-03-02', threads: [{ threadId: 1, closed: false, canceled: false }] }],
  answeredThreads: [{ threadIds: [1] }],
  acksWaiting: [{ threadIds: [1] }],
  outboundWakes: [{ limit: 10 }, { limit: 10, afterThreadId: 1 }],
  wakesDone: [{ wakes: [{ threadId: 1, turn: 1 }] }],
  wakeOutbound: [{ threadIds: [1], why: 'test', at }],
  ackAnswers: [{ threadIds: [1] }],
  saveAckAnswers: [
    { answers: [{ threadId: 1, postingKey: '', position: 1, store: '', about: 'rest', answer: '{}', said: 'IR' }], at, who: 'x' },
  ],
  replyTarget: [{ fileName: 'in/x.xml', partnerId: 'PARTNER', kind: '855', number: 'SO-1' }],
  orderChange: [{ documentId: 1 }],
  changesOfThreads: [{ threadIds: [1] }],
  get changedByHand() {
    return [{ ...heldChange(), decision: { decision: 'accept', refusedLines: [], reason: '', who: 'x', at }, sagas: [] }];
  },
  get decideChange() {
    return [{ ...heldChange(), decision: { decision: 'refuse', refusedLines: [], reason: 'late', who: 'x', at }, wanted: [] }];
  },
  get moveChange() {
    const undecided = `SELECT max(id) AS documentId FROM documents WHERE id NOT IN (SELECT document_id FROM order_changes)
      AND id NOT IN (SELECT document_id FROM holds WHERE document_id IS NOT NULL AND closed_at IS NULL)`;
    const { documentId } = db.main.prepare(undecided).get() as { documentId: number };
    const seen = document(db, { documentId })?.seen;
    return [{ documentId, threadId: 1, seen, at, audit: { who: 'x', what: 'moved', tone: 'neutral' } }];
  },
  dueChanges: [{ limit: 10 }, { limit: 10, afterId: 1 }],
  beginChangeAttempt: [{ changeId: 1, salesOrder: 'SO-1', requestId: 'r', at }],
  endChangeAttempt: [{ attemptId: 1, outcome: 'done', at }],
  settleChange: [
    { changeId: 1, state: 'applied', message: '', at, facts, audit: sagaAudit },
    { changeId: 1, state: 'failed', message: 'm', at, audit: [] },
  ],
  draftHolds: [{ outboundId: 1 }],
  get acceptDraftHolds() {
    const open = `SELECT id FROM holds WHERE outbound_id IS NOT NULL AND cause IN ('draft-rule', 'corrected') AND closed_at IS NULL`;
    const { id } = db.main.prepare(open).get() as { id: number };
    return [{ holdIds: [id], who: 'x', reason: 'agreed', at }];
  },
  outboundSheet: [{ partnerId: 'PARTNER', vendor: 'V1' }],
  sheetHistory: [{ partnerId: 'PARTNER', vendor: 'V1', limit: 10 }],
  saveSheet: [
    {
      partnerId: 'PARTNER',
      vendor: 'V1',
      seen: 0,
      sheet: { ...defaultOutboundSheet, forbiddenCharacters: '~' },
      who: 'x',
      why: 'y',
      at,
    },
  ],
  threadsOf: [{ partnerId: 'PARTNER', vendor: 'V1', number: '1', release: '' }],
  threadsOfNumber: [{ partnerId: 'PARTNER', number: '1' }],
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
  mappingPage: kinds.flatMap((kind) => [
    { kind, limit: 10 },
    { kind, limit: 10, after: JSON.stringify(keys[kind]) },
  ]),
  mappingsPacked: kinds.flatMap((kind) => [
    { kind },
    { kind, after: JSON.stringify(keys[kind]) },
    { kind, partnerId: 'PARTNER' },
    { kind, partnerId: 'PARTNER', after: JSON.stringify(keys[kind]) },
  ]),
  mappingsList: kinds.flatMap((kind) =>
    [undefined, 'PARTNER'].flatMap((partnerId) => [
      { kind, partnerId, limit: 10, today: '2026-03-02' },
      { kind, partnerId, limit: 10, today: '2026-03-02', cursor: JSON.stringify(keys[kind]) },
      { kind, partnerId, limit: 10, today: '2026-03-02', text: '6' },
      { kind, partnerId, limit: 10, today: '2026-03-02', text: 'b' },
    ]),
  ),
  mappingEntry: kinds.map((kind) => ({ kind, id: 1, today: '2026-03-02' })),
  mappingDetail: kinds.flatMap((kind) => [
    { kind, id: 1, limit: 10, today: '2026-03-02' },
    { kind, id: 1, limit: 10, today: '2026-03-02', cursor: '5' },
  ]),
  lastImport: [{}],
  mappingSets: [{ limit: 10 }, { limit: 10, kind: 'items', cursor: '5' }],
  mappingSetRows: [{ changeSetId: 2, limit: 10, cursor: '0' }],
  mappingsMissing: [{ limit: 10 }, { kind: 'items', partnerId: 'PARTNER', limit: 10, cursor: JSON.stringify(['2026', 'g']) }],
  openGaps: [{ prefixes: ['item:PARTNER:'] }],
  waitingFor: [{ keys: ['item:PARTNER:upc=1'], gapsOnly: false }],
  ordersOf: [{ keys: ['item:PARTNER:upc=1'] }],
  mappingUses: kinds.map((kind) => ({ kind, id: 1 })),
  mappingCoverage: [
    { limit: 10, days: 90, since: at },
    { limit: 10, days: 90, since: at, partnerId: 'PARTNER', cursor: '"PARTNER"' },
  ],
  lastRun: [{}],
  schedule: [{}],
  openIncidents: [{}],
  ordersList: [undefined, ...threadStates].flatMap((state) =>
    [undefined, 'PARTNER'].flatMap((partnerId) =>
      orderSorts.flatMap((sort) =>
        [true, false].flatMap((descending) =>
          [undefined, JSON.stringify(['2026', 5])].flatMap((cursor) =>
            [undefined, ...(sort === 'received' ? [span] : [])].map((during) => ({
              filter: { ...(state && { state }), ...(partnerId && { partnerId }), ...during },
              sort,
              descending,
              limit: 100,
              cursor,
            })),
          ),
        ),
      ),
    ),
  ),
  ordersCount: [undefined, ...threadStates].flatMap((state) =>
    [undefined, 'PARTNER'].flatMap((partnerId) =>
      [undefined, span].map((during) => ({ filter: { ...(state && { state }), ...(partnerId && { partnerId }), ...during } })),
    ),
  ),
  ordersThread: [{ threadId: 1 }],
  unconfirmedOrders: [{}, { cursor: JSON.stringify([at, 1]) }].map((page) => ({ now: at, limit: 10, ...page })),
  ordersPartners: [{}],
  attentionList: [
    { limit: 50 },
    ...['incident', 'held', 'parked', 'quarantined', 'lost', 'waiting'].map((stage) => ({
      kind: stage === 'lost' ? 'waiting' : stage,
      limit: 50,
      cursor: JSON.stringify({ stage, after: stage === 'held' || stage === 'parked' ? ['g', 1] : [1] }),
    })),
  ],
  attentionCounts: [{}],
  runsList: [{}, { outcome: 'good' }, { trigger: 'person' }, { outcome: 'failed', trigger: 'schedule' }].flatMap((filter) => [
    { filter, limit: 10 },
    { filter, limit: 10, cursor: '5' },
  ]),
  run: [{ runId: 1 }],
  runRows: runFigures.map((figure) => ({ runId: 1, figure, limit: 10 })),
  auditList: [
    {},
    { who: 'w' },
    { tone: 'warn' },
    { who: 'w', tone: 'warn' },
    { threadId: 1 },
    { threadId: 1, who: 'w', tone: 'warn' },
    { text: 'order 4500' },
    { text: 'order', who: 'w', tone: 'warn', threadId: 1 },
  ].flatMap((filter) => [
    { filter, limit: 10 },
    { filter: { ...filter, from: at, to: '2027-01-01T00:00:00.000Z' }, limit: 10 },
    { filter, limit: 10, cursor: '[100,0]' },
  ]),
  auditFacts: [{}],
  auditSpan: [
    { afterId: 0, limit: 10 },
    { afterId: 0, limit: 10, from: at, to: '2027-01-01T00:00:00.000Z' },
  ],
  auditHash: [{ id: 1 }],
  checkAuditPart: [{ after: { id: 0, hash: '' }, limit: 10 }],
  payloadFacts: [{}],
  searchFind: [{ text: '12345' }],
  today: [{ since: at, day: '2026-03-02', now: at }],
  nextDeadline: [{ today: '2026-03-02', timeZone: 'UTC' }],
  morningFacts: [{ runsSince: at, spans: [{ from: '2026-03-01T06:00:00.000Z', to: at }] }],
  markMorning: [
    {
      who: 'w',
      at,
      words: 'x',
      snapshot: {
        arrived: 0,
        ordered: 0,
        attention: { parked: 0, held: 0, quarantined: 0, waiting: 0, incident: 0 },
        sent: 0,
        unknown: 0,
        late: 0,
        expected: [],
        noticesOpen: 0,
        silent: 0,
        gapMinutes: 0,
        sps: 'good',
        dynamics: 'good',
        backupLate: false,
      },
    },
  ],
  takeBackMorning: [{ checkId: 1, who: 'w', at }],
  noteBusinessEvent: ['AlertSlip', ''].map((type) => ({ at, type, company: 'usmf', document: 'PS-1', fate: 'read' })),
  businessEvents: [{}],
  meta: [{ key: 'k' }],
  checkAudit: [{}],
  masterSchedule: [{}],
  masterSetRows: [{}],
  masterLeftovers: masterSets.map((set) => ({ set, company: 'usmf', generation: 1, afterId: 0, limit: 10 })),
  acceptedPricesFor: [{ partnerId: 'PARTNER', vendor: 'V1', items: ['D1'] }],
  pricesDesk: [
    { limit: 10, ...priceDay },
    { limit: 10, partnerId: 'PARTNER', cursor: '"price:PARTNER:"', ...priceDay },
  ],
  priceRows: [{ keys: priceKeys, ...priceDay }],
  pricePreview: [{ key: priceKeys[0], decision: { is: 'unit', unit: 'ea', factor: '12' }, ...priceDay }],
  pricesHistory: [
    { partnerId: 'PARTNER', vendor: 'V1', itemNumber: 'D1', limit: 10 },
    { partnerId: 'PARTNER', vendor: 'V1', itemNumber: 'D1', limit: 10, cursor: '5' },
  ],
  triageGroups: [
    { limit: 10 },
    ...(['incident', 'held', 'parked', 'quarantined', 'waiting'] as const).map((kind) => ({
      kind,
      limit: 10,
      cursor: '["","" ]',
    })),
  ],
  triageMembers: [
    ...(['held', 'parked'] as const).map((kind) => ({ kind, group: 'g', limit: 10 })),
    { kind: 'quarantined', group: 'file:quarantined', limit: 10 },
    { kind: 'incident', group: 'incident', limit: 10 },
    ...['waiting:document', 'waiting:unknown'].map((group) => ({ kind: 'waiting', group, limit: 10 })),
  ],
  triagePreview: [{ kind: 'held', group: 'g', choice: 'accept' }],
  noteTriage: [
    { subject: 'group:held:g', waitingOn: 'sps', text: 'asked', owner: 'dana', who: 'w', at },
    { subject: 'document:1', text: '', owner: 'dana', who: 'w', at },
    { subject: 'group:held:g', text: '', owner: '', who: 'w', at },
  ],
  undoAnswers: [{ holdIds: [7], who: 'w', at }],
  masterFactsFor: [{ company: 'usmf', customer: 'C1', items: ['D1'] }],
  masterCandidates: [
    {
      fixes: [
        {
          fix: 'item',
          partnerId: 'PARTNER',
          vendor: 'V1',
          identifiers: { buyerPart: 'b', vendorPart: 'v', upc: '614141000012', gtin: '10614141000019' },
          description: 'Desk lamp',
          unit: 'EA',
        },
        {
          fix: 'location',
          partnerId: 'PARTNER',
          vendor: 'V1',
          qualifier: '92',
          code: '0817',
          name: 'n',
          address: ['1 Road', 'X 60433'],
        },
        { fix: 'unit', partnerId: 'PARTNER', vendor: 'V1', itemNumber: 'D1', ediUnit: 'EA', itemUnit: 'ea' },
      ],
    },
  ],
  masterCompanies: [{}],
  masterUnits: [{}],
  masterWarehouses: [{ company: 'usmf' }],
  masterProducts: [undefined, 'D', '614141000012'].flatMap((text) =>
    [undefined, '[0,"D0"]', '[3,5]'].map((cursor) => ({ company: 'usmf', text, cursor, limit: 10 })),
  ),
  masterCustomers: [undefined, 'C'].flatMap((text) =>
    [undefined, '[0,"C0"]', '[1,5]'].map((cursor) => ({ company: 'usmf', text, cursor, limit: 10 })),
  ),
  masterAddresses: [undefined, 'lake'].map((text) => ({ company: 'usmf', customer: 'C1', text, limit: 10 })),
  masterFindings: [{ limit: 10 }, { limit: 10, cursor: '1' }],
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
      uses: [{ kind: 'items', id: 1 }],
      searchKeys: [{ kind: 'item', key: '12345' }],
      audit: sagaAudit,
    },
    {
      documentId: 2,
      at,
      processing: 'parked',
      thread: { attach: 1, cancelled: false },
      holds: [
        { ...hold, cause: 'gap', groupKey: 'item:PARTNER:upc=1', fix: { fix: 'item', identifiers: { upc: '1' } } },
        ...priceHolds,
        hold,
      ],
      ruleFindings: [],
      supersedes: [1],
      audit: [],
    },
    { documentId: 3, at, processing: 'filed', holds: [], setAside: { who: 'w', reason: 'r' }, audit: [] },
    // It stands again, with a sales order that may be begun.
    { documentId: 1, at, processing: 'ready', thread: { attach: 1 }, holds: [], sagas: [plan], audit: [] },
  ],
  answerHold: [{ holdId: 7, choice: 'accept', reason: 'r', who: 'w', at, documentProcessing: 'new' }],
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
  changeSagaAndBegin: [
    {
      change: { sagaId: 1, at, state: 'header-done', salesOrderNumber: 'SO-1', audit: sagaAudit },
      step: 'lines',
      requestId: 'r2',
    },
  ],
  recoverAttempts: [{ at }],
  applyMappings: [
    { ...told, kind: 'partners', changes: [{ change: 'add', row: partner }] },
    { ...told, kind: 'items', changes: [{ change: 'add', row: item }] },
    { ...told, kind: 'locations', changes: [{ change: 'add', row: location }] },
    { ...told, kind: 'units', changes: [{ change: 'add', row: unit }] },
    { ...told, kind: 'items', changes: [{ change: 'update', id: 1, before: item, row: { ...item, itemNumber: 'D2' } }] },
    { ...told, kind: 'items', changes: [{ change: 'update', before: { ...item, itemNumber: 'D2' }, row: item }] },
    { ...told, kind: 'units', changes: [{ change: 'add', row: { ...unit, itemNumber: 'D1' } }] },
    { ...told, kind: 'units', changes: [{ change: 'add', row: { ...unit, ediUnit: 'ca', validFrom: '2026-05-01' } }] },
  ],
  undoMappings: [{ changeSetId: 6, who: 'w', at, why: 'y' }],
  wakeForDay: [{ today: '2026-03-02' }],
  startRun: [
    { trigger: 'command', at },
    { trigger: 'command', at: '2026-03-02T09:00:00.000Z' },
  ],
  finishRun: [
    {
      runId: 1,
      at,
      outcome: 'good',
      summary: {},
      requests: [],
      failures: [],
      subjects: { 'files.found': [1, 'out/gone.xml'], 'documents.held': [1], 'orders.created': [1] },
    },
  ],
  indexAudit: [{ limit: 100 }],
  closeOrphanedRuns: [{ at }],
  changeSchedule: [{ everyMinutes: 5 }],
  endPause: [{ pausedUntil: at }],
  claimRun: [{ dueAt: at, at, nextRunAt: at }],
  noteIncident: [{ key: 'k', remote: 'sps', code: 'c', message: 'm', details: {}, at }],
  resolveIncidents: [{ remote: 'sps', at }],
  closeIncident: [{ incidentId: 1, who: 'w', reason: 'r', at }],
  // Holds 3 to 6 are the four prices of document 2; the first stays open for the desk.
  decidePrice: [
    { is: 'keep-ours' },
    { is: 'accept-here' },
    { is: 'accept-always' },
    { is: 'unit', unit: 'ea', factor: '12' },
  ].map((decision, index) => ({
    key: priceKeys[index],
    decision,
    holdIds: [index + 3],
    reason: 'r',
    who: 'w',
    at,
    ...priceDay,
  })),
  wakeHeldByMaster: [{}],
  setMeta: [{ key: 'k', value: 'v' }],
  changeMasterSchedule: [{ everyHours: 12 }],
  beginMasterSet: masterSets.map((set) => ({ set, company: 'usmf', entitySet: 'e', missingProperties: [], at })),
  putMasterRows: [
    { set: 'customers', rows: [masterCustomer, { ...masterCustomer, name: 'another' }] },
    { set: 'products', rows: [masterProduct, { ...masterProduct, name: 'Floor lamp' }, { ...masterProduct, itemNumber: 'D2' }] },
    { set: 'addresses', rows: [masterAddress] },
    { set: 'barcodes', rows: [{ itemNumber: 'D1', barcode: '614141000012', unit: 'ea', quantity: '1', setup: 'UPC' }] },
    { set: 'customer-items', rows: [{ itemNumber: 'D1', customer: 'C1', number: 'b', description: '' }] },
    { set: 'companies', rows: [{ company: 'usmf', name: 'n' }] },
    { set: 'units', rows: [{ unit: 'ea', description: '' }] },
    { set: 'warehouses', rows: [{ warehouse: '13', site: '1', name: 'n' }] },
  ].map((input) => ({ company: 'usmf', generation: 1, ...input })),
  pruneMasterRows: [{ set: 'products', company: 'usmf', generation: 1, afterId: 0, limit: 10, at }],
  endMasterSet: masterSets.map((set) => ({ set, company: 'usmf', state: 'done', at })),
  reviewMappings: [
    undefined,
    JSON.stringify({ in: 'locations', after: ['', '', '', ''] }),
    JSON.stringify({ in: 'items', after: 0 }),
  ].map((after) => ({ review: 1, at, limit: 100, after })),
  endReview: [{ review: 2 }],
};

function badSteps(statement: string): readonly string[] {
  if (/^\s*(INSERT|CREATE)/i.test(statement)) return [];
  const marks = (statement.match(/\?/g) ?? []).map(() => null);
  const steps = db.main.prepare(`EXPLAIN QUERY PLAN ${hideValues(statement)}`).all(...marks) as { readonly detail: string }[];
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
    /ORDER BY o\.(id DESC|due_sort, o\.id) LIMIT \?\s*$/.test(statement) ||
    /ORDER BY (id DESC LIMIT 1|partner_id[^)]*LIMIT \?)\s*$/.test(statement)
  );
}

/** A change that waits for a decision. */
function heldChange(): { readonly documentId: number; readonly threadId: number } {
  db.main.prepare(`UPDATE documents SET processing = 'held' WHERE id = 1`).run();
  return { documentId: 1, threadId: 1 };
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
