import { change, run, type Db } from '../database.ts';
import type { ThreadFacts } from '../rows.types.ts';

/** Sorts after every day: an order without a ship date comes last. */
const noDay = '9999-12-31';

/** What lists and the order itself show of an order. */
export function writeFacts(db: Db, threadId: number, facts: ThreadFacts): void {
  change(
    db,
    'UPDATE threads SET currency = ?, amount = ?, ship_by = ?, ship_sort = ?, cancel_after = ?, line_count = ? WHERE id = ?',
    facts.currency,
    facts.amount ?? null,
    facts.shipBy ?? null,
    facts.shipBy ?? noDay,
    facts.cancelAfter ?? null,
    facts.lines.length,
    threadId,
  );
  change(db, 'DELETE FROM thread_lines WHERE thread_id = ?', threadId);
  for (const line of facts.lines) {
    run(
      db,
      'INSERT INTO thread_lines (thread_id, position, line_number, buyer_part, vendor_part, description, ordered, unit, price, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      threadId,
      line.position,
      line.lineNumber,
      line.buyerPart,
      line.vendorPart,
      line.description,
      line.ordered,
      line.unit,
      line.price ?? null,
      line.path,
    );
  }
}
