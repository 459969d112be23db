import { readReleases, type ReleasedRule } from '#core/domain/releasedRule.ts';
import { change, one, type Db } from '../database.ts';

/** Adds what a person released on a document to what was released before. */
export function addReleases(db: Db, documentId: number, releases: readonly ReleasedRule[]): void {
  const stored = one<{ json: string }>(db, 'SELECT released_rules AS json FROM documents WHERE id = ?', documentId)?.json ?? '[]';
  const all = [...readReleases(stored), ...releases];
  change(db, 'UPDATE documents SET released_rules = ? WHERE id = ?', JSON.stringify(all), documentId);
}
