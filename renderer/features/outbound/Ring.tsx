import { Button } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import type { ReactNode } from 'react';
import { useNow } from '../../ui/useNow.ts';
import { useActing } from './useActing.tsx';
import styles from './Outbound.module.css';

const second = 1_000;

/** What was released and has not left: how long it can be taken back, second by second. */
export function Ring({ outboundId, dueAt }: { readonly outboundId: number; readonly dueAt: string }): ReactNode {
  const now = useNow(second);
  const acting = useActing();
  const left = Math.max(0, Math.ceil((Date.parse(dueAt) - now) / second));
  return (
    <section className={styles['ring']} aria-label="Undo">
      {/* A voice that counts every second would say nothing else. */}
      <span role="timer">{left === 0 ? 'Leaves now.' : `Leaves in ${left} s.`}</span>
      <Button
        data-first
        size="small"
        appearance="primary"
        icon={<ArrowUndoRegular />}
        onClick={() => acting.takeBack([outboundId])}
      >
        Take back
      </Button>
      <Button size="small" icon={<SendRegular />} onClick={() => acting.sendNow([outboundId])}>
        Send now
      </Button>
    </section>
  );
}
