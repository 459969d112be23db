/**
 * A new version keeps its document, the origin of every value and what was found in one compressed column, and the five
 * columns that held these as JSON stay empty. Versions from before stay as they were written: they are final, and rewriting
 * hundreds of megabytes would keep the first start waiting. The column is the last one, so that rows are listed by what
 * stands before it.
 */
export const smallVersions = `
ALTER TABLE outbound_versions ADD COLUMN packed BLOB;
`;
