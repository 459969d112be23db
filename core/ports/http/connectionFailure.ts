/**
 * Failures of name look-up, connecting (told by the system call) and the server's certificate come before the request's
 * first byte. What can also happen later on an open connection (a reset, a TLS alert, a lost route) is not among them.
 */
const beforeFirstByte =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|ERR_TLS_CERT_\w+)$/;
const beforeFirstByteInChromium =
  /net::ERR_(NAME_NOT_RESOLVED|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|INTERNET_DISCONNECTED|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_\w+)/;

/** True only where it is certain that no byte of the request reached the service. */
export function neverSent(thrown: unknown): boolean {
  const causes = chain(thrown);
  if (causes.some(({ message }) => beforeFirstByteInChromium.test(message))) return true;
  return causes.some(({ code, syscall }) => beforeFirstByte.test(code) || syscall === 'connect');
}

/** A few words for a person: what happened to the connection. */
export function connectionReason(thrown: unknown): string {
  const causes = chain(thrown);
  const code = causes
    .map((cause) => cause.code)
    .find((text) => text !== '' && !text.startsWith('ERR_BAD') && text !== 'ERR_NETWORK');
  if (code === undefined) return causes.at(-1)?.message ?? 'connection failed';
  const words = reasons[code];
  return words === undefined ? code : `${words}, ${code}`;
}

/** What the usual codes of the operating system mean; the code stays beside it, for whoever looks after the network. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ECONNABORTED: 'the connection was cut',
  ENOTFOUND: 'no such name is known',
  EAI_AGAIN: 'names cannot be looked up now',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'no way leads there',
  ETIMEDOUT: 'no answer came in time',
};

/** The error and what caused it; of several attempts (IPv4, IPv6) the last. */
function chain(thrown: unknown): readonly { readonly code: string; readonly syscall: string; readonly message: string }[] {
  const links = [];
  for (let link: unknown = thrown; link instanceof Error && links.length < 8;) {
    const { code, syscall } = link as { readonly code?: unknown; readonly syscall?: unknown };
    links.push({
      code: typeof code === 'string' ? code : '',
      syscall: typeof syscall === 'string' ? syscall : '',
      message: link.message,
    });
    link = link instanceof AggregateError ? link.errors.at(-1) : link.cause;
  }
  return links;
}
