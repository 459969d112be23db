/** What left since midnight is counted for Today: by when it left, without reading what never did. */
export const leftToday = `
CREATE INDEX outbound_sent_at ON outbound_documents (sent_at) WHERE sent_at IS NOT NULL;
`;
