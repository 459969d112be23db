/**
 * `place`: in which order the documents of a thread were first decided; two files of one poll are stored side by side,
 * so that ids do not tell it. The index finds files whose DELETE nobody confirmed: few, ever.
 */
export const intakeOrder = `
ALTER TABLE documents ADD COLUMN place INTEGER;
UPDATE documents SET place = id WHERE thread_id IS NOT NULL;
CREATE INDEX files_unconfirmed ON files (id) WHERE state = 'stored';
`;
