import { cancelAfterQualifiers, type PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { DocumentDate, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';

/** The first date whose qualifier the sheet trusts, in its order of trust. */
export function dateBy(qualifiers: readonly string[], ...lists: readonly (readonly DocumentDate[])[]): LocalDate | undefined {
  for (const dates of lists) {
    for (const qualifier of qualifiers) {
      const found = dates.find((date) => date.qualifier === qualifier);
      if (found) return found.date;
    }
  }
  return undefined;
}

/** The day on which goods must leave or be there at the latest, as far as the 850 says. */
export function shipByOf(order: PurchaseOrder, sheet: PartnerSheet): LocalDate | undefined {
  return dateBy(sheet.shipQualifiers, order.dates) ?? dateBy(sheet.receiptQualifiers, order.dates) ?? cancelAfterOf(order);
}

/** Cancel-after has no field in Dynamics; it is kept here. */
export function cancelAfterOf(order: PurchaseOrder): LocalDate | undefined {
  return dateBy(cancelAfterQualifiers, order.dates);
}
