import type { LogFields, Logger } from '#core/ports/ports.ts';

const secretNames = /secret|token|authorization|password|certificate|assertion|code/i;
const bearer = /Bearer\s+[\w.~+/=-]+/g;
const jwt = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const mail = /[\w.+-]+@[\w-]+\.[\w.-]+/g;

/** Text without tokens and mail addresses: what a log line may carry whatever it was given. */
export function redact(text: string): string {
  return text.replaceAll(bearer, 'Bearer [removed]').replaceAll(jwt, '[removed]').replaceAll(mail, '[mail]');
}

function redactFields(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretNames.test(name) && name !== 'code' ? '[removed]' : typeof value === 'string' ? redact(value) : value,
    ]),
  );
}

/** JSON lines to a sink; `level` drops what is less. */
export function createLogger(
  write: (line: string) => void,
  now: () => string,
  level: 'debug' | 'info' | 'warn' | 'error' = 'info',
): Logger {
  const order = ['debug', 'info', 'warn', 'error'] as const;
  const log =
    (kind: (typeof order)[number]) =>
    (message: string, fields: LogFields = {}): void => {
      if (order.indexOf(kind) < order.indexOf(level)) return;
      write(`${JSON.stringify({ at: now(), level: kind, message: redact(message), ...redactFields(fields) })}\n`);
    };
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}
