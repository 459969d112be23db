import type { OutboundKind } from './outbound.ts';
import type { CorrectionPolicy, OutboundSheet } from './outboundSheet.ts';

/** What sending and watching need of a partner's sheet; kept with each document, renewed while it is open when the sheet changes. */
export interface SendingRules {
  /** Seconds between a person's release and sending in which it may be taken back, 0 to 120. */
  readonly undoSeconds: number;
  readonly correction: CorrectionPolicy;
  readonly pickupMinutes: number;
  readonly replyHours: number;
  /** An 856 whose partner has agreed an 855: the first one goes before it. */
  readonly afterAck: boolean;
  /** An 810: what its 856 must be before it; `no` where none is agreed. */
  readonly afterShipNotice: 'sent' | 'accepted' | 'no';
}

/** The rules of one kind of document, from the sheet. */
export function sendingRulesOf(sheet: OutboundSheet, kind: OutboundKind): SendingRules {
  const { undoSeconds, correction, pickupMinutes, replyHours } = sheet.documents[kind];
  return {
    undoSeconds,
    correction,
    pickupMinutes,
    replyHours,
    afterAck: kind === '856' && sheet.documents['855'].agreed,
    afterShipNotice: kind === '810' && sheet.documents['856'].agreed ? sheet.invoice.afterShipNotice : 'no',
  };
}
