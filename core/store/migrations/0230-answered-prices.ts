/** The price that an acknowledgment answered in place of the order's: invoices are held against it (810-06). */
export const answeredPrices = `
ALTER TABLE outbound_lines ADD COLUMN price TEXT;
`;
