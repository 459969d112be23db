/** What a line of an acknowledgment may say (X12 668), in the words of a coordinator. */
export const codeWords: Readonly<Record<string, string>> = {
  IA: 'accepted as ordered',
  IQ: 'accepted, the quantity changes',
  IP: 'accepted, the price changes',
  IC: 'accepted with changes',
  DR: 'accepted, the date changes',
  IS: 'another item in its place',
  IB: 'backordered',
  BP: 'in part now, the rest later',
  IR: 'rejected',
  ID: 'deleted',
};
