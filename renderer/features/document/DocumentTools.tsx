import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import type { ReactNode } from 'react';
import type { DocumentContent } from '#core/contract/views/documents.ts';
import { saveText } from '../../lib/csv.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FindBox } from './FindBox.tsx';
import type { Range } from '../../lib/codeLines.ts';
import styles from './DocumentView.module.css';

export interface DocumentToolsProps {
  readonly content: DocumentContent;
  readonly path: string;
  readonly onFound: (place: Range) => void;
}

/** Find in the document; its path and text to the clipboard or into a file. */
export function DocumentTools({ content, path, onFound }: DocumentToolsProps): ReactNode {
  return (
    <div className={styles['tools']}>
      <FindBox raw={content.raw} onFound={onFound} />
      <span className={styles['path']} title={path}>
        {path}
      </span>
      <CopyButton text={path} label="Copy the path at SPS" />
      <CopyButton text={content.raw} label="Copy the raw text" labelled />
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowDownloadRegular />}
        disabled={content.rawCut}
        onClick={() => saveText(path.slice(path.lastIndexOf('/') + 1), content.raw, 'application/octet-stream')}
      >
        Save
      </Button>
    </div>
  );
}
