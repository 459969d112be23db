import type { NewHold } from '#core/store/rows.types.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { RunContext } from '../runContext.ts';
import { engineName } from '../engineName.ts';
import type { Basis } from './gather.ts';

/** True where a document is agreed with the partner of one of its orders by now, by both sheets; of others nothing is drafted. Pure. */
export function isAgreed({ orders }: Basis, { kind, threadIds }: Pick<OutboundRow, 'kind' | 'threadIds'>): boolean {
  const own = threadIds.flatMap((id) => orders.get(id) ?? []);
  return (
    own.length === 0 ||
    own.some(({ sheet, partner }) => sheet.sheet.documents[kind].agreed && partner.sheet.agreedDocuments.includes(kind))
  );
}

/**
 * GEN-01 on the way out: the sheet says by now that a document is not agreed, and a draft of before waits to leave. It is held;
 * agreed again, its order asks for it again and it is drafted anew.
 */
export async function holdNotAgreed(run: RunContext, basis: Basis): Promise<void> {
  const { store, ports, publish } = run.parts;
  const known = new Map([...basis.orders.values()].flatMap((order) => order.known.map(({ row }) => [row.id, row] as const)));
  for (const row of known.values()) {
    if (!waiting.has(row.draft) || isAgreed(basis, row)) continue;
    const before = await store.draftHolds({ outboundId: row.id });
    if (before.some((hold) => hold.open && hold.rule === 'GEN-01')) continue;
    const hold = notAgreedHold(row, basis);
    await store.holdOutbound({
      outboundId: row.id,
      at: ports.clock.now(),
      hold: true,
      holds: [hold],
      audit: [{ who: engineName, what: hold.message, tone: 'warn' }],
    });
    run.figures.count('outbound.held', row.id);
    for (const topic of ['outbound', 'attention'] as const) publish({ topic });
  }
}

/** Drafts that have not left; what SPS refused did not. */
const waiting: ReadonlySet<OutboundRow['draft']> = new Set(['waiting', 'held', 'review', 'ring', 'ready']);

function notAgreedHold({ kind, number, partnerId, vendor, threadIds }: OutboundRow, { orders }: Basis): NewHold {
  const first = orders.get(threadIds[0] ?? 0);
  const told = first?.sheet.sheet.documents[kind].agreed === true;
  const partner = first?.partner.name || partnerId;
  return {
    cause: 'draft-block',
    rule: 'GEN-01',
    message: `Document ${kind} is not agreed with partner ${partner} any more, so ${kind} ${number} does not leave.`,
    basis: kind,
    groupKey: `not-agreed:${partnerId}:${kind}`,
    groupTitle: `Document ${kind} is not agreed with partner ${partner} any more`,
    consequence: 'A document that nobody agreed on is an error at the retailer.',
    nextStep: 'Set it aside. If it is agreed, say so in the partner’s sheet: it goes on by itself.',
    fix: { fix: 'sheet', partnerId, vendor, fields: [told ? 'agreedDocuments' : `documents.${kind}.agreed`] },
    lines: 0,
  };
}
