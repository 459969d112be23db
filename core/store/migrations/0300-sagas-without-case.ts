/**
 * Companies and customer accounts are the same in Dynamics in whatever letters a map writes them: the sales orders of one
 * reference are found without regard to case.
 */
export const sagasWithoutCase = `
DROP INDEX sagas_reference;
CREATE INDEX sagas_reference ON order_sagas (reference, company COLLATE NOCASE, customer COLLATE NOCASE);
`;
