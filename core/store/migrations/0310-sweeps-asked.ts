/**
 * How often it was asked that an order is read from Dynamics once more: what is asked while it is being read, of the order as it
 * was before, is not answered by that reading.
 */
export const sweepsAsked = `
ALTER TABLE order_sweeps ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
`;
