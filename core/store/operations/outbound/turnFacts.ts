import { createHash } from 'node:crypto';
import { all, type Db } from '../../database.ts';
import type { OutboundLine } from '../../types/drafts.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import type { OrderFact, SendCandidate } from '../../types/sends.ts';
import { outboundLine, type StoredLine } from './rows.ts';

/** The other documents of the orders of a document, and whether what is known of them is still the same. */
export interface TurnFacts {
  /** Oldest first; only kinds that may go before it, and of what they say only what an invoice waits for. */
  readonly others: (row: OutboundRow) => readonly OrderFact[];
  /** The same text exactly while nothing of what decides its turn has changed; that another one waits too does not. */
  readonly seen: (row: OutboundRow, earlier: SendCandidate['earlier']) => string;
}

/** Reads each order once, however many of its documents are asked about. */
export function readTurnFacts(db: Db): TurnFacts {
  const facts = remember((threadId) => factsOf(db, threadId));
  const withLines = remember((threadId) => addLines(db, threadId, facts(threadId)));
  const states = remember((threadId) => stateOf(facts(threadId)));
  return {
    others(row) {
      if (!mayWait(row)) return [];
      const kinds = behind[row.kind];
      const found = row.threadIds.flatMap((id) => (row.kind === '810' ? withLines(id) : facts(id)));
      const others = found.filter(({ id, kind }) => id !== row.id && kinds.has(kind));
      return row.threadIds.length < 2 ? others : once(others);
    },
    seen(row, earlier) {
      const orders = mayWait(row) ? row.threadIds.map(states) : [];
      return JSON.stringify([
        orders,
        earlier.map(({ outboundId, transport, business, contentHash }) => [outboundId, transport, business, contentHash]),
      ]);
    },
  };
}

/** A notice waits for answers to the order, an invoice for notices and beside other invoices; each for what cancels its like. */
const behind: Readonly<Record<OrderFact['kind'], ReadonlySet<OrderFact['kind']>>> = {
  '855': new Set(['855']),
  '856': new Set(['855', '856']),
  '810': new Set(['856', '810']),
  '865': new Set(['865']),
};

/** The first answer to an order goes behind nothing. */
const mayWait = ({ kind, corrects }: OutboundRow): boolean => kind === '856' || kind === '810' || corrects !== undefined;

const once = (facts: readonly OrderFact[]): readonly OrderFact[] =>
  [...new Map(facts.map((fact) => [fact.id, fact])).values()].toSorted((a, b) => a.id - b.id);

function remember<T>(read: (threadId: number) => T): (threadId: number) => T {
  const known = new Map<number, T>();
  return (threadId) => {
    const before = known.get(threadId);
    if (before !== undefined) return before;
    const now = read(threadId);
    known.set(threadId, now);
    return now;
  };
}

type StoredFact = Omit<OrderFact, 'lines' | 'counts' | 'corrects' | 'waitText' | 'threadIds'> & {
  readonly counts: number;
  readonly corrects: number | null;
  readonly waitText: string | null;
  readonly threadIds: string;
};

/** The documents of an order, without what they say. */
function factsOf(db: Db, threadId: number): readonly OrderFact[] {
  return all<StoredFact>(
    db,
    `SELECT o.id, o.kind, o.number, o.place, o.draft_state AS draft, o.transport, o.business, o.intent, o.counts,
       CASE WHEN o.draft_state = 'waiting' THEN o.wait_text END AS waitText,
       (SELECT max(outbound_id) FROM outbound_redrafts INDEXED BY outbound_redrafts_done WHERE done_by = o.id) AS corrects,
       (SELECT json_group_array(thread_id) FROM outbound_threads WHERE outbound_id = o.id) AS threadIds
     FROM outbound_threads t JOIN outbound_documents o ON o.id = t.outbound_id WHERE t.thread_id = ? ORDER BY t.outbound_id`,
    threadId,
  ).map(({ corrects, waitText, ...fact }) => ({
    ...fact,
    ...(waitText === null ? {} : { waitText }),
    ...(corrects === null ? {} : { corrects }),
    counts: fact.counts === 1,
    threadIds: JSON.parse(fact.threadIds) as number[],
    lines: [],
  }));
}

/** What notices and invoices of an order say; what never leaves says nothing. */
function addLines(db: Db, threadId: number, facts: readonly OrderFact[]): readonly OrderFact[] {
  const lines = all<StoredLine & { readonly outboundId: number }>(
    db,
    `SELECT l.outbound_id AS outboundId, l.thread_id AS threadId, l.position, l.store, l.quantity, l.amount, l.price
     FROM outbound_threads t JOIN outbound_documents o ON o.id = t.outbound_id JOIN outbound_lines l ON l.outbound_id = t.outbound_id
     WHERE t.thread_id = ? AND o.kind IN ('856', '810') AND o.draft_state NOT IN ('set-aside', 'superseded')`,
    threadId,
  );
  const byDocument = new Map<number, OutboundLine[]>();
  for (const { outboundId, ...line } of lines) {
    const own = byDocument.get(outboundId);
    if (own) own.push(outboundLine(line));
    else byDocument.set(outboundId, [outboundLine(line)]);
  }
  return facts.map((fact) => ({ ...fact, lines: byDocument.get(fact.id) ?? [] }));
}

function stateOf(facts: readonly OrderFact[]): string {
  const said = facts.map(({ id, draft, transport, business }) => [
    id,
    draft === 'set-aside' || draft === 'superseded',
    transport,
    business,
  ]);
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url');
}
