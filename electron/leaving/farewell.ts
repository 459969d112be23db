import type { Instant } from '#core/domain/time.ts';
import { timeIn, dayIn } from '#core/domain/time.ts';
import { dueBetween, late, ordered, type Clock } from '../notices/clocks.ts';
import type { Notice } from '../notices/plan.ts';

/** What somebody who leaves must know: what becomes late before they are usually back, and what is late already. */
export interface Farewell {
  readonly due: readonly Clock[];
  readonly back: Instant;
  /** Documents that only wait for the end of their time to undo: they can leave at once. */
  readonly sendable: readonly number[];
  readonly sentence: string;
  readonly detail: string;
  /** The same for whoever takes over: plain text to copy. */
  readonly handOver: string;
}

export interface FarewellInput {
  readonly clocks: readonly Clock[];
  readonly now: Instant;
  readonly back: Instant;
  readonly timeZone: string;
  readonly workspace: string;
  readonly company: string;
}

const shown = 12;

/** What to say to somebody who leaves; nothing where nothing falls due meanwhile. */
export function farewell({ clocks, now, back, timeZone, workspace, company }: FarewellInput): Farewell | undefined {
  const due = ordered([...late(clocks, now), ...dueBetween(clocks, now, back)]);
  if (due.length === 0) return undefined;
  const line = ({ what, due: at }: Clock): string =>
    at <= now ? `${what}: late since ${moment(at, timeZone)}` : `${what}: by ${moment(at, timeZone)}`;
  const more = due.length > shown ? [`and ${due.length - shown} more`] : [];
  const sentence =
    due.length === 1
      ? `One thing is due before ${moment(back, timeZone)}, when you are usually back.`
      : `${due.length} things are due before ${moment(back, timeZone)}, when you are usually back.`;
  return {
    due,
    back,
    sendable: due.flatMap(({ sendable }) => sendable ?? []),
    sentence,
    detail: [...due.slice(0, shown).map(line), ...more].join('\n'),
    handOver: [
      `Quayside, ${workspace}${company === '' ? '' : `, ${company}`}: open on ${moment(now, timeZone)} (${timeZone})`,
      '',
      ...due.map((clock) => `- ${line(clock)}`),
      '',
      `Quayside sends nothing while it is closed. It is usually open again on ${moment(back, timeZone)}.`,
      '',
    ].join('\n'),
  };
}

/** What became late while the machine slept. */
export function dueWhileAway(clocks: readonly Clock[], from: Instant, to: Instant): Notice | undefined {
  const due = dueBetween(clocks, from, to);
  const [first] = due;
  if (first === undefined) return undefined;
  const names = due.slice(0, 3).map(({ what }) => what);
  return {
    title: due.length === 1 ? 'Became late while this machine slept' : `${due.length} became late while this machine slept`,
    body: `${names.join(', ')}${due.length > 3 ? `, and ${due.length - 3} more` : ''}`,
    path: due.length === 1 ? first.path : '/documents?sort=due',
  };
}

/** Told before somebody leaves or goes away: 30 minutes before the usual end of work, and when the screen is locked. */
export function warnBefore({ due, sentence }: Farewell, workspace: string): Notice {
  return {
    title: `Before you leave (${workspace})`,
    body: `${sentence} ${due[0]?.what ?? ''}${due.length > 1 ? ` and ${due.length - 1} more` : ''}`,
    path: '/documents?sort=due',
  };
}

function moment(at: Instant, timeZone: string): string {
  return `${dayIn(timeZone, at)} ${timeIn(timeZone, at).slice(0, 5)}`;
}
