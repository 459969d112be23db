/**
 * Of the notices of one slip, oldest first, the newest of each: what was replaced, or taken back and sent anew, tells of
 * cartons that are no more. A notice keeps its number when it is replaced or cancelled; the new one after a cancellation has
 * `-R2`, `-R3`, … behind it (shipmentNumber.ts). In the order given. Pure.
 */
export function newestNotices<T extends { readonly number: string }>(notices: readonly T[]): readonly T[] {
  const numbers = new Set(notices.map(({ number }) => number));
  const newest = new Map(notices.map((notice) => [firstNumber(notice.number, numbers), notice]));
  return notices.filter((notice) => newest.get(firstNumber(notice.number, numbers)) === notice);
}

/** A store may be called R2 too: only behind a number that stands there by itself is it a new notice. */
function firstNumber(number: string, numbers: ReadonlySet<string>): string {
  const [, before] = /^(.+)-R[1-9]\d*$/.exec(number) ?? [];
  return before !== undefined && numbers.has(before) ? before : number;
}
