import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { mappingKinds, type MappingChange, type MappingKind } from '#core/domain/mapping.ts';
import { otherSheetsInWords } from '#core/domain/otherSheets.ts';
import { unpack, type ComparedResult, type Listed } from '#core/mapping/importTask.ts';
import type { CellError } from '#core/mapping/tables/table.ts';
import { systemCode } from '#core/store/failures.ts';
import type { App } from '../app.types.ts';
import { exitCodes, readArgs, UsageError, type Command, type Terminal } from './command.ts';
import { readGiven } from './given.ts';
import { changeLine, shownChange } from './mappingChanges.ts';
import { changeToUndo, undoImport } from './mappingUndo.ts';
import { openApp } from './openApp.ts';
import { terminalText } from './terminalText.ts';
import { whereOptions, whereUsage } from './place.ts';
import { openWhere } from './where.ts';

function kindOf(text: string | undefined): MappingKind {
  const kind = mappingKinds.find((name) => name === text);
  if (kind === undefined) throw new UsageError(`The first word is one of ${mappingKinds.join(', ')}.`);
  return kind;
}

/** `import KIND FILE`: shows what a file would change, and with --apply does it as one, undoable. */
export const importMappings: Command = {
  name: 'import',
  usage: `import partners|locations|items|units FILE ${whereUsage} [--apply] [--take-corrections] [--windows-1252] [--why TEXT] [--json]
  import --undo [CHANGE] ${whereUsage} [--json]`,
  help: `Reads a CSV or xlsx file and shows the difference; nothing is changed without --apply. With --apply all changes are
made in one transaction; documents that waited for them go on with the next run. Rows that the file lacks stay.
  --apply              makes the changes
  --take-corrections   takes what is suggested for codes that lost their zeros, and numbers as they stand
  --windows-1252       reads a CSV file that is not UTF-8 as what Excel calls CSV
  --why TEXT           why, for the history of the rows
  --undo               puts back what the last import changed; where that is undone already, only says which one stands before it
  --undo CHANGE        puts back that change, by the number that --undo names`,
  async run(args, terminal) {
    const options = {
      ...whereOptions,
      apply: { type: 'boolean' },
      undo: { type: 'boolean' },
      'take-corrections': { type: 'boolean' },
      'windows-1252': { type: 'boolean' },
      why: { type: 'string' },
    } as const;
    const { values, positionals } = readArgs(args, options, 2);
    const asked =
      values.undo === true ? changeToUndo(positionals, values.apply === true) : await fileToImport(positionals, terminal);
    const where = await openWhere(values, terminal);
    try {
      const app = await openApp(where, terminal);
      try {
        if ('undo' in asked) return await undoImport(app.store, asked.undo, terminal, values.json === true);
        return await importFile(app, asked, terminal, {
          apply: values.apply === true,
          json: values.json === true,
          takeCorrections: values['take-corrections'] === true,
          ansi: values['windows-1252'] === true,
          why: values.why ?? `import of ${asked.file}`,
        });
      } finally {
        await app.stop();
      }
    } finally {
      await where.close();
    }
  },
};

interface FileToImport {
  readonly kind: MappingKind;
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Reads the file before anything is opened: a wrong word must not make a workspace or wait for one. */
async function fileToImport(positionals: readonly string[], terminal: Terminal): Promise<FileToImport> {
  const kind = kindOf(positionals[0]);
  const file = positionals[1];
  if (file === undefined) throw new UsageError('Name the file to import.');
  return { kind, file, bytes: await readGiven(file, terminal) };
}

interface ImportOptions {
  readonly apply: boolean;
  readonly json: boolean;
  readonly takeCorrections: boolean;
  readonly ansi: boolean;
  readonly why: string;
}

async function importFile(
  { imports }: Pick<App, 'imports'>,
  { kind, file, bytes }: FileToImport,
  terminal: Terminal,
  options: ImportOptions,
) {
  const encoding = options.ansi ? { encoding: 'windows-1252' as const } : {};
  const { id, compared } = await imports.preview(
    { kind, name: file, origin: 'file', bytes, ...encoding },
    { takeCorrections: options.takeCorrections },
  );
  const bad = compared.errors.count + compared.corrections.count > 0;
  const applied = options.apply && !bad && compared.changes.count > 0;
  if (applied) await imports.apply(id, { why: options.why });
  terminal.out(
    options.json ? `${JSON.stringify(summary(kind, compared, applied))}\n` : describe(kind, compared, applied, options.apply),
  );
  return bad ? exitCodes.usage : exitCodes.good;
}

const rowsOf = <T>({ pages }: Listed): readonly T[] => pages.flatMap((page) => unpack<T[]>(page));

/** Every cell that keeps the file from being imported, corrections with what they suggest. */
const problemsOf = ({ errors, corrections }: ComparedResult): readonly CellError[] => [
  ...rowsOf<CellError>(errors),
  ...rowsOf<CellError>(corrections),
];

function summary(kind: MappingKind, compared: ComparedResult, applied: boolean): object {
  const { added, updated, unchanged, notes, unknownColumns, otherSheets } = compared;
  const changes = rowsOf<MappingChange<MappingKind>>(compared.changes).map((entry) => shownChange(kind, entry));
  const told = { errors: problemsOf(compared), notes: rowsOf(notes), unknownColumns, otherSheets };
  return { added, updated, unchanged, applied, changes, ...told };
}

const listed = 20;

function describe(kind: MappingKind, compared: ComparedResult, applied: boolean, asked: boolean): string {
  const { added, updated, unchanged, changes, corrections, notes, unknownColumns } = compared;
  const errors = problemsOf(compared);
  const lines = [`${kind}: ${added} new, ${updated} changed, ${unchanged} unchanged, ${errors.length} errors`];
  const cell = ({ row, column, value, sentence }: CellError): string => `  row ${row}, ${column} "${value}": ${sentence}`;
  const some = <T>(list: readonly T[], text: (entry: T) => string): void => {
    lines.push(...list.slice(0, listed).map(text));
    if (list.length > listed) lines.push(`  … and ${list.length - listed} more`);
  };
  if (unknownColumns.length > 0)
    lines.push(`  Left alone, because they mean nothing here: ${unknownColumns.map((name) => `"${name}"`).join(', ')}`);
  if (compared.otherSheets.length > 0) lines.push(`  ${otherSheetsInWords(compared.otherSheets)}`);
  some(errors, cell);
  some(rowsOf<CellError>(notes), cell);
  some(rowsOf<MappingChange<MappingKind>>(changes), (entry) => changeLine(shownChange(kind, entry)));
  if (corrections.count > 0) lines.push('--take-corrections takes what is suggested.');
  if (errors.length > 0) lines.push('Nothing was changed. Correct the file and import it again.');
  else if (applied) lines.push('Applied. "import --undo" puts it back.');
  else if (!asked && changes.count > 0) lines.push('Nothing was changed. Add --apply to make these changes.');
  return terminalText(`${lines.join('\n')}\n`);
}

/** Writes a file whole or not at all. */
async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  try {
    await writeFile(`${path}.part`, text);
    await rename(`${path}.part`, path);
  } catch (thrown) {
    await rm(`${path}.part`, { force: true }).catch(() => undefined);
    throw new UsageError(`${path} cannot be written (${systemCode(thrown)}). Check the folder and the space on its disk.`);
  }
}

/** `export KIND FILE`: every mapping of a kind, CSV or xlsx by the file's name. */
export const exportMappings: Command = {
  name: 'export',
  usage: `export partners|locations|items|units FILE ${whereUsage} [--json]`,
  help: 'Writes every row of a kind to a CSV or xlsx file in the columns that import reads.',
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { ...whereOptions }, 2);
    const kind = kindOf(positionals[0]);
    const file = positionals[1];
    if (file === undefined || !/\.(csv|xlsx)$/i.test(file)) throw new UsageError('Name a file that ends in .csv or .xlsx.');
    const where = await openWhere(values, terminal);
    try {
      const app = await openApp(where, terminal);
      try {
        const { rows, bytes } = await app.imports.export(kind, file);
        await writeWhole(resolve(terminal.cwd, file), bytes);
        terminal.out(values.json === true ? `${JSON.stringify({ rows, file })}\n` : `${rows} ${kind} written to ${file}\n`);
        return exitCodes.good;
      } finally {
        await app.stop();
      }
    } finally {
      await where.close();
    }
  },
};
