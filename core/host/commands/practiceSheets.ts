import type { OutboundKind } from '#core/domain/outbound.ts';
import { lineCodes, type DocumentHandling, type OutboundSheet } from '#core/domain/outboundSheet.ts';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { Store } from '#core/store/store.types.ts';
import { systemClock } from '../adapters/clock.ts';

/**
 * The retailers of the practice world differ in everything that a sheet can say, so that each way can be seen; what goes out
 * by itself goes on doing so, but for FB's answers to changes, which a person looks at.
 */
export const practiceSheets: Readonly<Record<string, (sheet: OutboundSheet) => OutboundSheet>> = {
  // By truck, cartons by case pack, each order of a split line answered by itself: the usual one.
  '7QAALLCONTOSOUS': (sheet) => ({
    ...handled(sheet, { correction: 'call-first', pickupMinutes: 60, replyHours: 24 }),
    shipNotice: { ...sheet.shipNotice, proRequired: true },
  }),
  // Pallets, one notice an order, a backorder said once, delivery days, everything from Dynamics.
  '3FBALLCONTOSOUS': (sheet) => ({
    ...handled(sheet, { correction: 'replace', pickupMinutes: 30, replyHours: 48 }, { review: true, undoSeconds: 60 }),
    ack: {
      ...sheet.ack,
      codes: lineCodes,
      companions: { ...sheet.ack.companions, ID: ['reason'] },
      shortage: 'partial',
      dateQualifier: '067',
      amendments: true,
      total: 'ordered',
      dueHours: 48,
    },
    shipNotice: {
      ...sheet.shipNotice,
      structure: 'pallet-carton',
      structureCode: '0001',
      per: 'order',
      cartons: 'line',
      cartonsPerPallet: 24,
      overagePercent: '5',
      label: 'store',
    },
    invoice: {
      ...sheet.invoice,
      rounding: 'total',
      allowances: 'from-dynamics',
      chargeCodes: { FREIGHT: 'D240' },
      termsFrom: 'dynamics',
      credits: true,
      creditSign: 'negative',
    },
    echo: { ...sheet.echo, notes: true, description: 'dynamics' },
    changes: { quantityIs: 'difference' },
  }),
  // To consumers by parcel: items alone, no second copy of anything, few references, changes are told by telephone.
  '9ADALLCONTOSOUS': (sheet) => ({
    ...handled(sheet, { correction: 'never', pickupMinutes: 120, replyHours: 0 }, { agreed: false }),
    ack: {
      ...sheet.ack,
      codes: ['IA', 'IQ', 'IB', 'IR', 'DR'],
      companions: { DR: ['date'], IB: ['date'], IR: ['reason'] },
      perStore: true,
      rejection: 'RJ',
      dueHours: 0,
    },
    shipNotice: {
      ...sheet.shipNotice,
      structure: 'items',
      structureCode: '0004',
      cartons: 'one',
      cartonsPerPallet: 60,
      overagePercent: '2.5',
      perStore: true,
      billOfLadingRequired: false,
      trackingRequired: true,
    },
    invoice: { ...sheet.invoice, perStore: true, allowances: 'none', credits: true, afterShipNotice: 'no', consolidated: 'hold' },
    echo: { ...sheet.echo, references: ['DP', 'IA'], lineReferences: [], department: false },
    forbiddenCharacters: '~|',
  }),
};

/** `change` holds for every document, `ofChanges` for the 865 alone. */
function handled(
  sheet: OutboundSheet,
  change: Partial<DocumentHandling>,
  ofChanges: Partial<DocumentHandling> = {},
): OutboundSheet {
  const kinds = Object.entries(sheet.documents).map(
    ([kind, handling]) => [kind, { ...handling, ...change, ...(kind === '865' ? ofChanges : {}) }] as const,
  );
  return { ...sheet, documents: Object.fromEntries(kinds) as Record<OutboundKind, DocumentHandling> };
}

/** Gives the partners of a new practice workspace their sheets; review and undo time stay as the maps write them. */
export async function addPracticeSheets(store: Store): Promise<void> {
  const { rows } = await store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor, review, undoSeconds } of rows) {
    const example = practiceSheets[partnerId];
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
