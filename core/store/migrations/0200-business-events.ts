/**
 * What Dynamics announced: how often each type came and what became of it, and the last ones themselves. Announcements are
 * notices and no data, so only so much is kept as people ask about.
 */
export const businessEvents = `
CREATE TABLE business_event_counts (
  type TEXT NOT NULL,
  fate TEXT NOT NULL,
  count INTEGER NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (type, fate)
) STRICT, WITHOUT ROWID;
CREATE TABLE business_events (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  type TEXT NOT NULL,
  company TEXT NOT NULL,
  document TEXT NOT NULL,
  fate TEXT NOT NULL
) STRICT;
`;
