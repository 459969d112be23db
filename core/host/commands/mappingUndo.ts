import type { Instant } from '#core/domain/time.ts';
import type { Store } from '#core/store/store.types.ts';
import type { ImportedSet } from '#core/store/types/mappings.ts';
import { systemClock } from '../adapters/clock.ts';
import { systemIdentity } from '../adapters/identity.ts';
import { exitCodes, UsageError, type ExitCode, type Terminal } from './command.ts';

/** What stands behind `--undo`: nothing for the last import, or the number of a change. */
export function changeToUndo(positionals: readonly string[], applies: boolean): { readonly undo: number | undefined } {
  const [change, ...more] = positionals;
  if (applies || more.length > 0 || (change !== undefined && !/^[1-9]\d{0,14}$/.test(change)))
    throw new UsageError('--undo takes no file: it takes back the last import, or the change whose number stands behind it.');
  return { undo: change === undefined ? undefined : Number(change) };
}

/**
 * Puts back the last import, or the change of a number. Called a second time it puts nothing back by itself: what stands is
 * the import before, which nobody asked about.
 */
export async function undoImport(
  store: Pick<Store, 'lastImport' | 'undoMappings'>,
  change: number | undefined,
  terminal: Terminal,
  asJson: boolean,
): Promise<ExitCode> {
  const changeSetId = change ?? (await lastThatStands(store));
  const told = { who: systemIdentity().user, at: systemClock.now(), why: 'import --undo' };
  const { kind, changes } = await store.undoMappings({ changeSetId, ...told });
  const undone = { undone: changes, kind, change: changeSetId };
  terminal.out(asJson ? `${JSON.stringify(undone)}\n` : `Undone: ${changes} ${kind} (change ${changeSetId}).\n`);
  return exitCodes.good;
}

async function lastThatStands(store: Pick<Store, 'lastImport'>): Promise<number> {
  const found = await store.lastImport({});
  if (!found) throw new UsageError('There is no import to undo.');
  const { last, undoneAt, standing } = found;
  if (undoneAt === undefined) return last.changeSetId;
  const done = `The last import (${named(last)}) is undone already, since ${minute(undoneAt)}`;
  throw new UsageError(
    standing === undefined
      ? `${done}, and no other import is left to undo.`
      : `${done}. The one before it that stands is ${named(standing)}; "import --undo ${standing.changeSetId}" puts that back.`,
  );
}

const named = ({ changeSetId, kind, source, at, changes }: ImportedSet): string =>
  `change ${changeSetId}: ${changes} ${kind}${source === '' ? '' : ` of ${source}`}, ${minute(at)}`;

/** To the minute, in UTC as all of the record. */
const minute = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
