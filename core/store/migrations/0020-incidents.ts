/** What happened here and waits for a person to have seen it: listed and counted by its own index. */
export const incidents = `
CREATE INDEX incidents_here ON incidents (id) WHERE resolved_at IS NULL AND remote = 'here';
`;
