/**
 * When the files of sends that this database does not know were read back from SPS, by its Date: history calls that a
 * download, and it is no pick-up.
 */
export const noticesReadBack = `
ALTER TABLE guarded_sends ADD COLUMN read_back_at TEXT;
`;
