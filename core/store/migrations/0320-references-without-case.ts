/**
 * References are the same in Dynamics in whatever letters a retailer writes its numbers: the sales orders of one reference are
 * found without regard to case.
 */
export const referencesWithoutCase = `
DROP INDEX sagas_reference;
CREATE INDEX sagas_reference ON order_sagas (reference COLLATE NOCASE, company COLLATE NOCASE, customer COLLATE NOCASE);
`;
