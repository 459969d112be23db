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

/** `CustomerRequisitionNumber`: the number's first 20 characters, the length that Dynamics has for it. */
export function customerRequisition(identity: OrderIdentity): string {
  return identity.number.slice(0, longestRequisition);
}
