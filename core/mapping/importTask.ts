import type { MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { compareMappings, type FileChange } from './diff.ts';
import type { SaidEncoding } from './files/decodeText.ts';
import { readMappings, writeMappings, type ReadMappings } from './files/readMappings.ts';
import type { CellError } from './tables/table.ts';

/**
 * What importing and exporting does away from the main thread. Rows travel as JSON text in parts, so that whoever only
 * passes them on never has to look at them.
 */
export type MappingTask =
  | {
      readonly task: 'mappings-read';
      readonly kind: MappingKind;
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly encoding?: SaidEncoding;
      readonly takeCorrections: boolean;
    }
  | {
      readonly task: 'mappings-compare';
      readonly kind: MappingKind;
      readonly read: Uint8Array;
      /** What is there, in parts. */
      readonly existing: readonly Uint8Array[];
    }
  | {
      readonly task: 'mappings-write';
      readonly kind: MappingKind;
      readonly name: string;
      readonly parts: readonly Uint8Array[];
    };

export interface ReadResult {
  readonly read: Uint8Array;
  readonly rows: number;
  /** The partners that the file speaks of: what is there of others does not concern it. */
  readonly partnerIds: readonly string[];
}

export interface ComparedResult {
  readonly rows: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly errors: Listed;
  readonly corrections: Listed;
  readonly notes: Listed;
  /** The changes, `FileChange[]` each. */
  readonly changes: Listed;
  readonly unknownColumns: readonly string[];
  readonly readAs: string;
  readonly otherSheets: readonly string[];
}

/** A list in pages of `pageRows`, each JSON text. */
export interface Listed {
  readonly count: number;
  readonly pages: readonly Uint8Array[];
}

export const pageRows = 500;

export type MappingTaskResult<T extends MappingTask['task']> = {
  readonly 'mappings-read': ReadResult;
  readonly 'mappings-compare': ComparedResult;
  readonly 'mappings-write': Uint8Array;
}[T];

/** Runs a task; on the main thread only where there is no other. */
export async function runMappingTask(task: MappingTask): Promise<ReadResult | ComparedResult | Uint8Array> {
  switch (task.task) {
    case 'mappings-read':
      return read(task);
    case 'mappings-compare':
      return compare(task.kind, task);
    case 'mappings-write':
      return writeMappings(
        task.kind,
        task.name,
        task.parts.flatMap((part) => unpack<MappingTables[MappingKind][]>(part)),
      );
  }
}

async function read(task: Extract<MappingTask, { task: 'mappings-read' }>): Promise<ReadResult> {
  const { kind, name, bytes, encoding, takeCorrections } = task;
  const found = await readMappings(kind, name, bytes, { takeCorrections, ...(encoding === undefined ? {} : { encoding }) });
  return { read: packed(found), rows: found.rows.length, partnerIds: [...new Set(found.rows.map(({ row }) => row.partnerId))] };
}

function compare<K extends MappingKind>(
  kind: K,
  task: { readonly read: Uint8Array; readonly existing: readonly Uint8Array[] },
): ComparedResult {
  const file = unpack<ReadMappings<K>>(task.read);
  const comparison = compareMappings(kind, file);
  for (const part of task.existing) comparison.see(unpack<MappingTables[K][]>(part));
  const diff = comparison.finish();
  const added = diff.changes.filter(({ change }) => change === 'add').length;
  const byRow = (a: CellError, b: CellError): number => a.row - b.row;
  return {
    rows: file.rows.length,
    added,
    updated: diff.changes.length - added,
    unchanged: diff.unchanged,
    errors: listed(diff.errors.filter((error) => error.suggestion === undefined).toSorted(byRow)),
    corrections: listed(diff.errors.filter((error) => error.suggestion !== undefined).toSorted(byRow)),
    notes: listed(file.notes),
    changes: listed<FileChange<K>>(diff.changes),
    unknownColumns: file.unknownColumns,
    readAs: file.readAs,
    otherSheets: file.otherSheets,
  };
}

function listed<T>(rows: readonly T[]): Listed {
  const pages: Uint8Array[] = [];
  for (let start = 0; start < rows.length; start += pageRows) pages.push(shared(packed(rows.slice(start, start + pageRows))));
  return { count: rows.length, pages };
}

/** The bytes that a result is made of, which can be handed to another thread instead of copied. */
export function bytesOf(result: unknown): readonly Uint8Array[] {
  if (result instanceof Uint8Array) return [result];
  if (Array.isArray(result)) return result.flatMap(bytesOf);
  const parts = ['read', 'pages', 'errors', 'corrections', 'notes', 'changes'] as const;
  if (typeof result !== 'object' || result === null) return [];
  const fields = result as Readonly<Partial<Record<(typeof parts)[number], unknown>>>;
  return parts.flatMap((part) => (fields[part] === undefined ? [] : bytesOf(fields[part])));
}

/**
 * The same bytes in memory that threads share. The pages of a large import are tens of megabytes: they stay with its
 * preview, are read for the screen, and go to the thread that writes, and whoever passes them on copies nothing.
 */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  copy.set(bytes);
  return copy;
}

const packed = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

/** What a part says. */
export function unpack<T>(part: Uint8Array): T {
  return JSON.parse(Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8')) as T;
}
