/** What a person decided about a change of the retailer (an 860, or an 850 in place of another), and how it got to Dynamics. */
export const orderChanges = `
CREATE TABLE order_changes (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id),
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  state TEXT NOT NULL CHECK (state IN ('applying', 'unknown', 'failed', 'applied')),
  decision TEXT NOT NULL,
  wanted TEXT NOT NULL,
  message TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX order_changes_thread ON order_changes (thread_id, id);
CREATE INDEX order_changes_due ON order_changes (id) WHERE state IN ('applying', 'unknown');

CREATE TABLE change_attempts (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES order_changes (id),
  sales_order TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('pending', 'done', 'refused', 'unknown', 'not-done')),
  message TEXT,
  request_id TEXT NOT NULL
) STRICT;
CREATE INDEX change_attempts_change ON change_attempts (change_id, id);
`;
