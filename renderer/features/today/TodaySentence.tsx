import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TodayView } from '#core/contract/views.ts';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { useNow } from '../../ui/useNow.ts';

/** The day in one sentence; each number opens the rows behind it. */
export function TodaySentence({ today }: { readonly today: TodayView }): ReactNode {
  const format = useFormat();
  const { arrived, ordered, attention } = today;
  const open = attention.parked + attention.held + attention.quarantined + attention.incident;
  return (
    <>
      Since midnight{' '}
      <Link to="/orders" search={{ sort: 'received', descending: true }}>
        {arrived === 0 ? 'no order' : `${format.count(arrived)} ${plural(arrived, 'order')}`}
      </Link>{' '}
      arrived,{' '}
      <Link to="/orders" search={{ state: 'ordered' }}>
        {format.count(ordered)}
      </Link>{' '}
      {ordered === 1 ? 'is a sales order' : 'are sales orders'},{' '}
      <Link to="/attention">{open === 0 ? 'nothing' : format.count(open)}</Link> {open > 1 ? 'need' : 'needs'} a hand. <NextRun />
    </>
  );
}

function NextRun(): ReactNode {
  const { schedule, engine } = useStatus();
  const format = useFormat();
  const now = useNow();
  if (engine === 'running') return 'A run is under way.';
  if (engine === 'stopped' || engine === 'failed') return 'The engine does not run.';
  if (schedule.paused) {
    return schedule.pausedUntil ? `Paused until ${format.moment(schedule.pausedUntil, now)}.` : 'Paused until you resume.';
  }
  return schedule.nextRunAt ? `Next run ${format.time(schedule.nextRunAt)}.` : '';
}
