import type { AppError } from '#core/contract/errors.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { Remote } from './runContext.ts';

export type Health = StatusView['sps'];

/** Which remote an error speaks of, by its code. */
export function remoteOf(error: AppError): Remote | undefined {
  if (error.code.startsWith('sps-')) return 'sps';
  return error.code.startsWith('dynamics-') ? 'dynamics' : undefined;
}

/** A failure of one file or order is no failure of the connection. */
const ofConnection = new Set<string>([
  'unreachable',
  'throttled',
  'server-error',
  'unreadable-answer',
  'token-refused',
  'wrong-app-kind',
  'wrong-audience',
  'not-provisioned',
  'not-authorised',
  'not-registered',
  'folder-missing',
  'entity-missing',
]);

/** True when the error says that the connection itself is in trouble. */
export function concernsConnection(error: AppError): boolean {
  return ofConnection.has(error.code.slice(error.code.indexOf('-') + 1));
}

/** True for what was not even asked because others got no answer (runContext.ts). */
export const followsOutages = ({ details }: AppError): boolean => details['follows'] === 'outages';

/** Failures that are told: what only follows from others says nothing where they are there. */
export function firstHand(failures: readonly AppError[]): readonly AppError[] {
  const own = failures.filter((failure) => !followsOutages(failure));
  return own.length > 0 ? own : failures;
}

/** The health of a remote after a run in which `error` (or nothing) went wrong with it and `asked` says whether it was spoken to. */
export function nextHealth(before: Health, at: Instant, asked: boolean, error: AppError | undefined): Health {
  if (!error) return asked ? { state: 'good', lastGoodAt: at } : before;
  const waiting = error.retry === 'after';
  return {
    state: waiting ? 'waiting' : 'failing',
    message: error.message,
    code: error.code,
    details: { ...error.details },
    ...(before.lastGoodAt === undefined ? {} : { lastGoodAt: before.lastGoodAt }),
    ...(waiting ? { until: instant(milliseconds(at) + (error.retryAfterMs ?? 30_000)) } : {}),
  };
}
