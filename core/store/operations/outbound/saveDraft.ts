import { createHash } from 'node:crypto';
import { placeOf } from '#core/domain/outbound.ts';
import type { Instant } from '#core/domain/time.ts';
import type { SavedDraft, SaveDraft } from '../../types/drafts.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import { change, one, run, type Db } from '../../database.ts';
import { pack, putPayload } from '../../payloads.ts';
import { draftSeen } from '../../draftSeen.ts';
import { endAckClocks } from '../ackClocks.ts';
import { draftHolds } from '../postings/answers.ts';
import {
  auditOutbound,
  changeOutbound,
  closeOutboundHolds,
  nameOf,
  ofTurn,
  openOutboundHolds,
  refreshThreadsOf,
  wake,
  wakeOthers,
} from './change.ts';
import { claimGuarded } from './claimGuarded.ts';
import { writeParts } from './documentParts.ts';
import { asAsked } from './leftCorrections.ts';
import { canStay } from './person.ts';
import { outboundWhere } from './rows.ts';
import { writeVersion } from './versions.ts';

/** Causes that drafting opens; a new draft replaces them. */
const ofDrafting = ['draft-rule', 'draft-block', 'draft-choice', 'corrected'] as const;

/** What is reviewed is seldom wanted before its order: without a time of its own a document sorts by the end of the order's day. */
const endOf = (day: string): string => `${day}T23:59:59.999Z`;
const noDay = '9999-12-31';

/** Writes a draft: a new document, or a new version of one that has not left. */
export function saveDraft(db: Db, input: SaveDraft): SavedDraft {
  const known = documentOfKey(db, input);
  if (known && isOfOthers(known, input)) return { outboundId: known.id, versionId: known.versionId, result: 'taken' };
  const left = known?.draft === 'left' && known.transport !== 'refused';
  const aside = known?.draft === 'set-aside' && input.redraftId === undefined;
  if (known && !left && !aside && isOvertaken(db, known, input))
    return { outboundId: known.id, versionId: known.versionId, result: 'overtaken' };
  for (const outboundId of input.supersedes ?? []) supersede(db, outboundId, input, aside ? 'which was set aside' : 'drafted');
  if (!known) return begin(db, input);
  if (left || aside) return { outboundId: known.id, versionId: known.versionId, result: left ? 'left' : 'set-aside' };
  return renew(db, known, input);
}

/** Two companies may give two documents of one partner the same number, and both may be drafted at once. */
const isOfOthers = (known: OutboundRow, { threadIds }: SaveDraft): boolean =>
  known.threadIds.length > 0 && threadIds.length > 0 && !known.threadIds.some((id) => threadIds.includes(id));

/** Its corrections, answers and notes are not those that it was drafted with. */
const isOvertaken = (db: Db, { id, versionId }: OutboundRow, { seen }: SaveDraft): boolean =>
  seen !== undefined && seen !== draftSeen(versionId, draftHolds(db, { outboundId: id }));

function documentOfKey(
  db: Db,
  key: Pick<SaveDraft, 'partnerId' | 'vendor' | 'kind' | 'number' | 'revision'>,
): OutboundRow | undefined {
  const { partnerId, vendor, kind, number, revision } = key;
  return outboundWhere(
    db,
    'WHERE o.partner_id = ? AND o.vendor = ? AND o.kind = ? AND o.number = ? AND o.revision = ?',
    partnerId,
    vendor,
    kind,
    number,
    revision,
  )[0];
}

function begin(db: Db, input: SaveDraft): SavedDraft {
  const first = one<{ number: string; shipSort: string }>(
    db,
    'SELECT number, ship_sort AS shipSort FROM threads WHERE id = ?',
    input.threadIds[0] ?? 0,
  );
  const outboundId = run(
    db,
    `INSERT INTO outbound_documents (partner_id, vendor, kind, number, revision, store, intent, company, purchase_order, currency,
      draft_state, place, due_sort, sheet_version, rules, counts, serials, content_hash, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    input.partnerId,
    input.vendor,
    input.kind,
    input.number,
    input.revision,
    input.store,
    input.intent,
    input.company,
    first?.number ?? '',
    input.currency,
    input.state,
    placeOf(input.state, 'none', 'none'),
    input.due?.until ?? endOf(first?.shipSort ?? noDay),
    input.sheetVersion,
    JSON.stringify(input.rules),
    Number(input.counts),
    JSON.stringify(input.serials),
    input.contentHash,
    input.at,
    input.at,
  );
  const versionId = write(db, outboundId, input);
  // From here on the document has the time by which it is due.
  if (input.kind === '855') endAckClocks(db, input.threadIds);
  wakeOthers(db, outboundId, input.at);
  claimGuarded(db, outboundId, input.at);
  return { outboundId, versionId, result: 'new' };
}

function renew(db: Db, known: OutboundRow, input: SaveDraft): SavedDraft {
  const same = known.contentHash === input.contentHash && known.transport === 'none';
  // What a person released, or what waits for its turn, stays so as long as it says the same and nothing holds it.
  const goesOn = same && (input.state === 'review' || input.state === 'ready') && keepsItsPlace(known, input.state);
  if (known.transport === 'refused') closeOutboundHolds(db, known.id, ['send-refused'], input.at);
  if (!goesOn) {
    closeOutboundHolds(db, known.id, ofTurn, input.at);
    changeOutbound(db, known.id, input.at, {
      draft: input.state,
      transport: 'none',
      wait: null,
      dueAt: null,
      nextAt: null,
      released: null,
      ...(same ? {} : { anyway: false }),
    });
  }
  // It waits by rules that its sheet does not have any more.
  const otherRules = JSON.stringify(known.rules) !== JSON.stringify(input.rules);
  if (goesOn && otherRules && (known.waitReason === 'order' || known.waitReason === 'repeat')) wake(db, known.id, input.at);
  const versionId = write(db, known.id, input);
  if (!same) wakeOthers(db, known.id, input.at);
  claimGuarded(db, known.id, input.at);
  return { outboundId: known.id, versionId, result: same ? 'same' : 'changed' };
}

function keepsItsPlace(known: OutboundRow, wanted: 'review' | 'ready'): boolean {
  if (known.draft === 'ring' || known.draft === 'ready') return true;
  if (known.waitReason !== undefined && known.waitReason !== 'data') return true;
  return known.draft === 'review' && wanted === 'review';
}

/** The version, and what the document says by it. */
function write(db: Db, outboundId: number, input: SaveDraft): number {
  const sha256 = input.bytes === undefined ? null : createHash('sha256').update(input.bytes).digest('hex');
  if (input.bytes !== undefined && sha256 !== null) putPayload(db, sha256, pack(input.bytes));
  const versionId = writeVersion(db, outboundId, input, sha256);
  change(
    db,
    `UPDATE outbound_documents SET version_id = ?, content_hash = ?, sha256 = ?, store = ?, intent = ?, company = ?, amount = ?, currency = ?,
      due_by = ?, due_sort = coalesce(?, due_sort), sheet_version = ?, rules = ?, counts = ?, serials = ?, changed_at = ? WHERE id = ?`,
    versionId,
    input.contentHash,
    sha256,
    input.store,
    input.intent,
    input.company,
    input.amount ?? null,
    input.currency,
    input.due?.by ?? null,
    input.due?.until ?? null,
    input.sheetVersion,
    JSON.stringify(input.rules),
    Number(input.counts),
    JSON.stringify(input.serials),
    input.at,
    outboundId,
  );
  writeParts(db, outboundId, input);
  if (input.state === 'waiting' && input.missing.length > 0)
    changeOutbound(db, outboundId, input.at, { wait: { reason: 'data', text: missingText(input) } });
  closeOutboundHolds(db, outboundId, ofDrafting, input.at);
  openOutboundHolds(db, outboundId, input.holds, input.at);
  auditOutbound(db, outboundId, input.at, input.audit);
  refreshThreadsOf(db, outboundId, input.at);
  const redraftId = input.redraftId ?? asAsked(db, input);
  if (redraftId !== undefined) answerRedraft(db, outboundId, redraftId, input.at);
  return versionId;
}

/** What the partner has is decided about with that: this draft says what Dynamics says now. */
function answerRedraft(db: Db, outboundId: number, redraftId: number, at: Instant): void {
  change(db, 'UPDATE outbound_redrafts SET done_by = ? WHERE id = ? AND done_by IS NULL', outboundId, redraftId);
  const asked = one<{ id: number; who: string; reason: string }>(
    db,
    'SELECT outbound_id AS id, who, reason FROM outbound_redrafts WHERE id = ?',
    redraftId,
  );
  if (asked) closeOutboundHolds(db, asked.id, ['corrected'], at, asked);
}

function missingText({ missing }: SaveDraft): string {
  const shown = missing.slice(0, 3).map(({ what }) => what.replace(/\.$/, ''));
  const more = missing.length - shown.length;
  return `Missing: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

/** A draft whose place another took before it left; what SPS refused never left. */
function supersede(db: Db, outboundId: number, { at, number, kind }: SaveDraft, how: 'drafted' | 'which was set aside'): void {
  const row = outboundWhere(db, 'WHERE o.id = ?', outboundId)[0];
  if (!row || !canStay(row)) return;
  closeOutboundHolds(db, outboundId, 'all', at);
  changeOutbound(db, outboundId, at, { draft: 'superseded', wait: null, dueAt: null, nextAt: null, released: null });
  auditOutbound(db, outboundId, at, [
    {
      who: 'Quayside',
      what:
        number === row.number
          ? `${nameOf(row)} was drafted anew`
          : how === 'drafted'
            ? `${nameOf(row)} does not leave: ${kind} ${number} was drafted in its place`
            : `${nameOf(row)} does not leave: ${kind} ${number}, which was set aside, is for the same`,
      tone: 'neutral',
    },
  ]);
  refreshThreadsOf(db, outboundId, at);
}
