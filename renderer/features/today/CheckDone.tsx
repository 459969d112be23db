import { Button, Link } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useEffect, useRef, type ReactNode } from 'react';
import type { MorningCheck, MorningSnapshot } from '#core/contract/views/morning.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { isOverlaid, isTyping } from '../../lib/keys.ts';
import { openWork } from '../../lib/openWork.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import styles from './MorningCard.module.css';

/** The word that the desk was looked at: kept with every number of the moment, and taken back where it was a slip. */
export function CheckDone({ checks }: { readonly checks: readonly MorningCheck[] }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const say = useToast();
  const mark = useCommand('morning.markDone');
  const takeBack = useCommand('morning.takeBack');
  const [newest] = checks;
  const last = checks.find((check) => !check.takenBack);
  const done = (): void => {
    if (mark.isPending) return;
    mark.mutate(
      {},
      {
        onSuccess: ({ checkId }) =>
          say('Morning check done', 'The record keeps it with its numbers.', {
            label: 'Undo',
            onPress: () => takeBack.mutate({ checkId }),
          }),
      },
    );
  };
  useOnCtrlEnter(done);
  const error = mark.error ?? takeBack.error;
  return (
    <div className={styles['done']}>
      <div className={styles['doneRow']}>
        <Button size="small" appearance="primary" icon={<CheckmarkRegular />} disabledFocusable={mark.isPending} onClick={done}>
          Mark the check as done
        </Button>
        <span className={styles['quiet']}>
          {last === undefined ? 'Not marked yet.' : `Last: ${format.age(last.at, now)}, ${last.who}.`}{' '}
          {newest === undefined || newest.takenBack ? null : (
            <Link as="button" inline disabled={takeBack.isPending} onClick={() => takeBack.mutate({ checkId: newest.checkId })}>
              Take back
            </Link>
          )}
        </span>
      </div>
      {error ? <ErrorState error={error} doing="note the check" /> : null}
      {checks.length === 0 ? null : (
        <details>
          <summary>Earlier checks</summary>
          <ol className={styles['checks']}>
            {checks.map((check) => (
              <li key={check.checkId}>
                <b>{format.stamp(check.at, now)}</b>, {check.who}
                {check.takenBack ? ', taken back' : ''}: {inWords(check.snapshot)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

function inWords({ arrived, ordered, attention, sent, late, gapMinutes }: MorningSnapshot): string {
  return [
    `${arrived} arrived, ${ordered} in Dynamics, ${openWork(attention)} needed a hand`,
    `${sent} sent${late === 0 ? '' : `, ${late} late`}`,
    ...(gapMinutes === 0 ? [] : [`${gapMinutes} min without a good run`]),
  ].join('; ');
}

/** Ctrl+Enter on the screen itself; a dialog or a text that is open keeps the key. */
function useOnCtrlEnter(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.repeat) return;
      if (isTyping(event.target) || isOverlaid()) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
