/** What tells sales orders apart before Dynamics has numbered them. */
export interface OrderPlace {
  readonly reference: string;
  readonly company: string;
  readonly customer: string;
}

/** Companies and customers are the same in Dynamics in whatever letters a map writes them; a reference is text of our own. */
export const sameOrder = (a: OrderPlace, b: OrderPlace): boolean =>
  a.reference === b.reference &&
  a.company.toLowerCase() === b.company.toLowerCase() &&
  a.customer.toLowerCase() === b.customer.toLowerCase();
