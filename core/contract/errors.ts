/** Every way in which a call can fail that a screen must explain. A closed set: the renderer maps code → sentence + next step. */
export const errorCodes = [
  'internal',
  'invalid-input',
  'not-found',
  'conflict',
  'cancelled',
  'not-allowed',
  'session-expired',
  'engine-busy',
  'engine-not-running',
  'folder-locked',
  'folder-on-network-share',
  'folder-of-another-account',
  'folder-not-writable',
  'database-newer',
  'database-damaged',
  'disk-full',
  'workspace-of-another-account',
  'configuration',
  'secret-missing',
  'sps-unreachable',
  'sps-throttled',
  'sps-server-error',
  'sps-unreadable-answer',
  'sps-token-refused',
  'sps-wrong-app-kind',
  'sps-wrong-audience',
  'sps-not-provisioned',
  'sps-not-authorised',
  'sps-folder-missing',
  'sps-file-missing',
  'sps-too-large',
  'sps-incomplete',
  'sps-refused',
  'dynamics-unreachable',
  'dynamics-throttled',
  'dynamics-server-error',
  'dynamics-unreadable-answer',
  'dynamics-token-refused',
  'dynamics-not-authorised',
  'dynamics-not-registered',
  'dynamics-entity-missing',
  'dynamics-refused',
  'dynamics-changed-meanwhile',
  'dynamics-not-found',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** never: the same request will fail again · later: with back-off · after: not before `retryAfterMs`. */
export type Retry = 'never' | 'later' | 'after';

/** What happened to the effect that was asked for. `unknown` is said as unknown, never guessed. */
export type Outcome = 'not-done' | 'done' | 'unknown';

export interface AppErrorFields {
  readonly code: ErrorCode;
  /** A sentence for a person: what, where, what to do next. No secrets, no bodies. */
  readonly message: string;
  readonly retry?: Retry;
  readonly retryAfterMs?: number;
  readonly outcome?: Outcome;
  /** What support asks for: request ids, status, the remote's own words. Shown under "details". */
  readonly details?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Made once, at the boundary where the failure is understood; decides everything later. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly retryAfterMs: number | undefined;
  readonly outcome: Outcome;
  readonly details: Readonly<Record<string, string>>;

  constructor(fields: AppErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = 'AppError';
    this.code = fields.code;
    this.retry = fields.retry ?? 'never';
    this.retryAfterMs = fields.retryAfterMs;
    this.outcome = fields.outcome ?? 'not-done';
    this.details = fields.details ?? {};
  }
}

/** Any thrown thing as an AppError; what is not one already becomes `internal` with its cause kept. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError({ code: 'internal', message, outcome: 'unknown', cause: thrown });
}
