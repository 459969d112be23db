import { readFileSync } from 'node:fs';
import { connectionSchema, type Connection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import { whyUnreadable } from '../adapters/whyUnreadable.ts';

const listed = 5;

function wrong(message: string, cause?: unknown): AppError {
  return new AppError({ code: 'configuration', message, ...(cause === undefined ? {} : { cause }) });
}

/** Reads and checks a connection file; the sentence names what is wrong and never quotes the file, which may hold secrets. */
export function readConnection(path: string): Connection {
  const value = parse(path, read(path));
  const parsed = connectionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path: field, message }) => {
    const name = field.map(String).join('.');
    if (name === '') return message;
    // The library's own words for a name that is not there are a programmer's.
    return message.endsWith('received undefined') ? `"${name}" is missing` : `"${name}": ${message}`;
  });
  const rest = issues.length > listed ? `; and ${issues.length - listed} more` : '';
  throw wrong(`The connection file ${path} is not right. ${issues.slice(0, listed).join('; ')}${rest}.`);
}

function read(path: string): string {
  try {
    // Editors on Windows begin a file with a byte order mark.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw wrong(`The connection file ${path} cannot be read. ${whyUnreadable(cause)}`, cause);
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const place = /\(line \d+ column \d+\)/.exec(thrown instanceof Error ? thrown.message : '')?.[0];
    throw wrong(
      `The connection file ${path} cannot be read as JSON${place === undefined ? '' : ` ${place}`}. JSON has no comments and no comma after the last value.`,
    );
  }
}
