/** One request of a changeset; `id` comes back as Content-ID. */
export interface BatchRequest {
  readonly id: string;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Relative to the service root: `SalesOrderLines`. */
  readonly path: string;
  readonly body: string;
  /** The row is changed only while it is as this etag knows it. */
  readonly ifMatch?: string;
}

export interface BatchPart {
  /** Content-ID where the server repeated it, else ''. */
  readonly id: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface BatchAnswer {
  readonly parts: readonly BatchPart[];
  /** False when a closing boundary or a body is missing: the answer was cut and says nothing about what is absent. */
  readonly complete: boolean;
}

const eol = '\r\n';

/** The body of a `$batch` with one changeset: all of it happens or none (dynamics.md 2.4, 7.8). */
export function writeChangeset(requests: readonly BatchRequest[], batch: string, changeset: string): string {
  const operations = requests.flatMap((request) => [
    `--${changeset}`,
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    `Content-ID: ${request.id}`,
    '',
    `${request.method} ${request.path} HTTP/1.1`,
    'Content-Type: application/json',
    'Accept: application/json',
    ...(request.ifMatch === undefined ? [] : [`If-Match: ${request.ifMatch}`]),
    '',
    request.body,
  ]);
  const head = [`--${batch}`, `Content-Type: multipart/mixed; boundary=${changeset}`, ''];
  return [...head, ...operations, `--${changeset}--`, `--${batch}--`, ''].join(eol);
}

/** The `boundary` parameter of a Content-Type, quoted or not; undefined where there is none. */
export function boundaryOf(contentType: string): string | undefined {
  const match = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/**
 * Reads the answer to a `$batch`, nested changesets flattened in order. Takes CRLF or LF, with or without
 * Content-Length, and a preamble. Never throws: what is cut off only makes the answer incomplete.
 */
export function parseBatch(text: string, boundary: string): BatchAnswer {
  const { sections, closed } = split(text, boundary);
  const answers = sections.map(readSection);
  return {
    parts: answers.flatMap((answer) => answer.parts),
    complete: closed && answers.every((answer) => answer.complete),
  };
}

function readSection(section: string): BatchAnswer {
  const { headers, rest } = readHeaders(section);
  const nested = boundaryOf(headers['content-type'] ?? '');
  if (nested !== undefined) return parseBatch(rest, nested);
  const line = /^\s*HTTP\/\d(?:\.\d)? +(\d{3})[^\n]*\n/.exec(rest);
  if (!line) return { parts: [], complete: false };
  const inner = readHeaders(rest.slice(line[0].length));
  const length = inner.headers['content-length'];
  const wanted = length === undefined || !/^\d+$/.test(length.trim()) ? undefined : Number(length);
  const bytes = wanted === undefined ? undefined : Buffer.from(inner.rest, 'utf8');
  const body = bytes?.subarray(0, wanted).toString('utf8') ?? inner.rest;
  const part = {
    id: headers['content-id'] ?? inner.headers['content-id'] ?? '',
    status: Number(line[1]),
    headers: inner.headers,
    body: body.trim(),
  };
  return { parts: [part], complete: wanted === undefined || bytes === undefined || bytes.length >= wanted };
}

function split(text: string, boundary: string): { readonly sections: readonly string[]; readonly closed: boolean } {
  const marker = `--${boundary}`;
  const sections: string[] = [];
  let start: number | undefined;
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length)) {
    if (at > 0 && text[at - 1] !== '\n') continue;
    const rest = /^(--)?[ \t]*(?=\r?\n|$)/.exec(text.slice(at + marker.length, at + marker.length + 256));
    if (!rest) continue;
    if (start !== undefined) sections.push(text.slice(start, at).replace(/\r?\n$/, ''));
    start = at + marker.length + rest[0].length;
    if (rest[1] === '--') return { sections, closed: true };
  }
  if (start !== undefined) sections.push(text.slice(start));
  return { sections, closed: false };
}

function readHeaders(text: string): { readonly headers: Readonly<Record<string, string>>; readonly rest: string } {
  const headers: Record<string, string> = {};
  let rest = text.replace(/^\r?\n/, '');
  for (;;) {
    const end = rest.indexOf('\n');
    const line = (end < 0 ? rest : rest.slice(0, end)).replace(/\r$/, '');
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    rest = end < 0 ? '' : rest.slice(end + 1);
    if (line === '' || end < 0) return { headers, rest };
  }
}
