import type { ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { SheetEditor } from './SheetEditor.tsx';

interface SheetPartProps {
  readonly partnerId: string;
  readonly vendor: string;
}

/** How a partner wants its answers, on its page. */
export function SheetPart({ partnerId, vendor }: SheetPartProps): ReactNode {
  const sheet = useAnswer('sheets.get', { partnerId, vendor });
  return (
    <Shown answer={sheet} loading={<Loading rows={10} />}>
      {(view) => <SheetEditor key={view.version} view={view} />}
    </Shown>
  );
}
