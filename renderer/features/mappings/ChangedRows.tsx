import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ImportLine } from '#core/contract/views/mappingImports.ts';
import { useList } from '../../api/ApiContext.tsx';
import { Diff, differences } from '../../ui/Diff.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { flat } from './MappingHistory.tsx';
import { nameOfField, rowInWords } from './rowTexts.ts';
import styles from './Mappings.module.css';

const words = { add: 'Added', update: 'Changed', remove: 'Removed' } as const;

/** The rows of one change, each with what differs. */
export function ChangedRows({ changeSetId }: { readonly changeSetId: number }): ReactNode {
  const list = useList('mappings.changeRows', { changeSetId, limit: 50 });
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <Loading rows={4} />;
  const lines = list.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <ul className={styles['changed']}>
        {lines.map((line) => (
          <ChangedRow key={`${line.line} ${line.row}`} line={line} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button size="small" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          More rows
        </Button>
      ) : null}
    </>
  );
}

function ChangedRow({ line }: { readonly line: ImportLine }): ReactNode {
  switch (line.line) {
    case 'add':
      return (
        <li>
          <b>{words.add}</b> {rowInWords(line.after)}
        </li>
      );
    case 'remove':
      return (
        <li>
          <b>{words.remove}</b> {rowInWords(line.before)}
        </li>
      );
    case 'update':
      return (
        <li>
          <b>{words.update}</b> {rowInWords(line.after)}
          <Diff rows={differences(flat(line.before), flat(line.after), nameOfField)} />
        </li>
      );
    case 'error':
    case 'correction':
    case 'note':
      return <li>{line.sentence}</li>;
  }
}
