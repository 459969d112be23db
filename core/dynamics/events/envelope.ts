import type { PostingKind } from '#core/domain/posting.ts';
import { isRow, parseExact, textOf } from '../json.ts';
import type { Row } from '../json.ts';

/** A business event as far as we need it (dynamics-business-event.json). */
export interface BusinessEvent {
  readonly type: string;
  readonly id: string;
  /** Lower case. */
  readonly company: string;
  /** Grows with gaps: tells which of two events is the newer, and nothing else. */
  readonly control: bigint;
  readonly fields: Row;
}

export type Envelope = { readonly event: BusinessEvent } | { readonly malformed: string };

/** Reads the envelope. What is no event says why; it never throws. */
export function readEnvelope(text: string): Envelope {
  let parsed: unknown;
  try {
    parsed = parseExact(text.replace(/^\uFEFF/, ''));
  } catch {
    return { malformed: 'it is no JSON' };
  }
  if (!isRow(parsed)) return { malformed: 'it is no JSON object' };
  const missing = ['BusinessEventId', 'EventId'].filter((name) => textOf(parsed, name) === '');
  if (missing.length > 0) return { malformed: `it has no ${missing.join(' and no ')}` };
  const control = textOf(parsed, 'ControlNumber');
  return {
    event: {
      type: textOf(parsed, 'BusinessEventId'),
      id: textOf(parsed, 'EventId').toLowerCase(),
      company: textOf(parsed, 'BusinessEventLegalEntity').toLowerCase(),
      control: /^-?\d+$/.test(control) ? BigInt(control) : 0n,
      fields: parsed,
    },
  };
}

/**
 * Which journal an event belongs to. Only the first is documented; the others are named so in prose or exist in
 * warehouse-only mode (dynamics.md 5.1). Alerts that are sent as events are added in the connection.
 */
export const knownEvents: Readonly<Record<string, PostingKind>> = {
  SalesInvoicePostedBusinessEvent: 'invoice',
  SalesOrderConfirmedBusinessEvent: 'confirmation',
  SalesPackingSlipPostedBusinessEvent: 'packing-slip',
  WHSShipmentPackingSlipJournalModifiedBusinessEvent: 'packing-slip',
};

const numbers: Readonly<Record<PostingKind, readonly string[]>> = {
  invoice: ['InvoiceId'],
  confirmation: ['ConfirmationNumber', 'ConfirmId', 'SalesOrderId', 'SalesId'],
  'packing-slip': ['PackingSlipId', 'SalesOrderId', 'SalesId'],
};

/** The document that an event is about, where it tells it. */
export function documentOf(event: BusinessEvent, kind: PostingKind): string {
  return numbers[kind].map((name) => textOf(event.fields, name)).find((value) => value !== '') ?? '';
}
