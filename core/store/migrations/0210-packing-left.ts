/**
 * Slips whose ship notice left before a copy of the database was restored: the cartons that stand in it are not those that
 * are known here. `look`: the notice is to be read back. `unknown`: it cannot be read any more, so a person must say.
 */
export const packingLeft = `
ALTER TABLE packing_slips ADD COLUMN left_before TEXT NOT NULL DEFAULT '' CHECK (left_before IN ('', 'look', 'unknown'));
CREATE INDEX packing_slips_look ON packing_slips (id) WHERE left_before = 'look';
`;
