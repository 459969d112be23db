// As the program understood it when this step was made: it stays so when the program goes on.
const corrected = `SELECT r.outbound_id FROM outbound_redrafts r JOIN outbound_documents c ON c.id = r.done_by
  WHERE r.intent <> 'cancel' AND c.id > r.outbound_id AND c.transport IN ('sent', 'collected')`;

/**
 * A document that the partner rejected stands where its correction stands once that has left, and asks for nothing any more.
 * Which documents one corrects is asked whenever it moves.
 */
export const correctionsThatLeft = `
CREATE INDEX outbound_redrafts_done ON outbound_redrafts (done_by) WHERE done_by IS NOT NULL;
CREATE TABLE now_corrected (id INTEGER PRIMARY KEY, correction TEXT NOT NULL) STRICT;
INSERT INTO now_corrected (id, correction)
  SELECT o.id, (SELECT c.place FROM outbound_redrafts r JOIN outbound_documents c ON c.id = r.done_by
    WHERE r.outbound_id = o.id AND r.intent <> 'cancel' AND c.id > o.id AND c.transport IN ('sent', 'collected') ORDER BY r.id DESC LIMIT 1)
  FROM outbound_documents o WHERE o.place = 'rejected' AND o.id IN (${corrected});
UPDATE outbound_documents SET place = (SELECT CASE
    WHEN n.correction IN ('sent', 'collected', 'accepted') THEN n.correction
    WHEN outbound_documents.transport IN ('unknown', 'sending', 'none') THEN 'unknown'
    ELSE outbound_documents.transport END FROM now_corrected n WHERE n.id = outbound_documents.id)
  WHERE id IN (SELECT id FROM now_corrected);
UPDATE holds SET closed_at = opened_at, closed_by = 'Quayside', reason = 'Its correction was sent.'
  WHERE closed_at IS NULL AND cause = 'partner-rejected' AND outbound_id IN (SELECT id FROM now_corrected);
UPDATE threads SET state = CASE WHEN cancelled = 1 THEN 'cancelled'
    WHEN EXISTS (SELECT 1 FROM order_sagas s WHERE s.thread_id = threads.id AND s.state <> 'abandoned')
      AND NOT EXISTS (SELECT 1 FROM order_sagas s WHERE s.thread_id = threads.id AND s.state NOT IN ('fresh', 'done', 'abandoned'))
    THEN 'ordered' ELSE 'open' END
  WHERE state = 'attention' AND id IN (SELECT t.thread_id FROM outbound_threads t JOIN now_corrected n ON n.id = t.outbound_id)
    AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.thread_id = threads.id AND h.closed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.thread_id = threads.id AND d.processing IN ('parked', 'held'));
DROP TABLE now_corrected;
`;
