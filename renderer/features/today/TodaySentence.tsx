import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TodayView } from '#core/contract/views/status.ts';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { dueWords } from '../../lib/due.ts';
import { plural } from '../../lib/format.ts';
import { errorTexts } from '../../lib/errorTexts.ts';
import { openWork } from '../../lib/openWork.ts';
import { useNow } from '../../ui/useNow.ts';

/** The day in one sentence; each number opens the rows behind it. */
export function TodaySentence({ today }: { readonly today: TodayView }): ReactNode {
  const format = useFormat();
  const { arrived, ordered, attention } = today;
  const open = openWork(attention);
  return (
    <>
      Since midnight{' '}
      <Link to="/orders" search={{ since: today.since }}>
        {arrived === 0 ? 'no order' : `${format.count(arrived)} ${plural(arrived, 'order')}`}
      </Link>{' '}
      arrived,{' '}
      <Link to="/orders" search={{ state: 'ordered', since: today.since }}>
        {format.count(ordered)}
      </Link>{' '}
      {ordered === 1 ? 'is a sales order' : 'are sales orders'},{' '}
      <Link to="/attention">{open === 0 ? 'nothing' : format.count(open)}</Link> {open > 1 ? 'need' : 'needs'} a hand.{' '}
      <Leaving today={today} /> <NextDeadline />
    </>
  );
}

/** What went back to the retailers, and of that what nobody knows and what is late. */
function Leaving({ today: { leaving } }: { readonly today: TodayView }): ReactNode {
  const format = useFormat();
  const { sent, unknown, late } = leaving;
  if (sent + unknown + late === 0) return null;
  return (
    <>
      <Link to="/documents">{sent === 0 ? 'No document' : `${format.count(sent)} ${plural(sent, 'document')}`}</Link> went out
      {unknown === 0 ? null : (
        <>
          , of <Link to="/documents/unknown">{format.count(unknown)}</Link> nobody knows whether {unknown === 1 ? 'it' : 'they'}{' '}
          arrived
        </>
      )}
      {late === 0 ? null : (
        <>
          ,{' '}
          <Link to="/documents" search={{ sort: 'due' }}>
            {format.count(late)}
          </Link>{' '}
          {late === 1 ? 'is' : 'are'} late
        </>
      )}
      .
    </>
  );
}

/** What presses most: a ship-by day of what is not in Dynamics yet, an 855 that nobody has confirmed, a document that has not left. */
function NextDeadline(): ReactNode {
  const { nextDeadline } = useStatus();
  const format = useFormat();
  const now = useNow(60_000);
  if (!nextDeadline) return null;
  const { threadId, purchaseOrder, what, date } = nextDeadline;
  return (
    <>
      Next deadline:{' '}
      <Link to="/orders/$threadId" params={{ threadId: String(threadId) }}>
        {purchaseOrder}
      </Link>{' '}
      {what} {dueWords(date, format, now).distance}.
    </>
  );
}

/** When the engine runs next, or why it does not. */
export function NextRun(): ReactNode {
  const { schedule, engine, standstill } = useStatus();
  const format = useFormat();
  const now = useNow();
  if (engine === 'running') return 'A run is under way.';
  if (standstill) return `${errorTexts[standstill.code].title}: nothing is fetched, made or sent until that is mended.`;
  if (engine === 'stopped' || engine === 'failed') return 'The engine does not run.';
  if (schedule.paused) {
    return schedule.pausedUntil ? `Paused until ${format.stamp(schedule.pausedUntil, now)}.` : 'Paused until you resume.';
  }
  return schedule.nextRunAt ? `Next run ${format.time(schedule.nextRunAt)} ${format.zone(now)}.` : '';
}
