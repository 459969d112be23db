/**
 * Whose turn it is while something waits (`subject` names a group, a document, a file or an incident), and what an answer
 * changed, so that it can be taken back as long as nothing has acted upon it.
 */
export const triage = `
CREATE TABLE triage_notes (
  subject TEXT PRIMARY KEY,
  waiting_on TEXT,
  text TEXT NOT NULL,
  owner TEXT NOT NULL,
  since TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE answers_before (
  hold_id INTEGER PRIMARY KEY REFERENCES holds (id),
  document_id INTEGER NOT NULL REFERENCES documents (id),
  at TEXT NOT NULL,
  before TEXT NOT NULL
) STRICT;
CREATE INDEX answers_before_at ON answers_before (at);
`;
