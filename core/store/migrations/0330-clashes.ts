/**
 * What is asked about a number that another order has, and about an order that came again after it was cancelled, is asked under
 * causes of their own: they take other answers than a number that came again with other content.
 */
export const clashes = `
UPDATE holds SET cause = 'clash' WHERE closed_at IS NULL AND cause <> 'gap' AND cause = 'conflict' AND (group_key GLOB 'clash:*' OR group_key GLOB 'letters:*');
UPDATE holds SET cause = 'called-off' WHERE closed_at IS NULL AND cause <> 'gap' AND cause = 'conflict' AND group_key GLOB 'called-off:*';
`;
