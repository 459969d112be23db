/** A number serves one document of a partner, whichever order and vendor number it is for: asked before each draft (810-01, 856-04). */
export const outboundNumbers = `
CREATE INDEX outbound_number ON outbound_documents (partner_id, kind, number);
`;
