/**
 * What makes two purchase orders the same one: partner, vendor number, purchase order number and release.
 * `store` takes part only where the partner's sheet says that one number covers several stores, and `copy`
 * only where a person declared a repeated number "a separate order". The purpose code is no part of it.
 */
export interface OrderIdentity {
  readonly partnerId: string;
  readonly vendor: string;
  readonly number: string;
  readonly release: string;
  readonly store: string;
  readonly copy: number;
}

/** The identity as one text, unique in the database. Separated by a control character that no EDI field carries. */
export function identityKey(identity: OrderIdentity): string {
  const { partnerId, vendor, number, release, store, copy } = identity;
  return [partnerId, vendor, number, release, store, copy > 1 ? String(copy) : ''].join('\u001f');
}

/**
 * `CustomersOrderReference`, the text that finds this order again in Dynamics (at most 60 characters there):
 * the number, then `/release`, `/store` and `#n` only where they are needed. `splitStore` is the store of one
 * of several sales orders that a purchase order was split into.
 */
export function customerReference(identity: OrderIdentity, splitStore = ''): string {
  const store = splitStore || identity.store;
  return (
    identity.number +
    (identity.release ? `/${identity.release}` : '') +
    (store ? `/${store}` : '') +
    (identity.copy > 1 ? `#${identity.copy}` : '')
  );
}

/** The lengths that Dynamics has for the two fields that an order is found by (dynamics.md 1.3). */
export const longestReference = 60;
export const longestRequisition = 20;

/**
 * `CustomerRequisitionNumber`: the number's first 20 characters, the length that Dynamics has for it. A character that takes
 * two places is not cut in half: half of one can neither be sent nor looked for.
 */
export function customerRequisition(identity: Pick<OrderIdentity, 'number'>): string {
  const { number } = identity;
  return number.slice(0, splitsCharacter(number, longestRequisition) ? longestRequisition - 1 : longestRequisition);
}

/** Whether a requisition took all the room there is, so that longer numbers that begin alike have the same. */
export function isFullRequisition(requisition: string, reference: string): boolean {
  if (requisition.length >= longestRequisition) return true;
  return requisition.length === longestRequisition - 1 && splitsCharacter(reference, longestRequisition);
}

const splitsCharacter = (text: string, at: number): boolean =>
  /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
