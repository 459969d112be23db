import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MorningView } from '#core/contract/views/morning.ts';
import { dayIn } from '#core/domain/time.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { placeWords } from '../../lib/outboundWords.ts';
import { Card } from '../../ui/Card.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useNow } from '../../ui/useNow.ts';
import { CheckDone } from './CheckDone.tsx';
import { EngineHours } from './EngineHours.tsx';
import { Look } from './Look.tsx';
import { Unconfirmed } from './Unconfirmed.tsx';
import styles from './MorningCard.module.css';

/** What the sentence does not say: the hours behind us, the backup, and what is silent. Then the word that it was looked at. */
export function MorningCard(): ReactNode {
  const answer = useAnswer('morning.get', {});
  return (
    <Card title="Morning check">
      <Shown answer={answer} loading={<Loading rows={5} />}>
        {(view) => (
          <div className={styles['morning']}>
            <ul className={styles['looks']}>
              <Hours view={view} />
              <BackupLook view={view} />
              <Expected view={view} />
              <Unconfirmed />
              <Notices view={view} />
              <Invoices view={view} />
              <Silent view={view} />
            </ul>
            <CheckDone checks={view.checks} />
          </div>
        )}
      </Shown>
    </Card>
  );
}

interface ViewProps {
  readonly view: MorningView;
}

function Hours({ view: { engine } }: ViewProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { gapMinutes, parts, from } = engine;
  const failed = parts.at(-1)?.state === 'failed';
  const since = dayIn(format.timeZone, from) === dayIn(format.timeZone, new Date(now).toISOString()) ? '' : ' yesterday';
  return (
    <Look tone={gapMinutes > 0 || failed ? 'warn' : 'good'} title="Engine:">
      {gapMinutes > 0 ? (
        <>
          <Link to="/runs">{hoursInWords(gapMinutes)}</Link> without a good run
        </>
      ) : failed ? (
        <>
          the <Link to="/runs">last run</Link> failed; no gap
        </>
      ) : (
        'no gap'
      )}{' '}
      since{since} {format.time(from)}.
      <EngineHours hours={engine} />
    </Look>
  );
}

/** `2 h 10 min`, `25 min`. */
function hoursInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

/** In practice nothing is lost that cannot be had again: there a backup that was never made is no warning. */
function BackupLook({ view: { backup } }: ViewProps): ReactNode {
  const { practice } = useStatus();
  const format = useFormat();
  const now = useNow(60_000);
  const { lastAt, there, late, warnAfterDays } = backup;
  const forgiven = practice && lastAt === undefined;
  return (
    <Look tone={!late ? 'good' : forgiven ? 'quiet' : 'warn'} title="Backup:">
      <Link to="/settings">{lastAt === undefined ? 'none yet' : format.age(lastAt, now)}</Link>
      {!late || forgiven
        ? '.'
        : lastAt === undefined
          ? '. If this disk fails, everything here is lost.'
          : there
            ? `, older than ${warnAfterDays} ${plural(warnAfterDays, 'day')}.`
            : ', and it is not where it was put any more.'}
    </Look>
  );
}

function Expected({ view: { expected } }: ViewProps): ReactNode {
  const now = useNow(60_000);
  const { timeZone } = useFormat();
  const weekday = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }).format(now);
  return (
    <Look tone={expected.length === 0 ? 'good' : 'warn'} title="Expected, not here:">
      {expected.length === 0
        ? 'nobody.'
        : expected.map(({ partnerId, partnerName, days }, index) => (
            <span key={partnerId}>
              {index === 0 ? '' : ', '}
              <Link to="/orders" search={{ partner: partnerId }}>
                {partnerName}
              </Link>{' '}
              (sent by now on {days} of the last 4 {weekday}s)
            </span>
          ))}
    </Look>
  );
}

function Notices({ view: { notices } }: ViewProps): ReactNode {
  const format = useFormat();
  return (
    <Look tone={notices.length === 0 ? 'good' : 'warn'} title="Shipped, 856 not sent:">
      {notices.length === 0
        ? 'none.'
        : notices.map(({ place, count }, index) => (
            <span key={place}>
              {index === 0 ? '' : ', '}
              <Link to="/documents" search={{ place, kind: '856' }}>
                {format.count(count)}
              </Link>{' '}
              {placeWords[place].word.toLowerCase()}
              {index === notices.length - 1 ? '.' : ''}
            </span>
          ))}
    </Look>
  );
}

/** Where the notice stands that an invoice waits for: whoever is to move is there. */
const behindWords: Readonly<Record<MorningView['invoices'][number]['behind'], string>> = {
  none: 'without a packing slip',
  waiting: 'whose 856 waits',
  held: 'whose 856 is held',
  review: 'whose 856 is to be released',
  ring: 'whose 856 is about to leave',
  ready: 'whose 856 is about to leave',
  unknown: 'whose 856 nobody knows of',
  refused: 'whose 856 SPS refused',
  sent: 'whose 856 the partner has not accepted',
  collected: 'whose 856 the partner has not accepted',
  accepted: 'whose 856 was accepted',
  rejected: 'whose 856 the partner rejected',
  'set-aside': 'whose 856 was set aside',
};

/** They go on by themselves when their notice does. */
function Invoices({ view: { invoices } }: ViewProps): ReactNode {
  const format = useFormat();
  return (
    <Look tone={invoices.length === 0 ? 'good' : 'wait'} title="Billed, 810 waits for its 856 (rule 810-03):">
      {invoices.length === 0
        ? 'none.'
        : invoices.map(({ behind, count }, index) => (
            <span key={behind}>
              {index === 0 ? '' : ', '}
              <Link to="/documents" search={{ place: 'waiting', kind: '810' }}>
                {format.count(count)}
              </Link>{' '}
              {behindWords[behind]}
              {index === invoices.length - 1 ? '.' : ''}
            </span>
          ))}
    </Look>
  );
}

function Silent({ view: { silent } }: ViewProps): ReactNode {
  const format = useFormat();
  return (
    <Look tone={silent.length === 0 ? 'good' : 'warn'} title="Sent, no answer:">
      {silent.length === 0
        ? 'none that is due.'
        : silent.map(({ group, title, documents }, index) => (
            <span key={group}>
              {index === 0 ? '' : ', '}
              <Link to="/attention" search={{ kind: 'held', group }} title={title}>
                {format.count(documents)}
              </Link>{' '}
              {title}
            </span>
          ))}
    </Look>
  );
}
