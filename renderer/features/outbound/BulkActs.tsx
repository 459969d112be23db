import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { actsOf, actTexts } from './acts.ts';
import type { Acting } from './useActing.tsx';

/** What the selected documents can take; a button counts those that it concerns and asks first. */
export function BulkActs({ rows, acting }: { readonly rows: readonly OutboundListRow[]; readonly acting: Acting }): ReactNode {
  const inRing = rows.filter((row) => row.place === 'ring').map((row) => row.outboundId);
  return (
    <>
      {inRing.length === 0 ? null : (
        <Button size="small" onClick={() => acting.takeBack(inRing)}>
          Take back {inRing.length}
        </Button>
      )}
      {actsOf(rows).map(({ act, rows: fitting }) => (
        <Button
          key={act}
          size="small"
          onClick={() =>
            acting.ask(
              act,
              fitting.map((row) => row.outboundId),
            )
          }
        >
          {actTexts[act].label} {fitting.length}…
        </Button>
      ))}
    </>
  );
}
