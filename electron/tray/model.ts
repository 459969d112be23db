import { assertNever } from '#core/domain/assertNever.ts';
import { milliseconds, timeIn, dayIn } from '#core/domain/time.ts';
import { late, ordered, type Clock } from '../notices/clocks.ts';
import { isOpen, type NotOpen, type Situation } from '../notices/situation.ts';
import { standstillTitle } from '../notices/stops.ts';
import type { UpdateState } from '../updates/state.ts';

/** What the tray says by the shape of its icon and a word; one at a time, the first that holds. */
export const trayStates = ['practice', 'late', 'needs-hand', 'offline', 'paused', 'in-order'] as const;
export type TrayState = (typeof trayStates)[number];

/** What an entry of the tray's menu does. */
export type TrayAct = 'open' | 'deadline' | 'needs' | 'update' | 'run-now' | 'pause-hour' | 'pause-tomorrow' | 'resume' | 'quit';

export type TrayEntry =
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'line' }
  | { readonly kind: 'act'; readonly label: string; readonly act: TrayAct; readonly path?: string; readonly enabled: boolean };

export interface TrayModel {
  readonly state: TrayState;
  readonly word: string;
  readonly tooltip: string;
  readonly menu: readonly TrayEntry[];
}

const words: Readonly<Record<TrayState, string>> = {
  practice: 'Practice',
  late: 'Late',
  'needs-hand': 'Needs a hand',
  offline: 'Offline',
  paused: 'Paused',
  'in-order': 'In order',
};

/** The tray of a situation, with what there is to say of a new version. Where no workspace is open it needs a hand and says why. */
export function trayModel(situation: Situation | NotOpen, update?: UpdateState): TrayModel {
  if (!isOpen(situation)) {
    const word = words['needs-hand'];
    return {
      state: 'needs-hand',
      word,
      tooltip: clipped(`Quayside: ${situation.problem}`),
      menu: [
        { kind: 'text', label: clipped(situation.problem) },
        { kind: 'line' },
        open,
        { kind: 'line' },
        ...updateEntries(update),
        quit,
      ],
    };
  }
  const state = stateOf(situation);
  const clock = ordered(situation.clocks)[0];
  const facts = sentences(situation, clock);
  return {
    state,
    word: words[state],
    tooltip: clipped(`Quayside ${situation.workspace.word}: ${[words[state], ...facts].join(' · ')}`),
    menu: menuOf(situation, state, clock, update),
  };
}

function stateOf(situation: Situation): TrayState {
  // Nothing in practice is late for anybody: an alarm there would teach people to overlook alarms.
  if (situation.workspace.colour === 'practice') return 'practice';
  if (late(situation.clocks, situation.at).length > 0) return 'late';
  if (situation.needs > 0 || situation.unknown.length > 0 || situation.engine === 'failed' || situation.standstill)
    return 'needs-hand';
  if (!situation.online || situation.sps.state === 'failing' || situation.dynamics.state === 'failing') return 'offline';
  return situation.engine === 'paused' ? 'paused' : 'in-order';
}

function sentences(situation: Situation, clock: Clock | undefined): readonly string[] {
  return [
    ...(situation.standstill === undefined ? [] : [standstillTitle(situation.standstill.code)]),
    ...(situation.needs === 0 ? [] : [situation.needs === 1 ? '1 needs a hand' : `${situation.needs} need a hand`]),
    ...(clock === undefined ? [] : [deadline(situation, clock)]),
    ...(situation.engine === 'paused' ? [pauseSentence(situation)] : []),
    ...(situation.online ? [] : ['no network']),
  ];
}

function menuOf(
  situation: Situation,
  state: TrayState,
  clock: Clock | undefined,
  update: UpdateState | undefined,
): readonly TrayEntry[] {
  const paused = situation.engine === 'paused';
  return [
    { kind: 'text', label: `${situation.workspace.word}: ${words[state]}` },
    ...(clock === undefined
      ? [{ kind: 'text', label: 'No deadline ahead' } as const]
      : [act(clipped(deadline(situation, clock)), 'deadline', clock.path)]),
    ...(situation.needs === 0
      ? []
      : [act(situation.needs === 1 ? '1 needs a hand' : `${situation.needs} need a hand`, 'needs', '/attention')]),
    { kind: 'line' },
    { kind: 'act', label: 'Run now', act: 'run-now', enabled: situation.engine !== 'running' && situation.engine !== 'stopped' },
    ...(paused
      ? [{ kind: 'text', label: clipped(pauseSentence(situation)) } as const, act('Go on', 'resume')]
      : [act('Pause for an hour', 'pause-hour'), act('Pause until tomorrow', 'pause-tomorrow')]),
    { kind: 'line' },
    ...updateEntries(update),
    open,
    quit,
  ];
}

/** Only what a person may want to act on; what goes on by itself would change the menu under their hand. */
function updateEntries(update: UpdateState | undefined): readonly TrayEntry[] {
  switch (update?.phase) {
    case 'downloaded':
      return [act(`Version ${update.version} lies ready…`, 'update', '/settings')];
    case 'waiting':
      return [{ kind: 'text', label: `Version ${update.version} is installed after this run` }];
    case 'failed':
      return [act('No new version could be fetched…', 'update', '/settings')];
    default:
      return [];
  }
}

const act = (label: string, name: TrayAct, path?: string): TrayEntry => ({
  kind: 'act',
  label,
  act: name,
  enabled: true,
  ...(path === undefined ? {} : { path }),
});
const open = act('Open Quayside', 'open');
const quit = act('Quit', 'quit');

function deadline({ at, timeZone }: Situation, { what, due }: Clock): string {
  const sameDay = dayIn(timeZone, due) === dayIn(timeZone, at);
  const moment = sameDay ? timeIn(timeZone, due).slice(0, 5) : `${dayIn(timeZone, due)} ${timeIn(timeZone, due).slice(0, 5)}`;
  return milliseconds(due) <= milliseconds(at) ? `${what}: late since ${moment}` : `${what}: by ${moment}`;
}

function pauseSentence({ pausedUntil, timeZone }: Situation): string {
  return pausedUntil === undefined
    ? 'paused until you go on'
    : `paused until ${dayIn(timeZone, pausedUntil)} ${timeIn(timeZone, pausedUntil).slice(0, 5)}`;
}

/** Windows shows 127 characters of a tooltip and nothing at all of a longer one. */
function clipped(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** The place of an act that opens one. */
export function placeOfAct(entry: Extract<TrayEntry, { kind: 'act' }>): string | undefined {
  switch (entry.act) {
    case 'open':
    case 'deadline':
    case 'needs':
    case 'update':
      return entry.path ?? '/';
    case 'run-now':
    case 'pause-hour':
    case 'pause-tomorrow':
    case 'resume':
    case 'quit':
      return undefined;
    default:
      return assertNever(entry.act);
  }
}
