import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { diffMappings, type MappingDiff } from '#core/mapping/diff.ts';
import { readMappings, writeMappings } from '#core/mapping/files/readMappings.ts';
import { mappingSheets } from '#core/mapping/tables/sheets.ts';
import type { Store } from '#core/store/store.types.ts';
import { systemClock } from '../adapters/clock.ts';
import { systemIdentity } from '../adapters/identity.ts';
import { exitCodes, readArgs, UsageError, type Command, type Terminal } from './command.ts';
import { openApp } from './openApp.ts';
import { openWhere, whereOptions, whereUsage } from './where.ts';

const kinds: readonly MappingKind[] = ['partners', 'locations', 'items', 'units'];
const pageSize = 5_000;

function kindOf(text: string | undefined): MappingKind {
  const kind = kinds.find((name) => name === text);
  if (kind === undefined) throw new UsageError(`The first word is one of ${kinds.join(', ')}.`);
  return kind;
}

async function allRows<K extends MappingKind>(store: Store, kind: K): Promise<readonly MappingTables[K][]> {
  const rows: MappingTables[K][] = [];
  let after: string | undefined;
  do {
    const page = await store.mappingPage<K>({ kind, limit: pageSize, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    after = page.nextCursor;
  } while (after !== undefined);
  return rows;
}

/** `import KIND FILE`: shows what a file would change, and with --apply does it as one, undoable. */
export const importMappings: Command = {
  name: 'import',
  usage: `import partners|locations|items|units FILE ${whereUsage} [--apply | --undo] [--json]`,
  help: `Reads a CSV or xlsx file and shows the difference; nothing is changed without --apply. With --apply all changes are
made in one transaction; documents that waited for them go on with the next run. Rows that the file lacks stay.
  --apply   makes the changes
  --undo    puts back what the last import changed (no FILE)`,
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { ...whereOptions, apply: { type: 'boolean' }, undo: { type: 'boolean' } });
    const where = await openWhere(values, terminal);
    try {
      const app = await openApp(where, terminal);
      try {
        if (values.undo === true) return await undo(app.store, terminal, values.json === true);
        const kind = kindOf(positionals[0]);
        const file = positionals[1];
        if (file === undefined) throw new UsageError('Name the file to import.');
        return await importFile(app.store, kind, file, terminal, { apply: values.apply === true, json: values.json === true });
      } finally {
        await app.stop();
      }
    } finally {
      await where.close();
    }
  },
};

async function importFile<K extends MappingKind>(
  store: Store,
  kind: K,
  file: string,
  terminal: Terminal,
  options: { readonly apply: boolean; readonly json: boolean },
) {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(terminal.cwd, file));
  } catch {
    throw new UsageError(`${file} cannot be read. Check the path.`);
  }
  const read = await readMappings(kind, file, bytes);
  const diff = diffMappings(kind, await allRows(store, kind), read);
  const bad = diff.errors.length > 0;
  const applied = options.apply && !bad && diff.changes.length > 0;
  if (applied)
    await store.applyMappings<K>({
      kind,
      changes: diff.changes,
      who: systemIdentity().user,
      at: systemClock.now(),
      source: file,
    });
  terminal.out(
    options.json
      ? `${JSON.stringify(summary(diff, applied, read.unknownColumns))}\n`
      : describe(kind, diff, applied, options.apply),
  );
  return bad ? exitCodes.usage : exitCodes.good;
}

function counts<K extends MappingKind>(diff: MappingDiff<K>): { readonly added: number; readonly updated: number } {
  return {
    added: diff.changes.filter((entry) => entry.change === 'add').length,
    updated: diff.changes.filter((entry) => entry.change === 'update').length,
  };
}

function summary<K extends MappingKind>(diff: MappingDiff<K>, applied: boolean, unknownColumns: readonly string[]): object {
  return { ...counts(diff), unchanged: diff.unchanged, applied, errors: diff.errors, unknownColumns };
}

const listed = 20;

function describe<K extends MappingKind>(kind: K, diff: MappingDiff<K>, applied: boolean, asked: boolean): string {
  const { added, updated } = counts(diff);
  const lines = [`${kind}: ${added} new, ${updated} changed, ${diff.unchanged} unchanged, ${diff.errors.length} errors`];
  for (const error of diff.errors.slice(0, listed))
    lines.push(`  row ${error.row}, ${error.column} "${error.value}": ${error.sentence}`);
  if (diff.errors.length > listed) lines.push(`  … and ${diff.errors.length - listed} more`);
  for (const entry of diff.changes.slice(0, listed))
    lines.push(`  ${entry.change === 'add' ? '+' : '~'} ${keyText(kind, entry.change === 'remove' ? entry.before : entry.row)}`);
  if (diff.changes.length > listed) lines.push(`  … and ${diff.changes.length - listed} more`);
  if (diff.errors.length > 0) lines.push('Nothing was changed. Correct the file and import it again.');
  else if (applied) lines.push('Applied. "import --undo" puts it back.');
  else if (!asked && diff.changes.length > 0) lines.push('Nothing was changed. Add --apply to make these changes.');
  return `${lines.join('\n')}\n`;
}

function keyText<K extends MappingKind>(kind: K, row: MappingTables[K]): string {
  const sheet: { keyOf(row: MappingTables[K]): readonly string[] } = mappingSheets[kind];
  return sheet.keyOf(row).filter(Boolean).join(' · ');
}

async function undo(store: Store, terminal: Terminal, asJson: boolean) {
  const last = await store.lastImport({});
  if (!last) throw new UsageError('There is no import to undo.');
  await store.undoMappings({ importId: last.importId, who: systemIdentity().user, at: systemClock.now() });
  terminal.out(
    asJson ? `${JSON.stringify({ undone: last.changes, kind: last.kind })}\n` : `Undone: ${last.changes} ${last.kind}.\n`,
  );
  return exitCodes.good;
}

/** `export KIND FILE`: every mapping of a kind, CSV or xlsx by the file's name. */
export const exportMappings: Command = {
  name: 'export',
  usage: `export partners|locations|items|units FILE ${whereUsage} [--json]`,
  help: 'Writes every row of a kind to a CSV or xlsx file in the columns that import reads.',
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { ...whereOptions });
    const kind = kindOf(positionals[0]);
    const file = positionals[1];
    if (file === undefined || !/\.(csv|xlsx)$/i.test(file)) throw new UsageError('Name a file that ends in .csv or .xlsx.');
    const where = await openWhere(values, terminal);
    try {
      const app = await openApp(where, terminal);
      try {
        const rows = await allRows(app.store, kind);
        await writeFile(resolve(terminal.cwd, file), await writeMappings(kind, file, rows));
        terminal.out(
          values.json === true
            ? `${JSON.stringify({ rows: rows.length, file })}\n`
            : `${rows.length} ${kind} written to ${file}\n`,
        );
        return exitCodes.good;
      } finally {
        await app.stop();
      }
    } finally {
      await where.close();
    }
  },
};
