/** One operation of a `$batch` body. */
export interface BatchOperation {
  readonly method: string;
  /** Entity set, without `/data/`. */
  readonly path: string;
  readonly contentId: string;
  /** As it was sent; '' where there is none. */
  readonly body: string;
  readonly ifMatch: string | undefined;
}

export interface BatchAnswer {
  readonly status: number;
  readonly contentId: string;
  /** JSON. */
  readonly body: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The changesets of a multipart body, in order. Throws a sentence for what is no batch. */
export function readBatch(contentType: string, text: string): readonly (readonly BatchOperation[])[] {
  const outer = boundaryOf(contentType);
  if (outer === undefined) throw new Error('The batch has no boundary.');
  return partsOf(text, outer).map((part) => {
    const inner = boundaryOf(part.headers);
    return (inner === undefined ? [part] : partsOf(part.body, inner)).map(operationOf);
  });
}

function boundaryOf(header: string): string | undefined {
  return /boundary="?([^";\r\n]+)"?/i.exec(header)?.[1];
}

interface Part {
  readonly headers: string;
  readonly body: string;
}

/** What stands between the boundaries, each on a line of its own; one that is cut off before the last is no batch. */
function partsOf(text: string, boundary: string): readonly Part[] {
  const raws: string[] = [];
  let start: number | undefined;
  for (const match of text.matchAll(boundaryLine(boundary))) {
    if (start !== undefined) raws.push(text.slice(start, match.index));
    start = match.index + match[0].length;
    if (match[1] === '--') return raws.map(partOf);
  }
  throw new Error(`The boundary '${boundary}' does not end.`);
}

const boundaryLine = (boundary: string): RegExp =>
  new RegExp(`(?:^|\\r?\\n)--${boundary.replaceAll(/[^\w]/g, String.raw`\$&`)}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g');

function partOf(raw: string): Part {
  const trimmed = raw.replace(/^\r?\n/, '');
  const gap = /\r?\n\r?\n/.exec(trimmed);
  const at = gap?.index ?? trimmed.length;
  return { headers: trimmed.slice(0, at), body: trimmed.slice(at + (gap?.[0].length ?? 0)) };
}

function operationOf(part: Part): BatchOperation {
  const gap = /\r?\n\r?\n/.exec(part.body);
  const head = part.body.slice(0, gap?.index);
  const [, method = '', target = ''] = /^(\S*) (\S*)/.exec(head) ?? [];
  return {
    method,
    path: decodeURIComponent(target.replace(/^.*\/data\//, '').replace(/\?.*$/, '')),
    contentId: /content-id:\s*(\S+)/i.exec(part.headers)?.[1] ?? /content-id:\s*(\S+)/i.exec(head)?.[1] ?? '',
    ifMatch: /^if-match:\s*(.+?)\s*$/im.exec(head)?.[1],
    body: gap ? part.body.slice(gap.index).trim() : '',
  };
}

const words: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  404: 'Not Found',
  412: 'Precondition Failed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

/** The answer: one group of parts a changeset; a refused changeset is its one failing part. */
export function writeBatch(
  groups: readonly (readonly BatchAnswer[])[],
  id: string,
): { readonly contentType: string; readonly body: string } {
  const outer = `batchresponse_${id}`;
  const lines: string[] = [];
  groups.forEach((answers, index) => {
    const inner = `changesetresponse_${id}_${index}`;
    lines.push(`--${outer}`, `Content-Type: multipart/mixed; boundary=${inner}`, '');
    for (const answer of answers) {
      lines.push(
        `--${inner}`,
        'Content-Type: application/http',
        'Content-Transfer-Encoding: binary',
        `Content-ID: ${answer.contentId}`,
        '',
      );
      lines.push(
        `HTTP/1.1 ${answer.status} ${words[answer.status] ?? 'Error'}`,
        'Content-Type: application/json; odata.metadata=minimal',
      );
      for (const [name, value] of Object.entries(answer.headers ?? {})) lines.push(`${name}: ${value}`);
      lines.push('', answer.body ?? '');
    }
    lines.push(`--${inner}--`);
  });
  lines.push(`--${outer}--`, '');
  return { contentType: `multipart/mixed; boundary=${outer}`, body: lines.join('\r\n') };
}
