/** The numbers of a run. Each counts files, documents that came, sales orders or documents that leave, every one of them once. */
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
  'outbound.drafted',
  'outbound.waiting',
  'outbound.held',
  'outbound.released',
  'outbound.sent.855',
  'outbound.sent.856',
  'outbound.sent.810',
  'outbound.sent.865',
  'outbound.unknown',
  'outbound.refused',
  'outbound.collected',
] as const;
export type RunFigure = (typeof runFigures)[number];

/** What a number counts: row numbers, and paths for listed files that have no row. */
export type RunSubjects = Readonly<Partial<Record<RunFigure, readonly (number | string)[]>>>;
