import type { OutboundKind } from '#core/domain/outbound.ts';
import type { DocumentHandling, OutboundSheet } from '#core/domain/outboundSheet.ts';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { Store } from '#core/store/store.types.ts';
import { systemClock } from '../adapters/clock.ts';

/** The retailers of the practice world differ in everything that a sheet can say, so that each way can be seen. */
const examples: Readonly<Record<string, (sheet: OutboundSheet) => OutboundSheet>> = {
  // Cartons by case pack, each order of a split line answered by itself: the usual one.
  '7QAALLCONTOSOUS': (sheet) => handled(sheet, { correction: 'call-first', pickupMinutes: 60, replyHours: 24 }),
  // Pallets, one notice an order, a backorder said once, delivery days, everything from Dynamics.
  '3FBALLCONTOSOUS': (sheet) => ({
    ...handled(sheet, { correction: 'replace', pickupMinutes: 30, replyHours: 48 }),
    ack: { ...sheet.ack, shortage: 'partial', dateQualifier: '067', amendments: true, total: 'ordered' },
    shipNotice: {
      ...sheet.shipNotice,
      structure: 'pallet-carton',
      per: 'order',
      cartons: 'line',
      overagePercent: '5',
      label: 'store',
    },
    invoice: { ...sheet.invoice, rounding: 'total', termsFrom: 'dynamics', credits: true, creditSign: 'negative' },
    echo: { ...sheet.echo, notes: true, description: 'dynamics' },
    changes: { quantityIs: 'difference' },
  }),
  // Items alone, no bill of lading, no second copy of anything, few references.
  '9ADALLCONTOSOUS': (sheet) => ({
    ...handled(sheet, { correction: 'never', pickupMinutes: 120, replyHours: 0 }),
    ack: { ...sheet.ack, codes: ['IA', 'IQ', 'IB', 'IR', 'DR'], rejection: 'RJ' },
    shipNotice: { ...sheet.shipNotice, structure: 'items', cartons: 'one', billOfLadingRequired: false },
    invoice: { ...sheet.invoice, credits: true, afterShipNotice: 'sent' },
    echo: { ...sheet.echo, references: ['DP', 'IA'], lineReferences: [], department: false },
    forbiddenCharacters: '~|',
  }),
};

function handled(sheet: OutboundSheet, change: Partial<DocumentHandling>): OutboundSheet {
  const kinds = Object.entries(sheet.documents).map(([kind, handling]) => [kind, { ...handling, ...change }] as const);
  return { ...sheet, documents: Object.fromEntries(kinds) as Record<OutboundKind, DocumentHandling> };
}

/** Gives the partners of a new practice workspace their sheets; review and undo time stay as the maps write them. */
export async function addPracticeSheets(store: Store): Promise<void> {
  const { rows } = await store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor, review, undoSeconds } of rows) {
    const example = examples[partnerId];
    if (!example) continue;
    await store.saveSheet({
      partnerId,
      vendor,
      seen: 0,
      sheet: example(firstSheet({ review, undoSeconds })),
      who: 'Quayside',
      why: 'an example of what retailers want',
      at: systemClock.now(),
    });
  }
}
