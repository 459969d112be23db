/**
 * What a run had to do with, number by number; and the audit as something that people search: by who, tone, day, and by
 * words, which `indexAudit` adds behind the rows, so that no decision waits for them.
 */
export const records = `
ALTER TABLE runs ADD COLUMN failures TEXT NOT NULL DEFAULT '[]';
CREATE INDEX runs_outcome ON runs (outcome, id);
CREATE INDEX runs_trigger ON runs (trigger, id);
CREATE INDEX runs_both ON runs (outcome, trigger, id);

CREATE TABLE run_figures (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  figure TEXT NOT NULL,
  count INTEGER NOT NULL,
  -- Row numbers (paths of listed files without one) as a JSON array, compressed.
  subjects BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX run_figures_key ON run_figures (run_id, figure);

CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_who ON audit (who);
CREATE INDEX audit_tone ON audit (tone);
CREATE INDEX audit_both ON audit (who, tone);
CREATE VIRTUAL TABLE audit_words USING fts5(words, content = '', detail = none, prefix = '3 4 5 6 7 8', tokenize = 'unicode61 remove_diacritics 2');
`;
