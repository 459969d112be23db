import { AppError } from '#core/contract/errors.ts';
import type { Partner } from '#core/domain/mapping.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { completeSheet, firstSheet, sheetChanges, withColumns } from '#core/domain/outboundSheets.ts';
import { sendingRulesOf, type SendingRules } from '#core/domain/sendingRules.ts';
import { appendAudit } from '../../audit.ts';
import { all, change, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { SheetVersion } from '../../types/sheets.ts';
import { renewAckClocks } from '../ackClocks.ts';
import { applySendingRules } from '../outbound/drafting.ts';
import { wakePartner } from '../postings/wakes.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

interface StoredSheet extends Omit<SheetVersion, 'sheet' | 'partnerId' | 'vendor'> {
  readonly sheet: string;
}

const columns = 'version, at, who, why, sheet';

export function outboundSheet(db: Db, { partnerId, vendor }: In<'outboundSheet'>): Out<'outboundSheet'> {
  const stored = one<StoredSheet>(
    db,
    `SELECT ${columns} FROM partner_sheets WHERE partner_id = ? AND vendor = ? ORDER BY version DESC LIMIT 1`,
    partnerId,
    vendor,
  );
  if (stored) return versionOf(stored, partnerId, vendor);
  const partner = one<{ review: number; undoSeconds: number }>(
    db,
    'SELECT review, undo_seconds AS undoSeconds FROM partners WHERE partner_id = ? AND vendor = ?',
    partnerId,
    vendor,
  );
  if (!partner) return undefined;
  const sheet = firstSheet({ review: partner.review === 1, undoSeconds: partner.undoSeconds });
  return { partnerId, vendor, version: 0, at: '', who: '', why: '', sheet };
}

function versionOf(stored: StoredSheet, partnerId: string, vendor: string): SheetVersion {
  return { ...stored, partnerId, vendor, sheet: completeSheet(JSON.parse(stored.sheet) as Partial<OutboundSheet>) };
}

export function sheetHistory(db: Db, { partnerId, vendor, before, limit }: In<'sheetHistory'>): Out<'sheetHistory'> {
  return all<StoredSheet>(
    db,
    `SELECT ${columns} FROM partner_sheets WHERE partner_id = ? AND vendor = ? AND version < ? ORDER BY version DESC LIMIT ?`,
    partnerId,
    vendor,
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  ).map((stored) => versionOf(stored, partnerId, vendor));
}

/** The next version of a partner's sheet. */
export function saveSheet(db: Db, input: In<'saveSheet'>): Out<'saveSheet'> {
  const current = outboundSheet(db, input);
  if (!current) throw new AppError({ code: 'not-found', message: 'This partner does not exist.' });
  if (current.version !== input.seen)
    throw new AppError({
      code: 'conflict',
      message: `Version ${current.version} of this sheet was saved meanwhile${current.who === '' ? '' : ` by ${current.who}`}. Look at it and make your change again; nothing was saved.`,
    });
  return { version: append(db, current, input) };
}

function append(
  db: Db,
  before: SheetVersion,
  { sheet, who, why, at }: Pick<In<'saveSheet'>, 'sheet' | 'who' | 'why' | 'at'>,
): number {
  const changes = sheetChanges(before.sheet, sheet);
  if (changes.length === 0) return before.version;
  const version = before.version + 1;
  const { partnerId, vendor } = before;
  change(
    db,
    'INSERT INTO partner_sheets (partner_id, vendor, version, at, who, why, sheet) VALUES (?, ?, ?, ?, ?, ?, ?)',
    partnerId,
    vendor,
    version,
    at,
    who,
    why,
    JSON.stringify(sheet),
  );
  applySendingRules(db, { partnerId, vendor, at, rules: allRules(sheet) });
  if (agreedTime(before.sheet) !== agreedTime(sheet)) renewAckClocks(db, partnerId);
  wakePartner(db, partnerId, 'the sheet of its partner changed', at);
  appendAudit(db, [
    {
      at,
      who,
      what: `Sheet of ${nameOf(db, { partnerId, vendor })} changed, version ${version}`,
      detail: [
        why,
        ...changes.map(({ field, before: old, after }) => `${field} from ${old || '(nothing)'} to ${after || '(nothing)'}`),
      ].join('; '),
      tone: 'neutral',
    },
  ]);
  return version;
}

const agreedTime = ({ documents, ack }: OutboundSheet): number => (documents['855'].agreed ? ack.dueHours : 0);

/** What sending needs of the sheet, of every kind: it also rules what is on its way already (pick-up and reply times). */
const allRules = (sheet: OutboundSheet): Readonly<Record<OutboundKind, SendingRules>> => ({
  '855': sendingRulesOf(sheet, '855'),
  '856': sendingRulesOf(sheet, '856'),
  '810': sendingRulesOf(sheet, '810'),
  '865': sendingRulesOf(sheet, '865'),
});

/**
 * The columns of a partner's row set its whole sheet where they change. Without a sheet of its own the columns hold as
 * they are.
 */
export function carryColumns(
  db: Db,
  before: Partner,
  row: Partner,
  told: { readonly who: string; readonly at: string; readonly why: string },
): void {
  if (before.review === row.review && before.undoSeconds === row.undoSeconds) return;
  const current = outboundSheet(db, row);
  if (!current || current.version === 0) {
    wakePartner(db, row.partnerId, 'its partner changed', told.at);
    return;
  }
  append(db, current, { ...told, sheet: withColumns(current.sheet, row) });
}

/** `Fabrikam Stores (3FBALLCONTOSOUS 55210)`; the ids alone where no row of the map names it yet. */
function nameOf(db: Db, { partnerId, vendor }: { readonly partnerId: string; readonly vendor: string }): string {
  const ids = [partnerId, vendor].filter(Boolean).join(' ');
  const named = one<{ name: string }>(
    db,
    `SELECT name FROM partners WHERE partner_id = ? AND vendor IN (?, '') ORDER BY vendor DESC LIMIT 1`,
    partnerId,
    vendor,
  );
  return named && named.name !== '' ? `${named.name} (${ids})` : ids;
}
