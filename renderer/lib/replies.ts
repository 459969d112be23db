import type { OutboundView } from '#core/contract/views/outbound.ts';
import type { Format } from './format.ts';

type Told = Pick<OutboundView['replies'][number], 'id' | 'at' | 'saidAt'>;

/** A file that names a day alone: nothing is known of the time of that day. */
const wholeDay = /T00:00:00\.000Z$/;

/** The partner's last word first, whichever file came first: by what the files say, which was never later than they came. */
export function newestFirst<Reply extends Told>(replies: readonly Reply[]): readonly Reply[] {
  return replies.toSorted((a, b) => latest(b).localeCompare(latest(a)) || b.id - a.id);
}

function latest({ at, saidAt = at }: Told): string {
  const said = saidAt.replace(wholeDay, 'T23:59:59.999Z');
  return said < at ? said : at;
}

/** When it was said, by its file: nothing where that is the minute in which it came, a day where the file names no more. */
export function saidWords({ at, saidAt }: Told, format: Format, now: number): string | undefined {
  if (saidAt === undefined) return undefined;
  if (wholeDay.test(saidAt)) return format.day(saidAt.slice(0, 10), now);
  const said = format.stamp(saidAt, now);
  return said === format.stamp(at, now) ? undefined : said;
}
