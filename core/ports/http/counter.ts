/** Counts requests by what they were for; one counter serves one remote. */
export interface OperationCounter {
  count(operation: string): void;
}
