import { Link } from '@tanstack/react-router';
import { CalendarClockRegular } from '@fluentui/react-icons/svg/calendar-clock';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import type { ReactNode } from 'react';
import type { StatusView } from '#core/contract/views/status.ts';
import { useLink } from '../api/ApiContext.tsx';
import { useFormat, useStatus } from '../api/StatusContext.tsx';
import { SearchBox } from '../features/search/SearchBox.tsx';
import { dueWords } from '../lib/due.ts';
import { engineWords, healthWords, phaseWords, standstillWord } from '../lib/words/engine.ts';
import type { Word } from '../lib/words/tone.ts';
import { ToneIcon } from '../ui/StatusBadge.tsx';
import { useNow } from '../ui/useNow.ts';
import styles from './TopBar.module.css';

/** Always visible: which workspace, one search box, engine, next deadline, who works. */
export function TopBar(): ReactNode {
  const { workspace, user } = useStatus();
  return (
    <header className={styles['bar']}>
      <Link
        to="/workspaces"
        className={styles['workspace'] ?? ''}
        title={`Data folder: ${workspace.dataFolder}. Opens the workspaces.`}
      >
        <span className={styles['word']}>{workspace.word}</span>
        <span className={styles['company']}>{workspace.company}</span>
      </Link>
      <SearchBox />
      <div className={styles['facts']}>
        <EngineFact />
        <DeadlineFact />
        <div className={styles['fact']} title="Who works here: written into the record of every decision">
          <PersonRegular className={styles['icon'] ?? ''} aria-hidden />
          <span className={styles['text']}>{user}</span>
        </div>
      </div>
    </header>
  );
}

const lostWord: Word = { word: 'No contact', tone: 'bad', meaning: 'Quayside does not answer.' };

/** A connection that fails is said on every screen, not on Today alone. */
function failing(sps: StatusView['sps'], dynamics: StatusView['dynamics']): Word | undefined {
  const [name, health] = sps.state === 'failing' ? ['SPS', sps] : ['Dynamics', dynamics];
  if (health.state !== 'failing') return undefined;
  return { word: `${name} fails`, tone: 'bad', meaning: health.message ?? healthWords.failing.meaning };
}

function EngineFact(): ReactNode {
  const { engine, engineMessage, progress, schedule, sps, dynamics, standstill } = useStatus();
  const link = useLink();
  const format = useFormat();
  const now = useNow();
  const resting = standstill ? standstillWord(standstill) : (failing(sps, dynamics) ?? engineWords.idle);
  const word = link === 'lost' ? lostWord : engine === 'idle' ? resting : engineWords[engine];
  const detail = ((): string | undefined => {
    if (link === 'lost') return undefined;
    if (engine === 'running' && progress) return phaseWords[progress.phase].toLowerCase();
    if (engine === 'paused') return schedule.pausedUntil ? `until ${format.stamp(schedule.pausedUntil, now)}` : 'until resumed';
    return schedule.nextRunAt && engine === 'idle'
      ? `next run ${format.time(schedule.nextRunAt)} ${format.zone(now)}`
      : undefined;
  })();
  return (
    <Link to="/" className={styles['fact'] ?? ''} title={engineMessage ?? word.meaning}>
      <ToneIcon tone={word.tone} />
      <span className={styles['text']}>
        <strong>{word.word}</strong>
        {detail === undefined ? null : ` · ${detail}`}
      </span>
    </Link>
  );
}

function DeadlineFact(): ReactNode {
  const { nextDeadline } = useStatus();
  const format = useFormat();
  const now = useNow(60_000);
  if (!nextDeadline) {
    return (
      <div className={styles['fact']} title="No order waits for its sales order or its confirmation, and no document to leave">
        <CalendarClockRegular className={styles['icon'] ?? ''} aria-hidden />
        <span className={styles['text']}>No deadline</span>
      </div>
    );
  }
  const due = dueWords(nextDeadline.date, format, now);
  return (
    <Link
      to="/orders/$threadId"
      params={{ threadId: String(nextDeadline.threadId) }}
      className={`${styles['fact']} ${due.pressing ? styles['pressing'] : ''}`}
      title={`Next deadline: purchase order ${nextDeadline.purchaseOrder} of ${nextDeadline.partner}, ${nextDeadline.what} ${due.said}`}
    >
      <CalendarClockRegular className={styles['icon'] ?? ''} aria-hidden />
      <span className={styles['text']}>
        <strong>{nextDeadline.purchaseOrder}</strong> {nextDeadline.what} {due.distance}
      </span>
    </Link>
  );
}
