import type { ReactNode } from 'react';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { DocumentView } from '../document/DocumentView.tsx';

export interface DocumentPaneProps {
  readonly document: ThreadView['documents'][number];
  readonly at: string | undefined;
}

/** A document, fetched when it is looked at. */
export function DocumentPane({ document, at }: DocumentPaneProps): ReactNode {
  const content = useAnswer('documents.content', { documentId: document.id });
  return (
    <Shown answer={content} loading={<Loading rows={10} />}>
      {(value) => <DocumentView content={value} path={document.path} at={at} />}
    </Shown>
  );
}
