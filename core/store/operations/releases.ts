import { readReleases, type ReleasedRule } from '#core/domain/releasedRule.ts';
import { rulesByMasterData } from '#core/domain/rules/catalogue.ts';
import { change, one, type Db } from '../database.ts';

/** Adds what a person released on a document to what was released before. */
export function addReleases(db: Db, documentId: number, releases: readonly ReleasedRule[]): void {
  const stored = one<{ json: string }>(db, 'SELECT released_rules AS json FROM documents WHERE id = ?', documentId)?.json ?? '[]';
  const all = [...readReleases(stored), ...releases];
  change(db, 'UPDATE documents SET released_rules = ? WHERE id = ?', JSON.stringify(all), documentId);
}

/** Orders of a partner that a rule holds are looked at again; returns how many. What a person decides by itself stays as it is. */
export function wakeHeldByRules(db: Db, partnerId: string): number {
  return change(
    db,
    `UPDATE documents SET pending = 1 WHERE processing = 'held' AND partner_id = ? AND pending = 0 AND id IN (
      SELECT h.document_id FROM holds h WHERE h.closed_at IS NULL AND h.cause <> 'gap' AND h.cause IN ('rule', 'block'))`,
    partnerId,
  );
}

/** Documents that stand against another one of their number are looked at again: the sheet tells stores apart from now on. */
export function wakeSameNumber(db: Db, partnerId: string): number {
  return change(
    db,
    `UPDATE documents SET pending = 1 WHERE processing = 'held' AND partner_id = ? AND pending = 0 AND id IN (
      SELECT h.document_id FROM holds h WHERE h.closed_at IS NULL AND h.cause <> 'gap' AND h.cause IN ('conflict', 'called-off', 'replacement', 'cancellation'))`,
    partnerId,
  );
}

/** Orders that are held by what an older copy of the master data said are looked at again. */
export function wakeHeldByMaster(db: Db): { readonly woken: number } {
  const woken = change(
    db,
    `UPDATE documents SET pending = 1 WHERE processing = 'held' AND pending = 0 AND id IN (
      SELECT h.document_id FROM holds h WHERE h.closed_at IS NULL AND h.cause <> 'gap' AND h.cause IN ('rule', 'block')
        AND h.rule IN (${rulesByMasterData.map(() => '?').join(', ')}))`,
    ...rulesByMasterData,
  );
  return { woken };
}
