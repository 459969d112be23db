import type { ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { ConnectionsCard } from './ConnectionsCard.tsx';
import { EngineCard } from './EngineCard.tsx';
import { MorningCard } from './MorningCard.tsx';
import { NeedsCard } from './NeedsCard.tsx';
import { PracticeCard } from './PracticeCard.tsx';
import { RunsCard } from './RunsCard.tsx';
import { NextRun, TodaySentence } from './TodaySentence.tsx';
import styles from './TodayScreen.module.css';

/** The morning check: one sentence, what needs a hand, whether both sides answer, when the next run is. */
export function TodayScreen(): ReactNode {
  const today = useAnswer('today.get', {});
  const { practice } = useStatus();
  const format = useFormat();
  return (
    <Page
      title="Today"
      heading={today.data === undefined ? 'Today' : <TodaySentence today={today.data} />}
      note={
        <>
          {today.data && today.data.worth.length > 0
            ? `Worth ${today.data.worth.map(({ amount, currency }) => format.money(amount, currency)).join(' and ')} in all. `
            : ''}
          <NextRun />
        </>
      }
    >
      {practice ? <PracticeCard /> : null}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Shown answer={today} loading={<Loading rows={8} />}>
            {(value) => (
              <>
                <NeedsCard today={value} />
                <RunsCard runs={value.recentRuns} />
              </>
            )}
          </Shown>
        </div>
        <div className={styles['column']}>
          <MorningCard />
          <EngineCard />
          <ConnectionsCard />
        </div>
      </div>
    </Page>
  );
}
