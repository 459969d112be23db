import type { OutboundPlace } from '#core/domain/outbound.ts';
import { all, one, type Db } from '../../database.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import { nameOf } from './change.ts';
import { outboundWhere } from './rows.ts';

/**
 * Of a document `o` that the partner rejected: the newest correction of it that has left. One that only cancels puts
 * nothing in its place.
 */
const corrections = `FROM outbound_redrafts r INDEXED BY outbound_redrafts_document JOIN outbound_documents c ON c.id = r.done_by
  WHERE r.outbound_id = o.id AND r.intent <> 'cancel' AND c.id > o.id AND c.transport IN ('sent', 'collected') ORDER BY r.id DESC LIMIT 1`;

/** Its name, as people speak of it, as a column of `o`. */
export const correctedByColumn = `CASE WHEN o.business = 'rejected' THEN
  (SELECT c.kind || ' ' || c.number || CASE WHEN c.revision > 1 THEN ' (' || c.revision || ')' ELSE '' END ${corrections}) END AS correctedBy`;

/** Its place, as a column of `o`. */
export const correctionPlaceColumn = `CASE WHEN o.business = 'rejected' THEN (SELECT c.place ${corrections}) END AS correction`;

/** Where the correction of a document stands; undefined while none has left. */
export function correctionPlace(db: Db, outboundId: number): OutboundPlace | undefined {
  return (
    one<{ place: OutboundPlace }>(
      db,
      `SELECT (SELECT c.place ${corrections}) AS place FROM outbound_documents o WHERE o.id = ?`,
      outboundId,
    )?.place ?? undefined
  );
}

/** Rejected documents that this one corrects; each is older, so following them ends. */
export function correctedDocuments(db: Db, outboundId: number): readonly number[] {
  return all<{ id: number }>(
    db,
    `SELECT o.id FROM outbound_redrafts r INDEXED BY outbound_redrafts_done JOIN outbound_documents o ON o.id = r.outbound_id
     WHERE r.done_by = ? AND o.id < ? AND o.business = 'rejected'`,
    outboundId,
    outboundId,
  ).map(({ id }) => id);
}

/** Documents that were drafted to correct one, without those that were given up; the newest first. */
export function correctionsInForce(db: Db, { id }: Pick<OutboundRow, 'id'>): readonly OutboundRow[] {
  return outboundWhere(
    db,
    `JOIN outbound_redrafts r INDEXED BY outbound_redrafts_document ON r.done_by = o.id
     WHERE r.outbound_id = ? AND o.id > ? AND o.draft_state NOT IN ('set-aside', 'superseded') ORDER BY r.id DESC`,
    id,
    id,
  );
}

const hasNotLeft = ({ draft, transport }: OutboundRow): boolean => draft !== 'left' || transport === 'refused';
const stands = ({ intent }: OutboundRow): boolean => intent !== 'cancel';

/** The correction that is to be dealt with in place of the document: the one that waits, else the one that left. */
export function correctionInPlace(corrections: readonly OutboundRow[]): OutboundRow | undefined {
  return corrections.find(hasNotLeft) ?? corrections.find(stands);
}

/** Why a document cannot be corrected itself, with the correction that can be dealt with in its place; undefined where it can. */
export function correctedAlready(row: OutboundRow, corrections: readonly OutboundRow[]): string | undefined {
  const waiting = corrections.find(hasNotLeft);
  if (waiting)
    return `${nameOf(row)} is being corrected already: ${nameOf(waiting)} is drafted and has not left. Let that one leave, or set it aside first.`;
  const told = corrections.find(stands);
  return told && `${nameOf(row)} was corrected already, by ${nameOf(told)}. Correct that one.`;
}
