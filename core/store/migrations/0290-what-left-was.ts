/**
 * What the guard journal says of a send that this database does not know: whether it was the first of its kind, stood in the
 * place of another document or took it back, and which one (nothing in records of before). `told_at`: a person was told
 * that nobody knows what it was. `unread`: a send that was taken over and says something else than its document as it was
 * drafted here; what it says is to be read from its bytes.
 */
export const whatLeftWas = `
ALTER TABLE guarded_sends ADD COLUMN intent TEXT;
ALTER TABLE guarded_sends ADD COLUMN corrects_number TEXT;
ALTER TABLE guarded_sends ADD COLUMN corrects_revision INTEGER;
ALTER TABLE guarded_sends ADD COLUMN told_at TEXT;
CREATE INDEX guarded_sends_corrections ON guarded_sends (attempted_at, remote_path)
  WHERE revision > 1 AND told_at IS NULL AND outcome IN ('unknown', 'sent');
ALTER TABLE sends ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sends_unread ON sends (id) WHERE unread = 1;
`;
