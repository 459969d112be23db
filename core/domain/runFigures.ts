/** The numbers of a run. Each counts files, documents or sales orders, every one of them once. */
export const runFigures = [
  'files.found',
  'files.stored',
  'files.deleted',
  'files.quarantined',
  'documents.read',
  'documents.duplicates',
  'documents.parked',
  'documents.held',
  'orders.created',
  'orders.resumed',
  'orders.failed',
] as const;
export type RunFigure = (typeof runFigures)[number];

/** What a number counts: row numbers, and paths for listed files that have no row. */
export type RunSubjects = Readonly<Partial<Record<RunFigure, readonly (number | string)[]>>>;
