import type { LogFields, Logger } from '#core/ports/ports.ts';

const secretNames = /secret|token|authorization|password|certificate|assertion|code/i;
const bearer = /Bearer\s+[\w.~+/=-]+/g;
const jwt = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** What OAuth puts into bodies and addresses, and what signed addresses carry. */
const named = /\b(client_secret|client_assertion|access_token|refresh_token|id_token|password|sig)("?\s*[=:]\s*"?)[^\s"&,}]+/gi;
const mail = /[\w.+-]+@[\w-]+\.[\w.-]+/g;

/** Text without tokens and mail addresses: what a log line may carry whatever it was given. */
export function redact(text: string): string {
  return text
    .replaceAll(bearer, 'Bearer [removed]')
    .replaceAll(jwt, '[removed]')
    .replaceAll(named, '$1$2[removed]')
    .replaceAll(mail, '[mail]');
}

function redactFields(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretNames.test(name) && name !== 'code' ? '[removed]' : typeof value === 'string' ? redact(value) : value,
    ]),
  );
}

const order = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof order)[number];

/** JSON lines to a sink; `level` drops what is less. */
export function createLogger(write: (line: string) => void, now: () => string, level: Level | (() => Level) = 'info'): Logger {
  const log =
    (kind: Level) =>
    (message: string, fields: LogFields = {}): void => {
      if (order.indexOf(kind) < order.indexOf(typeof level === 'string' ? level : level())) return;
      write(`${JSON.stringify({ at: now(), level: kind, message: redact(message), ...redactFields(fields) })}\n`);
    };
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}
