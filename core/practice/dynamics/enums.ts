/** Members of the enums whose list is known (dynamics-entities.json); any member is taken of another. */
const membersOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['NoYes', ['No', 'Yes']],
  ['SalesStatus', ['None', 'Backorder', 'Delivered', 'Invoiced', 'Canceled']],
  ['CustVendorBlocked', ['No', 'Invoice', 'All', 'Payment', 'Requisition', 'Never']],
]);

/** True for a member of an enum, by its exact name. */
export function isMember(type: string, name: string): boolean {
  return membersOf.get(type)?.includes(name) ?? /^\w+$/.test(name);
}
