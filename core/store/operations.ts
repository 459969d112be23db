import type { Db } from './database.ts';
import { unconfirmedOrders } from './operations/ackClocks.ts';
import { attentionCounts, attentionList } from './operations/attention.ts';
import { businessEvents, noteBusinessEvent } from './operations/businessEvents.ts';
import { changeDocument } from './operations/changeDocument.ts';
import { document, pendingDocuments, threadsOf, threadsOfNumber } from './operations/documents.ts';
import {
  changeFile,
  file,
  filesByPath,
  noteTooLarge,
  payload,
  retainedFiles,
  storeFile,
  unconfirmedFiles,
} from './operations/files.ts';
import { answerHold, hold } from './operations/holds.ts';
import { mappingReads, mappingWrites } from './operations/mappingOperations.ts';
import { masterReads, masterWrites } from './operations/master/operations.ts';
import { ordersCount, ordersList, ordersPartners, ordersThread } from './operations/orders.ts';
import { markMorning, morningFacts, takeBackMorning } from './operations/morning.ts';
import { outboundReads, outboundWrites } from './operations/outbound/operations.ts';
import { packingReads, packingWrites } from './operations/packing/operations.ts';
import { acceptedPricesFor, pricesHistory } from './operations/prices/accepted.ts';
import { decidePrice, pricePreview } from './operations/prices/decide.ts';
import { wakeHeldByMaster } from './operations/releases.ts';
import { priceRows, pricesDesk } from './operations/prices/desk.ts';
import { changesReads, changesWrites } from './operations/changes/operations.ts';
import { postingsReads, postingsWrites } from './operations/postings/operations.ts';
import { recordsReads, recordsWrites } from './operations/records/operations.ts';
import { recoverAttempts } from './operations/recoverAttempts.ts';
import { changeSchedule, claimRun, endPause, schedule } from './operations/schedule.ts';
import { beginAttempt, changeSaga, changeSagaAndBegin, dueSagas, saga, threadsWithReference } from './operations/sagas.ts';
import { sheetsReads, sheetsWrites } from './operations/sheets/operations.ts';
import { searchFind } from './operations/search.ts';
import { nextDeadline, today } from './operations/today.ts';
import { triageReads, triageWrites } from './operations/triage/operations.ts';
import { closeIncident, integrity, meta, noteIncident, openIncidents, resolveIncidents, setMeta } from './operations/upkeep.ts';

/** Operations that only read: they run on the read-only connection. Add one here and in `store.types.ts`. */
export const reads = {
  filesByPath,
  file,
  retainedFiles,
  unconfirmedFiles,
  payload,
  pendingDocuments,
  document,
  threadsOf,
  threadsOfNumber,
  hold,
  threadsWithReference,
  dueSagas,
  saga,
  schedule,
  openIncidents,
  ordersList,
  ordersCount,
  ordersThread,
  ordersPartners,
  unconfirmedOrders,
  attentionList,
  attentionCounts,
  searchFind,
  today,
  nextDeadline,
  morningFacts,
  businessEvents,
  acceptedPricesFor,
  pricesDesk,
  priceRows,
  pricePreview,
  pricesHistory,
  meta,
  integrity,
  ...mappingReads,
  ...recordsReads,
  ...outboundReads,
  ...packingReads,
  ...postingsReads,
  ...sheetsReads,
  ...changesReads,
  ...masterReads,
  ...triageReads,
} as const;

/** Operations that write: each is one transaction (a savepoint of its group's). */
export const writes = {
  ...mappingWrites,
  ...recordsWrites,
  ...sheetsWrites,
  ...masterWrites,
  storeFile,
  noteTooLarge,
  changeFile,
  changeDocument,
  answerHold,
  beginAttempt,
  changeSaga,
  changeSagaAndBegin,
  recoverAttempts,
  ...outboundWrites,
  changeSchedule,
  endPause,
  claimRun,
  noteIncident,
  resolveIncidents,
  closeIncident,
  decidePrice,
  wakeHeldByMaster,
  setMeta,
  markMorning,
  takeBackMorning,
  noteBusinessEvent,
  ...triageWrites,
  ...packingWrites,
  ...postingsWrites,
  ...changesWrites,
} as const;

export type ReadName = keyof typeof reads;
export type WriteName = keyof typeof writes;
export type OperationName = ReadName | WriteName;

type Operation = (db: Db, input: never) => unknown;

/** Runs an operation by name; the input was typed where it was called. */
export function runOperation(db: Db, name: OperationName, input: unknown): unknown {
  const operation: Operation = name in reads ? reads[name as ReadName] : writes[name as WriteName];
  return operation(db, input as never);
}

/**
 * Writes that need not survive a power cut by themselves, because what follows from them is found again: a file stands in
 * the guard journal, a decision is made again, an answer of Dynamics is looked up, master data is read again. All others, above all the attempt
 * written before a request and a person's word, are on disk before their caller goes on. A killed process loses neither.
 */
const foundAgain: ReadonlySet<OperationName> = new Set([
  'storeFile',
  'changeFile',
  'changeDocument',
  'changeSaga',
  'putMasterRows',
  'pruneMasterRows',
  'indexAudit',
  // Postings are read again by the overlap and the sweep.
  'savePostings',
  'saveWatermark',
  'saveLots',
  'swept',
  'wakesDone',
  // Drafted again from the same postings; what fixes a draft for good (`beginSend`) is on disk with all that came before it.
  'saveDraft',
  'settlePosting',
]);

export function isDurable(name: OperationName): boolean {
  return !foundAgain.has(name);
}

/**
 * Operations whose payloads stand in the guard journal, which is synced before them: a group of nothing else leaves its
 * payloads to the next sync. What a power cut takes of them is put back from there (`replayPayloads`).
 */
export function isGuarded(name: OperationName): boolean {
  return name === 'storeFile' || name === 'changeFile';
}

export function isWrite(name: OperationName): name is WriteName {
  return name in writes;
}
