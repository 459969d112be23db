import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { BackupState } from '#core/contract/views/records.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './Settings.module.css';

interface BackupDiskNoteProps {
  readonly folder: string;
  readonly moved: NonNullable<BackupState['moved']>;
}

/** The folder for backups is not on the disk that it was chosen on; a person says whether that is meant. */
export function BackupDiskNote({ folder, moved: { was, is } }: BackupDiskNoteProps): ReactNode {
  const accept = useCommand('backup.acceptDisk');
  return (
    <div role="alert" className={styles['wide']}>
      <p className={styles['warning']}>
        <StatusBadge state={{ word: 'Another disk', tone: 'bad', meaning: '' }} />
        {folder} lay on the disk at {was}; now it lies on the one at {is}. No backup is made there until the disk is connected
        again, or you say that it is meant so.
      </p>
      <Button size="small" disabled={accept.isPending} onClick={() => accept.mutate({})}>
        Use it where it is now
      </Button>
      {accept.error ? <ErrorState error={accept.error} doing="use the folder where it is" /> : null}
    </div>
  );
}
