import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useState, type ReactNode } from 'react';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { saveText } from '../../lib/csv.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useToast } from '../../ui/useToast.tsx';
import { CodeView } from '../../ui/CodeView.tsx';
import styles from './Attention.module.css';

export interface FilePanelProps {
  readonly fileId: number;
  readonly path: string;
  readonly state: AttentionRow['fileState'];
}

type Asked = 'delete' | 'fetch';

const asks = {
  delete: {
    title: 'Delete at SPS',
    effects: [
      'The file is deleted in the mailbox at SPS and cannot be fetched from there again.',
      'What was stored here stays and can be found.',
    ],
  },
  fetch: {
    title: 'Fetch again',
    effects: ['The next run, which starts at once, fetches the file from SPS and reads it anew.', 'Nothing is deleted at SPS.'],
  },
} as const;

/** A file that cannot be read: its text, and what a person may say about it. */
export function FilePanel({ fileId, path, state }: FilePanelProps): ReactNode {
  const [asked, setAsked] = useState<Asked>();
  const remove = useCommand('files.deleteAtSps');
  const fetchAgain = useCommand('files.fetchAgain');
  const say = useToast();
  const done = (): void => {
    if (asked) say(asks[asked].title, path);
    setAsked(undefined);
  };
  return (
    <>
      <div className={styles['buttons']}>
        <Button size="small" icon={<ArrowDownloadRegular />} onClick={() => setAsked('fetch')}>
          Fetch again…
        </Button>
        <Button size="small" icon={<DeleteRegular />} onClick={() => setAsked('delete')}>
          Delete at SPS…
        </Button>
      </div>
      {state === 'too-large' ? null : <FileText fileId={fileId} />}
      {asked ? (
        <ConfirmDialog
          title={asks[asked].title}
          subject={path}
          effects={asks[asked].effects}
          confirmLabel={asks[asked].title}
          asksReason={asked === 'delete'}
          busy={remove.isPending || fetchAgain.isPending}
          error={asked === 'delete' ? remove.error : fetchAgain.error}
          onClose={() => setAsked(undefined)}
          onConfirm={(reason) => {
            if (asked === 'delete') remove.mutate({ fileId, reason }, { onSuccess: done });
            else fetchAgain.mutate({ fileId }, { onSuccess: done });
          }}
        />
      ) : null}
    </>
  );
}

export function FileText({ fileId }: { readonly fileId: number }): ReactNode {
  const file = useAnswer('files.content', { fileId });
  const format = useFormat();
  return (
    <Shown answer={file}>
      {(value) => (
        <div className={styles['file']}>
          <div className={styles['fileHead']}>
            <span>
              {format.count(value.bytes)} bytes{value.rawCut ? ', only the beginning is shown' : ''}
            </span>
            <Button
              size="small"
              appearance="subtle"
              icon={<ArrowDownloadRegular />}
              disabled={value.rawCut}
              onClick={() => saveText(value.path.slice(value.path.lastIndexOf('/') + 1), value.raw, 'application/octet-stream')}
            >
              Save the file
            </Button>
          </div>
          {value.raw === '' ? (
            <p className={styles['quiet']}>The file is empty.</p>
          ) : (
            <CodeView raw={value.raw} highlight={undefined} reveal={0} />
          )}
        </div>
      )}
    </Shown>
  );
}
