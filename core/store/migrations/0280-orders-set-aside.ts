/** An order that a person set aside before anything was made of it is over: it is not under way, and no deadline of it runs. */
export const ordersSetAside = `
UPDATE threads SET state = 'cancelled' WHERE state = 'open' AND cancelled = 0
  AND EXISTS (SELECT 1 FROM documents d WHERE d.thread_id = threads.id AND d.kind = '850' AND d.processing = 'filed')
  AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.thread_id = threads.id AND d.kind = '850' AND d.processing NOT IN ('filed', 'superseded', 'duplicate'))
  AND NOT EXISTS (SELECT 1 FROM order_sagas s WHERE s.thread_id = threads.id AND s.state <> 'abandoned');
`;
