/** The audit name of what nobody did by hand. */
export const engineName = 'Quayside';
