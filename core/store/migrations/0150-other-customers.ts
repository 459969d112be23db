/** Of customers who are no partner a few postings are listed each: how many are, is asked with every read. */
export const otherCustomers = `
CREATE INDEX postings_not_ours_customer ON postings (customer) WHERE state = 'not-ours';
`;
