/**
 * When the 855 of an order that stands in Dynamics is due, as long as none was drafted: nobody has confirmed the order yet.
 * Orders that stand there already get theirs from the newest sheet of their partner (24 hours where nobody saved one, as
 * the program has it when this step is made).
 */
export const ackClocks = `
ALTER TABLE order_sweeps ADD COLUMN ack_due TEXT;
CREATE INDEX order_sweeps_ack ON order_sweeps (ack_due, thread_id) WHERE ack_due IS NOT NULL;
UPDATE order_sweeps SET ack_due = strftime('%Y-%m-%dT%H:%M:%fZ', c.received_at, '+' || c.hours || ' hours')
  FROM (
    SELECT k.thread_id, k.received_at, coalesce(json_extract(k.sheet, '$.ack.dueHours'), 24) AS hours,
      coalesce(json_extract(k.sheet, '$.documents."855".agreed'), 1) AS agreed
    FROM (
      SELECT w.thread_id,
        (SELECT max(d.received_at) FROM order_sagas s JOIN documents d ON d.id = s.document_id WHERE s.thread_id = w.thread_id AND s.state <> 'abandoned') AS received_at,
        (SELECT h.sheet FROM partner_sheets h WHERE h.partner_id = t.partner_id AND h.vendor =
            (SELECT p.vendor FROM partners p WHERE p.partner_id = t.partner_id AND p.vendor IN (t.vendor, '') ORDER BY p.vendor DESC LIMIT 1)
          ORDER BY h.version DESC LIMIT 1) AS sheet
      FROM order_sweeps w JOIN threads t ON t.id = w.thread_id
      WHERE w.closed = 0 AND NOT EXISTS (SELECT 1 FROM outbound_threads o JOIN outbound_documents a ON a.id = o.outbound_id
        WHERE o.thread_id = w.thread_id AND a.kind = '855' AND a.draft_state NOT IN ('set-aside', 'superseded'))
    ) k
  ) c
  WHERE c.thread_id = order_sweeps.thread_id AND c.received_at IS NOT NULL AND c.agreed AND c.hours > 0;
`;
