import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { ImportLine } from '#core/contract/views/mappingImports.ts';
import type { MappingKind } from '#core/domain/mapping.ts';
import type { FileChange } from '#core/mapping/diff.ts';
import { pageRows, unpack, type Listed } from '#core/mapping/importTask.ts';
import type { CellError } from '#core/mapping/tables/table.ts';
import { isWhole, readCursor } from '#core/store/readCursor.ts';
import type { MappingDesk } from './desk.types.ts';
import type { MappingImports } from './imports.ts';
import type { ImportSource, Preview } from './previews.ts';
import { rowOut } from './wire.ts';

type Names = 'previewImport' | 'previewRows' | 'applyImport' | 'dropPreview' | 'export';

/** Importing and exporting as screens ask for it: bytes as base64, lines page by page. `changed` is told what an import woke. */
export function importCalls(imports: MappingImports, changed: (woken: number) => void): Pick<MappingDesk, Names> {
  return {
    async previewImport({ kind, source, takeCorrections }) {
      return previewView(await imports.preview(sourceOf(imports, kind, source), { takeCorrections }));
    },
    previewRows: async ({ previewId, which, cursor, limit }) => {
      const start = readCursor(cursor, isWhole) ?? 0;
      const { source, compared } = imports.kept(previewId);
      const rows = slice(compared[which], start, limit).map((row) => lineOf(source.kind, which, row));
      return { rows, ...(start + rows.length < compared[which].count ? { nextCursor: String(start + rows.length) } : {}) };
    },
    async applyImport({ previewId, why }) {
      const { changeSetId, woken, compared } = await imports.apply(previewId, { why });
      changed(woken);
      return { changeSetId, woken, added: compared.added, updated: compared.updated };
    },
    dropPreview: async ({ previewId }) => {
      imports.drop(previewId);
      return { done: true };
    },
    async export({ kind, format, partnerId }) {
      const name = `${kind}.${format}`;
      const { rows, bytes } = await imports.export(kind, name, partnerId);
      return { name, rows, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') };
    },
  };
}

function sourceOf(
  imports: MappingImports,
  kind: MappingKind,
  source: ParsedInputOf<'mappings.previewImport'>['source'],
): ImportSource {
  const said = 'encoding' in source && source.encoding !== undefined ? { encoding: source.encoding } : {};
  switch (source.from) {
    case 'file':
      return { kind, name: source.name, origin: 'file', bytes: Buffer.from(source.bytes, 'base64'), ...said };
    case 'paste':
      return { kind, name: 'pasted cells', origin: 'paste', bytes: Buffer.from(source.text, 'utf8') };
    case 'preview':
      return { ...imports.kept(source.previewId).source, kind, ...said };
  }
}

const shownFirst = 50;
type Which = ParsedInputOf<'mappings.previewRows'>['which'];

function previewView({ id, source, compared, expiresAt }: Preview): OutputOf<'mappings.previewImport'> {
  const first = (['errors', 'corrections', 'changes', 'notes'] as const).flatMap((which) =>
    slice(compared[which], 0, shownFirst).map((row) => lineOf(source.kind, which, row)),
  );
  return {
    previewId: id,
    kind: source.kind,
    source: source.name,
    expiresAt,
    rows: compared.rows,
    added: compared.added,
    updated: compared.updated,
    unchanged: compared.unchanged,
    errors: compared.errors.count,
    corrections: compared.corrections.count,
    notes: compared.notes.count,
    unknownColumns: [...compared.unknownColumns],
    readAs: compared.readAs,
    otherSheets: [...compared.otherSheets],
    first: first.slice(0, shownFirst),
  };
}

/** Some rows of a list in pages; only the pages that they stand on are read. */
function slice({ pages }: Listed, start: number, limit: number): readonly unknown[] {
  const firstPage = Math.floor(start / pageRows);
  const lastPage = Math.floor((start + limit - 1) / pageRows);
  const rows = pages.slice(firstPage, lastPage + 1).flatMap((page) => unpack<unknown[]>(page));
  return rows.slice(start - firstPage * pageRows, start - firstPage * pageRows + limit);
}

function lineOf(kind: MappingKind, which: Which, row: unknown): ImportLine {
  if (which === 'changes') return changeLine(kind, row as FileChange<MappingKind>);
  const { row: line, column, value, sentence, suggestion } = row as CellError;
  const told = { row: line, column, value, sentence };
  if (which === 'errors') return { line: 'error', ...told };
  return which === 'notes' ? { line: 'note', ...told } : { line: 'correction', ...told, suggestion: suggestion ?? '' };
}

function changeLine(kind: MappingKind, entry: FileChange<MappingKind>): ImportLine {
  switch (entry.change) {
    case 'add':
      return { line: 'add', row: entry.line, after: rowOut(kind, entry.row) };
    case 'update':
      return { line: 'update', row: entry.line, before: rowOut(kind, entry.before), after: rowOut(kind, entry.row) };
    case 'remove':
      return { line: 'remove', row: entry.line, before: rowOut(kind, entry.before) };
  }
}
