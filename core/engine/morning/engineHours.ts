import type { EnginePart } from '#core/contract/views/morning.ts';
import type { RunRow } from '#core/contract/views/runs.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import { quietMinutesLeft, type ScheduleSpec } from '../schedule.ts';

const minute = 60_000;
/** A gap is looked at in steps of this, to find where quiet hours begin and end in it. */
const step = 5 * minute;

export interface EngineHours {
  readonly spec: ScheduleSpec;
  /** Oldest first. */
  readonly runs: readonly Pick<RunRow, 'startedAt' | 'endedAt' | 'outcome'>[];
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The stretch between two moments, cut where runs stop going well. A run stands for the time until the next one is
 * overdue (two intervals and five minutes after its beginning, or its own end). What nobody stands for is quiet where the
 * schedule says so, else none: paused, or the engine was off.
 */
export function enginePartsOf({ spec, runs, from, to }: EngineHours): readonly EnginePart[] {
  const allowance = (2 * spec.everyMinutes + 5) * minute;
  const end = milliseconds(to);
  const parts: EnginePart[] = [];
  let cursor = milliseconds(from);
  runs.forEach((run, index) => {
    const started = milliseconds(run.startedAt);
    const next = runs[index + 1];
    const covered = Math.max(started + allowance, run.endedAt === undefined ? 0 : milliseconds(run.endedAt));
    const until = Math.min(end, next === undefined ? covered : Math.min(covered, milliseconds(next.startedAt)));
    const begin = Math.min(end, Math.max(cursor, started));
    add(parts, gaps(spec, cursor, begin));
    cursor = begin;
    if (until <= begin) return;
    add(parts, [{ from: instant(begin), to: instant(until), state: wentWell(run.outcome) ? 'ran' : 'failed' }]);
    cursor = until;
  });
  if (cursor < end) add(parts, gaps(spec, cursor, end));
  return parts;
}

/** Minutes in which no run went well though one should have. */
export function gapMinutesOf(parts: readonly EnginePart[]): number {
  const lost = parts.filter(({ state }) => state === 'none' || state === 'failed');
  return Math.round(lost.reduce((sum, { from, to }) => sum + milliseconds(to) - milliseconds(from), 0) / minute);
}

/** One that a person cancelled did what it was told. */
const wentWell = (outcome: RunRow['outcome']): boolean => outcome !== 'failed' && outcome !== 'interrupted';

function gaps(spec: ScheduleSpec, from: number, to: number): readonly EnginePart[] {
  const parts: EnginePart[] = [];
  for (let at = from; at < to; at += step) {
    const state = quietMinutesLeft(spec, instant(at)) > 0 ? 'quiet' : 'none';
    add(parts, [{ from: instant(at), to: instant(Math.min(to, at + step)), state }]);
  }
  return parts;
}

/** Neighbours of one state are one part. */
function add(parts: EnginePart[], more: readonly EnginePart[]): void {
  for (const part of more) {
    const last = parts.at(-1);
    if (last && last.state === part.state && last.to === part.from) parts[parts.length - 1] = { ...last, to: part.to };
    else parts.push(part);
  }
}
