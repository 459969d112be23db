import type { LogFields, Logger } from '#core/ports/ports.ts';

const secretNames = /secret|token|authorization|password|certificate|assertion|code/i;
const bearer = /Bearer\s+[\w.~+/=-]+/g;
// Lengths are bounded here and below: a long text of a third party must not keep the sink busy.
const jwt = /\beyJ[\w-]{1,1000}\.[\w-]+\.[\w-]*/g;
/** To its end; one that has none to the end of the text. */
const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[\s\S]{0,20000}?-----END [A-Z ]{0,40}PRIVATE KEY-----|[\s\S]*)/g;
/** What OAuth puts into bodies and addresses, what signed addresses carry, and what connection strings are made of. */
const named =
  /\b(client_?secret|client_assertion|access_token|refresh_token|id_token|password|sig|SharedAccessKey|SharedAccessSignature|AccountKey)("?\s*[=:]\s*"?)[^\s"&,}]+/gi;
const mail = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,200}/g;

/** Text without tokens, keys and mail addresses: what a log line may carry whatever it was given. */
export function redact(text: string): string {
  return text
    .replaceAll(bearer, 'Bearer [removed]')
    .replaceAll(jwt, '[removed]')
    .replaceAll(privateKey, '[removed]')
    .replaceAll(named, '$1$2[removed]')
    .replaceAll(mail, '[mail]');
}

function redactFields(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redactField(name, value)]));
}

/** A number or a yes is no secret, whatever it is called: an exit code is what support asks for. */
function redactField(name: string, value: LogFields[string]): LogFields[string] {
  if (typeof value !== 'string') return value;
  return secretNames.test(name) && name !== 'code' ? '[removed]' : redact(value);
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
