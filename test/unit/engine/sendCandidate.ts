import type { OutboundLine } from '#core/store/types/drafts.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { OrderFact, SendCandidate } from '#core/store/types/sends.ts';

export const line = (position: number, quantity: string, store = '', threadId = 1): OutboundLine => ({
  threadId,
  position,
  store,
  quantity,
});

/** A released 856 of one order. */
export function row(change: Partial<OutboundRow> = {}): OutboundRow {
  return {
    id: 100,
    partnerId: 'P',
    vendor: '',
    kind: '856',
    number: 'S1',
    revision: 1,
    versionId: 1,
    contentHash: 'c',
    sha256: 'h',
    store: '',
    intent: 'original',
    company: 'usmf',
    purchaseOrder: '1',
    threadIds: [1],
    postingKeys: [],
    serials: [],
    counts: true,
    corrects: undefined,
    draft: 'ready',
    transport: 'none',
    business: 'none',
    place: 'ready',
    waitReason: undefined,
    waitText: undefined,
    blockedBy: undefined,
    anyway: false,
    dueAt: undefined,
    releasedBy: undefined,
    sheetVersion: 1,
    rules: { undoSeconds: 0, correction: 'replace', pickupMinutes: 60, replyHours: 0, afterAck: true, afterShipNotice: 'sent' },
    remotePath: undefined,
    sentAt: undefined,
    collectedAt: undefined,
    createdAt: '',
    changedAt: '',
    ...change,
  };
}

/** An 855 of the same order that was sent. */
export function other(change: Partial<OrderFact> = {}): OrderFact {
  return {
    id: 1,
    kind: '855',
    number: 'A1',
    place: 'sent',
    draft: 'left',
    transport: 'sent',
    business: 'none',
    intent: 'original',
    counts: true,
    threadIds: [1],
    lines: [],
    ...change,
  };
}

export function candidate(change: Partial<SendCandidate> = {}): SendCandidate {
  return {
    row: row(),
    partnerActive: true,
    partnerName: 'Northwind',
    lines: [],
    orders: [],
    others: [],
    earlier: [],
    seen: '',
    ...change,
  };
}
