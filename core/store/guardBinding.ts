import { existsSync, renameSync } from 'node:fs';
import { one, type Db } from './database.ts';
import { measureGuard, openGuard, readGuard, type Guard } from './guard.ts';
import { knownGuardPosition, rememberGuard, rememberPayloads } from './guardPosition.ts';
import { setMeta } from './operations/upkeep.ts';
import { replayGuard, replayPayloads } from './replay.ts';

/**
 * good: the journal belongs to this database and has at least what the database remembers. missing: there is none, or a
 * shorter, a damaged or a foreign one, beside a database that was used: what was done since the backup is not known (reconcile).
 */
export type GuardState = 'good' | 'missing';

export interface BoundGuard {
  readonly guard: Guard;
  readonly state: GuardState;
  /** Files that the journal had and the database had not. */
  readonly replayed: number;
}

/** A journal's first record: who it is, and which one it took over from. */
interface Start {
  readonly id: string;
  readonly after?: string;
}

export interface GuardPlace {
  readonly path: string;
  readonly at: string;
  /** The identity of a journal that has to be begun. */
  readonly guardId: string;
  /** How many bytes the disk still takes (tests of a full disk). */
  readonly room?: () => number;
}

/**
 * Opens the journal that belongs to a database and replays what the database lacks. A journal that cannot go on (foreign, shorter, damaged) is put aside under another name, never changed, and a new one begins that
 * names the one before; that one is taken again when somebody puts it back.
 */
export function bindGuard(db: Db, place: GuardPlace): BoundGuard {
  const known = metaOf(db, 'guard.id');
  const found = startOf(place.path);
  if (found === undefined) return begin(db, place, known);
  if (known === undefined) return adopt(db, place, found, { position: 0, state: 'good' });
  if (found.id === known) return goOn(db, place, found);
  // A database from before the newest journal: that journal is replayed whole, what lies between the two is not known.
  if (found.after === known) return adopt(db, place, found, { position: 0, state: 'missing' });
  const before = metaOf(db, 'guard.before') ?? '';
  if (before.startsWith(`${found.id} `))
    return adopt(db, place, found, { position: Number(before.slice(found.id.length + 1)), state: 'good' });
  return begin(db, place, known);
}

function metaOf(db: Db, key: string): string | undefined {
  return one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', key)?.value;
}

function startOf(path: string): Start | undefined {
  const first = readGuard(path).next().value?.record;
  return first?.kind === 'start' ? (first.data as Start) : undefined;
}

function goOn(db: Db, place: GuardPlace, found: Start): BoundGuard {
  const position = knownGuardPosition(db);
  const { reaches, end, damaged } = measureGuard(place.path, position);
  replayPayloads(db, place.path);
  const replayed = replayGuard(db, place.path, place.at);
  if (!reaches || damaged) return { ...begin(db, place, found.id), replayed };
  return { guard: openGuard(place.path, end, place.room), state: 'good', replayed };
}

function adopt(
  db: Db,
  place: GuardPlace,
  found: Start,
  { position, state }: { readonly position: number; readonly state: GuardState },
): BoundGuard {
  const { reaches, end, damaged } = measureGuard(place.path, position);
  if (!reaches) return begin(db, place, metaOf(db, 'guard.id'));
  rememberGuard(db, position);
  rememberPayloads(db, position);
  setMeta(db, { key: 'guard.id', value: found.id });
  const replayed = replayGuard(db, place.path, place.at);
  if (damaged) return { ...begin(db, place, found.id), replayed };
  return { guard: openGuard(place.path, end, place.room), state, replayed };
}

/** Begins a journal. The file comes first: a crash in between is found again by its `after`. */
function begin(db: Db, { path, at, guardId, room }: GuardPlace, known: string | undefined): BoundGuard {
  if (existsSync(path)) renameSync(path, `${path}-aside-${at.replaceAll(/[^0-9]/g, '')}`);
  const guard = openGuard(path, 0, room);
  guard.append([{ kind: 'start', data: { id: guardId, ...(known === undefined ? {} : { after: known }) } satisfies Start }]);
  if (known !== undefined) setMeta(db, { key: 'guard.before', value: `${known} ${knownGuardPosition(db)}` });
  setMeta(db, { key: 'guard.id', value: guardId });
  rememberGuard(db, guard.position());
  rememberPayloads(db, guard.position());
  return { guard, state: known === undefined ? 'good' : 'missing', replayed: 0 };
}
