/**
 * When a posting was missing in Dynamics first, until it is there again: told in a column of its own, not by the words of its
 * message. Holds that say so are named by it, so that the same is not said twice.
 *
 * And what has not left sorts by the moment until which it is in time: a day, at its end, behind the hours of that day.
 */
export const postingsGone = `
ALTER TABLE postings ADD COLUMN gone_at TEXT;
UPDATE postings SET gone_at = changed_at WHERE state = 'corrected' AND message = 'Dynamics does not have it any more.';
UPDATE holds SET group_key = 'withdrawn', group_title = 'Taken back in Dynamics after the document was drafted', basis = (
    SELECT p.key || ' ' || p.message FROM outbound_postings o JOIN postings p ON p.key = o.posting_key
    WHERE o.outbound_id = holds.outbound_id AND p.gone_at IS NOT NULL ORDER BY p.id LIMIT 1)
  WHERE closed_at IS NULL AND cause = 'corrected' AND message = 'Corrected in Dynamics: Dynamics does not have it any more.'
    AND EXISTS (SELECT 1 FROM outbound_postings o JOIN postings p ON p.key = o.posting_key
      WHERE o.outbound_id = holds.outbound_id AND p.gone_at IS NOT NULL);
UPDATE outbound_documents SET due_sort = due_sort || 'T23:59:59.999Z'
  WHERE draft_state IN ('waiting', 'held', 'review', 'ring', 'ready') AND length(due_sort) = 10;
`;
