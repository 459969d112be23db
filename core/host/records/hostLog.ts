import { join } from 'node:path';
import { logLevels, type LogLevel, type LogLine } from '#core/contract/views/records.ts';
import type { LogFields, Logger } from '#core/ports/ports.ts';
import { createLogFile, type LogFile } from '../adapters/logFile.ts';
import { createLogger, redact } from '../adapters/logger.ts';

/** A workspace's log: a file that keeps what is at least of a level, which may change while it runs. */
export interface HostLog {
  readonly log: Logger;
  readonly file: LogFile;
  level(): LogLevel;
  setLevel(level: LogLevel): void;
}

export function createHostLog(folder: string, now: () => string): HostLog {
  const file = createLogFile({ path: join(folder, 'logs', 'quayside.log') });
  let level: LogLevel = 'info';
  return {
    file,
    log: createLogger(
      (line) => file.write(line),
      now,
      () => level,
    ),
    level: () => level,
    setLevel(next) {
      level = next;
    },
  };
}

/** Says everything to both. */
export function teeLogger(one: Logger, other: Logger): Logger {
  const say =
    (level: LogLevel) =>
    (message: string, fields?: LogFields): void => {
      one[level](message, fields);
      other[level](message, fields);
    };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}

/**
 * The newest lines of a log's text that are at least of a level, newest first; no more are read than are wanted. A line that
 * is cut counts as a message.
 */
export function newestLines(text: string, level: LogLevel, limit: number): readonly LogLine[] {
  const least = logLevels.indexOf(level);
  const lines: LogLine[] = [];
  for (let end = text.length; end > 0 && lines.length < limit;) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    const read = line === '' ? undefined : lineOf(line, least);
    if (read) lines.push(read);
    end = start - 1;
  }
  return lines;
}

const said = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));

function lineOf(text: string, least: number): LogLine | undefined {
  const { at, level: named, message, ...fields } = parsed(text);
  const level = logLevels.find((known) => known === named) ?? 'info';
  if (logLevels.indexOf(level) < least) return undefined;
  return {
    at: said(at),
    level,
    message: redact(said(message)),
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redact(said(value))])),
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : { message: text };
  } catch {
    return { message: text };
  }
}
