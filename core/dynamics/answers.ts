import { AppError } from '#core/contract/errors.ts';
import type { ErrorCode, Outcome } from '#core/contract/errors.ts';
import type { SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import type { Refusal } from './client.types.ts';
import { cleanMessages, tieToLines } from './infolog.ts';
import type { WireFailure } from './wire.ts';

/** An answer of the service that the caller decides about: 2xx and those 4xx that are no matter of access or pace. */
export interface ODataAnswer {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  readonly requestId: string;
  /** `ms-dyn-aid`: what Microsoft's support asks for; '' where it was not sent. */
  readonly activityId: string;
}

export interface Account {
  readonly host: string;
  readonly clientId: string;
}

/** What belongs under "details" of every failure. */
function detailsOf(answer: ODataAnswer): Readonly<Record<string, string>> {
  const { status, requestId, activityId } = answer;
  return { status: String(status), requestId, ...(activityId === '' ? {} : { activityId }) };
}

/** Dynamics' own no to a write: its texts cleaned and tied to lines, the raw body kept. */
export function refusalOf(answer: ODataAnswer, lines: readonly SalesOrderPlanLine[] = [], failed?: number): Refusal {
  const messages = cleanMessages(answer.text);
  const texts = messages.length > 0 ? messages : [`Dynamics refused this (${answer.status}) without saying why.`];
  const { status, requestId, activityId } = answer;
  return { messages: tieToLines(texts, lines, failed), raw: answer.text, status, requestId, activityId };
}

/** An answer that cannot be read, or was cut: for a write nobody knows what happened. */
export function unreadable(answer: ODataAnswer, doing: string, outcome: Outcome, cause?: unknown): AppError {
  const next =
    outcome === 'unknown'
      ? 'It may have been done; the order is looked up again before anything is repeated.'
      : 'Nothing was changed there.';
  return new AppError({
    code: 'dynamics-unreadable-answer',
    message: `Dynamics gave an answer that cannot be read while ${doing}. ${next}`,
    retry: 'later',
    outcome,
    details: detailsOf(answer),
    cause,
  });
}

/** A 4xx that is no business answer, as an error. `doing` completes "while …". */
export function failureOf(answer: ODataAnswer, doing: string, account: Account): AppError {
  const said = cleanMessages(answer.text).join(' ');
  const details = { ...detailsOf(answer), ...(said === '' ? {} : { said: said.slice(0, 500) }) };
  const words = said === '' ? '' : ` It says: ${said}`;
  switch (answer.status) {
    case 403:
      return new AppError({ code: 'dynamics-not-authorised', message: notAuthorised(doing, account), details });
    case 404:
      return new AppError({
        code: 'dynamics-not-found',
        message: `Dynamics does not find what was asked for while ${doing}.${words}`,
        details,
      });
    case 412:
      return new AppError({
        code: 'dynamics-changed-meanwhile',
        message: `Somebody changed this in Dynamics while ${doing}. Read it again and repeat the step.`,
        details,
      });
    default:
      return new AppError({
        code: 'dynamics-refused',
        message: `Dynamics refused (${answer.status}) while ${doing}.${words}`,
        details,
      });
  }
}

function notAuthorised(doing: string, { host, clientId }: Account): string {
  return (
    `The user behind app ${clientId} may not do this at ${host} (${doing}). Give that user the roles for sales orders ` +
    '(System administration › Setup › Microsoft Entra ID applications names the user).'
  );
}

/** 401 although the token is new: the environment does not know the app (dynamics.md 4.1). */
export function notRegistered(answer: ODataAnswer, { host, clientId }: Account): AppError {
  return new AppError({
    code: 'dynamics-not-registered',
    message:
      `${host} does not accept app ${clientId}, although Microsoft Entra gave it a token. Register the client id with a user in ` +
      'Dynamics under System administration › Setup › Microsoft Entra ID applications, and check that the environment belongs to this tenant.',
    details: detailsOf(answer),
  });
}

/** 5xx, 408 or a gateway's HTML. After a write nobody knows what happened. */
export function serverError(answer: ODataAnswer, write: boolean, host: string): AppError {
  const html = /html/i.test(answer.contentType) || /^\s*</.test(answer.text);
  const who = html ? `A gateway in front of ${host}` : host;
  const next = write
    ? 'The write may have been done; it is looked up again before anything is repeated.'
    : 'Nothing was changed there.';
  return new AppError({
    code: 'dynamics-server-error',
    message: `${who} answered with an error of its own (${answer.status}). ${next}`,
    retry: 'later',
    outcome: write ? 'unknown' : 'not-done',
    details: detailsOf(answer),
  });
}

/** No answer: not reached (`sent` false), lost on the way, no longer waited for, or without an end. */
export function noAnswer(failure: WireFailure, write: boolean, requestId: string, host: string): AppError {
  const unknown = write && failure.sent;
  const next = unknown
    ? 'The write may have been done; it is looked up again before anything is repeated.'
    : 'Nothing was changed there.';
  return new AppError({
    code: codeOfNoAnswer[failure.why],
    message: `${whatHappened(failure, host)} ${next}`,
    retry: 'later',
    outcome: unknown ? 'unknown' : 'not-done',
    details: { requestId, reason: failure.reason },
    cause: failure.cause,
  });
}

const codeOfNoAnswer = {
  cancelled: 'cancelled',
  timeout: 'dynamics-unreachable',
  network: 'dynamics-unreachable',
  'too-long': 'dynamics-unreadable-answer',
} as const satisfies Record<WireFailure['why'], ErrorCode>;

function whatHappened({ why, sent, reason }: WireFailure, host: string): string {
  if (why === 'cancelled') return `The work was stopped while ${host} was asked.`;
  if (why === 'timeout') return `${host} did not answer in time.`;
  if (why === 'too-long')
    return `${host} answered with ${reason}, which no answer of Dynamics has. Check the environment's URL, and what a proxy in between sends.`;
  if (sent) return `The connection to ${host} broke before the answer came (${reason}).`;
  return `${host} cannot be reached (${reason}). Check the network, the proxy and the environment's URL.`;
}
