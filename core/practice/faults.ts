import { json, type PracticeReply } from './http.ts';

export const faultKinds = [
  '429',
  '429-retry-after',
  '500',
  '502-html',
  'slow',
  'reset',
  'commit-drop',
  'refused',
  'gone',
  'truncated',
  'token-expired',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly target: 'sps' | 'dynamics';
  readonly kind: FaultKind;
  readonly times: number;
}

/** Faults of files: Dynamics has none to download and takes none. */
const ofFiles: readonly FaultKind[] = ['refused', 'gone', 'truncated'];

/** Whether any request of its target can ever fit a fault. */
export const canHit = ({ target, kind }: Fault): boolean => target === 'sps' || !ofFiles.includes(kind);

/** What a request is, as far as faults care. */
export interface FaultSubject {
  readonly write: boolean;
  readonly download: boolean;
  /** A document for SPS. */
  readonly upload?: boolean;
}

/** Faults that wait for requests that they fit. */
export interface Faults {
  add(fault: Fault): void;
  /** Takes the next fault for a request of a target, if one fits. */
  take(target: Fault['target'], subject: FaultSubject): FaultKind | undefined;
}

export function createFaults(): Faults {
  const waiting: { readonly target: Fault['target']; readonly kind: FaultKind; left: number }[] = [];
  return {
    add: ({ target, kind, times }) => waiting.push({ target, kind, left: times }),
    take(target, subject) {
      const fault = waiting.find(
        (candidate) => candidate.target === target && candidate.left > 0 && fits(candidate.kind, subject),
      );
      if (!fault) return undefined;
      fault.left -= 1;
      return fault.kind;
    },
  };
}

function fits(kind: FaultKind, subject: FaultSubject): boolean {
  if (kind === 'commit-drop') return subject.write;
  if (kind === 'refused') return subject.upload ?? false;
  return kind === 'gone' || kind === 'truncated' ? subject.download : true;
}

/** What Dynamics says with a 429. */
export const busy = 'This request could not be processed at this time due to system experiencing high resource utilization.';

/** A failure in the shape of SPS's style guide: problem+json (sps.md 1.6). */
export function problem(status: number, title: string, requestId: string, headers: PracticeReply['headers'] = {}): PracticeReply {
  return json(status, { title, status, requestId }, { 'content-type': 'application/problem+json', ...headers });
}

/** The same failure as each of the two says it. */
export interface FaultWords {
  failure(status: number, headers?: PracticeReply['headers']): PracticeReply;
}

export const dynamicsWords: FaultWords = {
  failure: (status, headers) =>
    json(status, { error: { code: '', message: status === 429 ? busy : 'An error has occurred.' } }, headers),
};

const titles: Readonly<Record<number, string>> = { 400: 'Bad Request', 429: 'Too Many Requests' };

/** SPS adopts the request id of its caller. */
export const spsWords = (requestId: string): FaultWords => ({
  failure: (status, headers) => problem(status, titles[status] ?? 'Internal Server Error', requestId, headers),
});

/** The answer of a fault that comes before the work is done; `undefined` for faults that let it be done. */
export function replyOfFault(kind: FaultKind, words: FaultWords): PracticeReply | undefined {
  switch (kind) {
    case '429':
      return words.failure(429);
    case '429-retry-after':
      return words.failure(429, { 'retry-after': '1' });
    case '500':
      return words.failure(500);
    case '502-html':
      return {
        status: 502,
        headers: { 'content-type': 'text/html' },
        body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
      };
    case 'reset':
      return { status: 0, drop: true };
    // A no to these bytes: certainly not done, and no use to repeat.
    case 'refused':
      return words.failure(400);
    case 'gone':
      return json(404, { error: { errorDescription: 'File not found.', error: 'not_found' }, status: 'error' });
    case 'slow':
    case 'commit-drop':
    case 'truncated':
    case 'token-expired':
      return undefined;
  }
}
