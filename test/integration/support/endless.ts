import type { ServerResponse } from 'node:http';

/** An answer of a server that goes on and on. */
export interface Endless {
  /** Answers any request with it; it has no other answer. */
  readonly answer: (asked: unknown, response: ServerResponse) => undefined;
  /** Bytes that could be sent so far. */
  sent(): number;
}

/** Sends `pieceBytes` at a time until nobody listens any more, and counts what it could send. */
export function endless(status: number, beginning: string, pieceBytes = 1_000_000): Endless {
  let sent = 0;
  const piece = ' '.repeat(pieceBytes);
  return {
    answer(_asked, response) {
      response.writeHead(status, { 'content-type': 'application/json' }).write(beginning);
      const more = (): void => {
        if (response.destroyed) return;
        sent += piece.length;
        response.write(piece, more);
      };
      more();
      return undefined;
    },
    sent: () => sent,
  };
}
