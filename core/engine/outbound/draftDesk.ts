import { AppError } from '#core/contract/errors.ts';
import type { DraftView } from '#core/contract/views/drafts.ts';
import { sheetChanges, firstSheet } from '#core/domain/outboundSheets.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { dayIn, dayInWords } from '#core/domain/time.ts';
import type { AckAnswer, OverlayEntry } from '#core/drafting/draft.types.ts';
import { isWhole, readCursor } from '#core/store/readCursor.ts';
import type { OutboundRow, OutboundVersion } from '#core/store/types/outbound.ts';
import type { SheetVersion } from '#core/store/types/sheets.ts';
import { isAgreed } from './agreed.ts';
import { createChangeDesk } from './changes/changeDesk.ts';
import type { DraftDesk } from './draftDesk.types.ts';
import { sentBackHold } from './draftHolds.ts';
import { draftChanged } from './draftChanged.ts';
import { draftPlanned } from './draftPlanned.ts';
import { draftViewOf } from './draftView.ts';
import type { DraftOptions } from './finishDraft.ts';
import { plannedOf } from './plannedOf.ts';
import { gatherBasis, type OutboundContext } from './gather.ts';
import { hasLeft } from './planParts.ts';
import { threadAnswers } from './threadAnswers.ts';

/** What a person does with drafts and sheets. `wake` starts a run, so that what was decided shows at once. */
export function createDraftDesk(context: OutboundContext, wake: () => void): DraftDesk {
  const { store, ports, publish } = context.parts;
  const person = () => ({ who: ports.identity.user, at: ports.clock.now() });

  function changed(): void {
    for (const topic of ['outbound', 'attention', 'orders'] as const) publish({ topic });
    wake();
  }

  async function load(outboundId: number, versionId?: number): Promise<{ row: OutboundRow; version: OutboundVersion }> {
    const row = await store.outbound({ outboundId });
    const version = row && (await store.outboundVersion({ outboundId, ...(versionId === undefined ? {} : { versionId }) }));
    if (!row || !version) throw new AppError({ code: 'not-found', message: 'This document does not exist any more.' });
    return { row, version };
  }

  /** A draft that has not left and is the one that was seen. */
  async function open(outboundId: number, versionId: number): Promise<{ row: OutboundRow; version: OutboundVersion }> {
    const found = await load(outboundId);
    if (hasLeft(found.row)) throw hasLeftAlready(found.row);
    if (found.version.id !== versionId) throw draftChanged();
    return found;
  }

  /** Drafts a document again, with these corrections in place of those of version `seen`; every version stays as it was. */
  async function redraft(row: OutboundRow, corrected: Pick<DraftOptions, 'overlay' | 'seen'> = {}): Promise<number> {
    const basis = await gatherBasis(context, row.threadIds);
    if (!isAgreed(basis, row))
      throw new AppError({
        code: 'conflict',
        message: `Document ${row.kind} is not agreed with the partner any more. Set it aside, or say in the partner’s sheet that it is agreed; nothing was changed.`,
      });
    const drafted = await draftPlanned(context, basis, plannedOf(row, basis), {
      revision: row.revision,
      intent: row.intent,
      corrects: row.corrects,
      who: ports.identity.user,
      ...corrected,
    });
    if (!drafted || drafted.result === 'nothing')
      throw new AppError({ code: 'conflict', message: 'Nothing asks for this document any more; set it aside.' });
    if (drafted.result === 'left') throw hasLeftAlready(row);
    changed();
    return drafted.versionId;
  }

  /** What a person typed is on disk, and in the record, before they are told that it holds. */
  function say(row: OutboundRow, what: string, reason: string): Promise<void> {
    return store.noteAct({ what: `${row.kind} ${row.number}: ${what}`, reason, ...person() });
  }

  return {
    ...createChangeDesk(context, wake),
    ofThread: (threadId) => threadAnswers(context, threadId),
    async draft({ outboundId, versionId }): Promise<DraftView> {
      const { row, version } = await load(outboundId, versionId);
      const [basis, of] = await Promise.all([
        gatherBasis(context, row.threadIds),
        store.outboundOfThread({ threadId: row.threadIds[0] ?? 0 }),
      ]);
      const bytes = version.sha256 === undefined ? undefined : await store.payload({ sha256: version.sha256 });
      const lines = of.find((entry) => entry.row.id === row.id)?.lines ?? [];
      const text = bytes === undefined ? undefined : new TextDecoder('utf-8').decode(bytes);
      return draftViewOf({ row, version, basis, text, lines });
    },
    async correct({ outboundId, versionId, path, value, reason }) {
      const { row, version } = await open(outboundId, versionId);
      const entry: OverlayEntry = { path, value, reason, ...person() };
      const overlay = [...version.overlay.filter((other) => other.path !== path), entry];
      const corrected = await redraft(row, { overlay, seen: version.id });
      await say(row, `${path} corrected to "${value}"`, reason);
      return { versionId: corrected };
    },
    async uncorrect({ outboundId, versionId, path }) {
      const { row, version } = await open(outboundId, versionId);
      const kept = path === undefined ? [] : version.overlay.filter((entry) => entry.path !== path);
      const drafted = await redraft(row, { overlay: kept, seen: version.id });
      await say(row, path === undefined ? 'all corrections taken back' : `correction of ${path} taken back`, '');
      return { versionId: drafted };
    },
    async answerChoices({ outboundId, versionId, answers }) {
      const { row } = await open(outboundId, versionId);
      const today = dayIn(ports.timeZone, ports.clock.now());
      const over = answers.find(({ date }) => date !== undefined && date < today)?.date;
      if (over !== undefined)
        throw new AppError({
          code: 'invalid-input',
          message: `${dayInWords(over)} is over: nothing can be promised for it. Type the day on which the goods will ship; nothing was answered.`,
        });
      if (answers.some(({ threadId }) => !row.threadIds.includes(threadId)))
        throw new AppError({
          code: 'invalid-input',
          message: 'One of the answers is about another order: open the document again and answer there; nothing was answered.',
        });
      const postingKey = row.postingKeys[0] ?? '';
      const given = answers.map(({ threadId, about, position, store: at, ...answer }) => {
        const said: AckAnswer = { ...withoutUndefined(answer), about, position, store: at, ...person() };
        return {
          threadId,
          postingKey,
          position,
          store: at,
          about,
          answer: JSON.stringify(said),
          said: said.date === undefined ? said.code : `${said.code}, ships ${dayInWords(said.date)}`,
        };
      });
      await store.saveAckAnswers({ answers: given, ...person() });
      await redraft(row);
    },
    async accept({ outboundId, holdIds, reason }) {
      await load(outboundId);
      const holds = await store.draftHolds({ outboundId });
      const open = new Set(holds.flatMap((hold) => (hold.open ? [hold.id] : [])));
      if (holdIds.some((holdId) => !open.has(holdId)))
        throw new AppError({ code: 'conflict', message: 'Somebody answered this already; look at the document again.' });
      await store.acceptDraftHolds({ holdIds, reason, ...person() });
      const { row } = await load(outboundId);
      if (hasLeft(row)) changed();
      else await redraft(row);
    },
    async sendBack({ outboundId, versionId, note }) {
      const { row } = await open(outboundId, versionId);
      const { who, at } = person();
      const { done } = await store.holdOutbound({
        outboundId,
        at,
        hold: true,
        orNothing: true,
        holds: [sentBackHold(note, who, row.contentHash)],
        audit: [{ who, what: `Sent ${row.kind} ${row.number} back`, detail: note, tone: 'warn' }],
      });
      // Between the look at it and this it began to leave, or somebody set it aside.
      if (!done) {
        const { row: now } = await load(outboundId);
        throw hasLeft(now) ? hasLeftAlready(now) : draftChanged();
      }
      changed();
    },
    async redraft(outboundId) {
      const { row } = await load(outboundId);
      if (hasLeft(row)) throw new AppError({ code: 'conflict', message: `${row.kind} ${row.number} has left already.` });
      await redraft(row);
    },
    async adopt(input) {
      await store.adoptPosting({ ...input, ...person() });
      changed();
    },
    async sheet(key) {
      return sheetView(await sheetOf(key), await partnerName(key));
    },
    async saveSheet({ partnerId, vendor, seen, sheet, why }) {
      const saved = await store.saveSheet({ partnerId, vendor, seen, sheet, why, ...person() });
      publish({ topic: 'mappings' });
      changed();
      return saved;
    },
    async sheetHistory({ partnerId, vendor, cursor, limit }) {
      const before = readCursor(cursor, isWhole);
      const versions = await store.sheetHistory({
        partnerId,
        vendor,
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
      });
      const columns = await partnerOf({ partnerId, vendor });
      const first = firstSheet(columns ?? { review: true, undoSeconds: 30 });
      const rows = versions.slice(0, limit).map((version, index) => ({
        version: version.version,
        at: version.at,
        who: version.who,
        why: version.why,
        changes: [...sheetChanges(versions[index + 1]?.sheet ?? first, version.sheet)],
        sheet: shown(version.sheet),
      }));
      const last = rows.at(-1);
      return { rows, ...(versions.length > limit && last ? { nextCursor: String(last.version) } : {}) };
    },
  };

  async function partnerOf({ partnerId, vendor }: { readonly partnerId: string; readonly vendor: string }) {
    return (await store.mappingRows({ partnerId, vendor, locationCodes: [], items: [] })).partner;
  }

  async function partnerName(key: { readonly partnerId: string; readonly vendor: string }): Promise<string> {
    return (await partnerOf(key))?.name ?? '';
  }

  async function sheetOf(key: { readonly partnerId: string; readonly vendor: string }): Promise<SheetVersion> {
    const sheet = await store.outboundSheet(key);
    if (!sheet) throw new AppError({ code: 'not-found', message: 'This partner does not exist.' });
    return sheet;
  }
}

const hasLeftAlready = ({ kind, number }: OutboundRow): AppError =>
  new AppError({ code: 'conflict', message: `${kind} ${number} has left already; a correction needs "send again".` });

function sheetView({ partnerId, vendor, version, at, who, why, sheet }: SheetVersion, partnerName: string) {
  return { partnerId, vendor, partnerName, version, at, who, why, sheet: shown(sheet) };
}

type ShownSheet = Awaited<ReturnType<DraftDesk['sheet']>>['sheet'];

/** The contract's lists may be changed by whoever gets them. */
const shown = (sheet: OutboundSheet): ShownSheet => structuredClone(sheet) as ShownSheet;

/** Optional answers that were not given are left out, not kept as undefined. */
function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
