/** Who looked at the desk in the morning, when, and what the numbers were; when runs began, for the hours before. */
export const morningChecks = `
CREATE TABLE morning_checks (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  taken_back_at TEXT
) STRICT;
CREATE INDEX runs_started ON runs (started_at, ended_at, outcome);
`;
