import { Button } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { eventFates, type BusinessEvents } from '#core/contract/views/businessEvents.ts';
import { setUpIds, workspaceIds } from '#core/contract/views/workspaces.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { fateWords, listeningWords } from '../../lib/eventWords.ts';
import { plural } from '../../lib/format.ts';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Details.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import { SecretField } from '../connections/SecretField.tsx';
import { secretLabels } from '../connections/WorkspaceCardView.tsx';
import { EventTypes, RecentEvents } from './EventTables.tsx';
import styles from './Settings.module.css';

/** What Dynamics announces beside the polls: where it is pulled from, whether that works, and what came. */
export function EventsCard(): ReactNode {
  const answer = useAnswer('businessEvents.get', {});
  return (
    <Card title="Business events">
      <Shown answer={answer}>{(events) => <Told events={events} />}</Shown>
    </Card>
  );
}

function Told({ events }: { readonly events: BusinessEvents }): ReactNode {
  const { state, source } = events;
  return (
    <div className={styles['form']}>
      <div className={styles['row']}>
        <StatusBadge state={listeningWords[state]} />
        {source ? <span>{placeInWords(source)}</span> : null}
      </div>
      {state === 'off' ? <NotSetUp /> : <SetUp events={events} />}
    </div>
  );
}

const placeInWords = ({ kind, place, prefix }: NonNullable<BusinessEvents['source']>): string =>
  kind === 'blob'
    ? `Blob container ${place}${prefix === '' ? '' : `, names that begin with ${prefix}`}`
    : `Service Bus queue ${place}`;

function NotSetUp(): ReactNode {
  const { schedule } = useStatus();
  return (
    <>
      <p>
        Dynamics can announce a posting at the moment it is made, through an Azure Service Bus queue or a Blob container of yours;
        it is then read at once. Without that it is read with the next run, every {schedule.everyMinutes}{' '}
        {plural(schedule.everyMinutes, 'minute')}. Nothing is missed either way.
      </p>
      <WhereToSetUp />
    </>
  );
}

function WhereToSetUp(): ReactNode {
  const { workspace } = useStatus();
  const own = setUpIds.find((id) => id === workspace.name);
  if (own !== undefined)
    return (
      <Link to="/workspaces/$workspace" params={{ workspace: own }}>
        Set them up in the connection of {workspace.word}
      </Link>
    );
  if (workspace.name === 'practice')
    return <p className={styles['quiet']}>The practice world announces nothing; Test and Live have it in their connection.</p>;
  return (
    <p className={styles['quiet']}>
      This workspace has its connection from a file: name the queue or container there, as dynamics.events.
    </p>
  );
}

function SetUp({ events }: { readonly events: BusinessEvents }): ReactNode {
  const format = useFormat();
  const now = useNow(30_000);
  const { problem, lookedAt, since, counts, recent, types } = events;
  const came = eventFates.reduce((sum, fate) => sum + (counts[fate] ?? 0), 0);
  return (
    <>
      {problem ? <Failing problem={problem} /> : null}
      <Facts
        entries={[
          ['Last look', lookedAt === undefined ? 'none was answered yet' : format.age(lookedAt, now)],
          ['Last event', recent[0] === undefined ? 'none yet' : format.age(recent[0].at, now)],
          ...(came === 0 ? [] : ([['Counted since', format.moment(since, now)]] as const)),
          ...eventFates.flatMap((fate) =>
            (counts[fate] ?? 0) === 0 ? [] : ([[fateWords[fate].word, String(counts[fate])]] as const),
          ),
        ]}
      />
      {came === 0 && !problem ? (
        <p className={styles['quiet']}>
          None ever came to this workspace. In Dynamics, activate the events under System administration, Set up, Business events,
          for this endpoint and each company.
        </p>
      ) : null}
      <EventTypes types={types} />
      {recent.length === 0 ? null : <RecentEvents events={recent} />}
      <WhereToSetUp />
    </>
  );
}

function Failing({ problem }: { readonly problem: NonNullable<BusinessEvents['problem']> }): ReactNode {
  const { workspace } = useStatus();
  const format = useFormat();
  const now = useNow(30_000);
  const look = useCommand('businessEvents.lookNow');
  const asksKey = problem.code === 'secret-missing' || problem.code === 'configuration';
  const own = workspaceIds.find((id) => id === workspace.name);
  return (
    <>
      <p role="alert" className={styles['problem']}>
        Since {format.moment(problem.at, now)}: {problem.message}
      </p>
      {asksKey && own !== undefined ? (
        <SecretField
          workspace={own}
          name="dynamics.events"
          label={secretLabels['dynamics.events']}
          known={undefined}
          onKept={() => look.mutate({})}
        />
      ) : null}
      <Button size="small" icon={<ArrowSyncRegular />} disabled={look.isPending} onClick={() => look.mutate({})}>
        Look again now
      </Button>
    </>
  );
}
