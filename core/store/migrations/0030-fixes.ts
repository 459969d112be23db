/** What would free a hold, as data (`core/domain/fix.ts`). */
export const fixes = `
ALTER TABLE holds ADD COLUMN fix TEXT;
`;
