import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { SlipEditor } from './SlipEditor.tsx';

/** How one packing slip is packed. Another version begins a new look at it. */
export function SlipScreen(): ReactNode {
  const { slipId } = useParams({ from: '/documents/packing/$slipId' });
  const answer = useAnswer('packing.get', { slipId: Number(slipId) });
  return (
    <Shown
      answer={answer}
      loading={
        <Page title="Packing slip">
          <Loading rows={8} />
        </Page>
      }
    >
      {(view) => <SlipEditor key={`${view.slip.slipId} ${view.version}`} view={view} />}
    </Shown>
  );
}
