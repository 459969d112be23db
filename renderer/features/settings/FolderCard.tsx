import type { ReactNode } from 'react';
import type { RecordsSettings } from '#core/contract/views/records.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { bytesInWords } from '../../lib/bytes.ts';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Facts } from '../../ui/Details.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Settings.module.css';

/** Below this a day of work may fill the disk. */
const littleSpace = 2_000_000_000;

/** Where the data lies, how much it is, how much fits, and since when texts are kept. */
export function FolderCard({ settings: { folder, payloads } }: { readonly settings: RecordsSettings }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { path, bytes, freeBytes, parts } = folder;
  return (
    <Card title="Data folder">
      {freeBytes !== undefined && freeBytes < littleSpace ? (
        <p role="alert" className={styles['warning']}>
          <StatusBadge state={{ word: 'Little room', tone: 'warn', meaning: '' }} />
          Make room on this disk: without any, nothing new can be fetched.
        </p>
      ) : null}
      <Facts
        entries={[
          [
            'Folder',
            <span key="folder" className={styles['withCopy']}>
              {path}
              <CopyButton text={path} label="Copy the folder" />
            </span>,
          ],
          ['Holds', bytesInWords(bytes)],
          ['Free on its disk', freeBytes === undefined ? 'the system does not say' : bytesInWords(freeBytes)],
          [
            'Files kept',
            payloads.oldestAt === undefined
              ? 'none yet'
              : `${format.count(payloads.count)}, the oldest of ${format.moment(payloads.oldestAt, now)}`,
          ],
        ]}
      />
      <details className={styles['wide']}>
        <summary>What is in it</summary>
        <Facts entries={parts.map((part) => [part.name, bytesInWords(part.bytes)] as const)} />
      </details>
    </Card>
  );
}
