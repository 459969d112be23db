import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DraftView } from '#core/contract/views/drafts.ts';
import { sameDecimal } from '#core/domain/decimal.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { PanelPart } from '../../ui/SidePanel.tsx';
import styles from './Outbound.module.css';

const shown = 500;
type Line = DraftView['lines'][number];

/** Each line as the 850 ordered it, as Dynamics posted it and as the document says it; what differs is marked in words. */
export function Compare({ draft }: { readonly draft: DraftView }): ReactNode {
  const format = useFormat();
  const differing = draft.lines.filter((line) => line.differs).length;
  const several = draft.orders.length > 1;
  return (
    <PanelPart
      title="Order, Dynamics and document"
      aside={
        <span className={styles['quiet']}>
          {differing === 0
            ? 'they agree on every line'
            : `${format.count(differing)} of ${format.count(draft.lines.length)} ${plural(draft.lines.length, 'line')} differ`}
        </span>
      }
    >
      <div className={styles['scroll']} role="group" aria-label="Lines side by side" tabIndex={0}>
        <table className={styles['compare']}>
          <thead>
            <tr>
              {several ? <th scope="col">Order</th> : null}
              <th scope="col">Line</th>
              <th scope="col">Item</th>
              <th scope="col" className={styles['end']}>
                850
              </th>
              <th scope="col" className={styles['end']}>
                Dynamics
              </th>
              <th scope="col" className={styles['end']}>
                {draft.kind}
              </th>
              <th scope="col">Unit</th>
              <th scope="col">Differs</th>
            </tr>
          </thead>
          <tbody>
            {draft.lines.slice(0, shown).map((line) => (
              <tr key={`${line.threadId} ${line.position}`} data-differs={line.differs}>
                {several ? (
                  <td>
                    <Link to="/orders/$threadId" params={{ threadId: String(line.threadId) }}>
                      {line.purchaseOrder}
                    </Link>
                  </td>
                ) : null}
                <td>{line.lineNumber}</td>
                <td title={line.description}>{line.item}</td>
                <td className={styles['end']}>{line.ordered}</td>
                <td className={styles['end']}>{line.posted ?? '–'}</td>
                <td className={styles['end']}>{line.drafted ?? '–'}</td>
                <td>{line.unit}</td>
                <td>{differenceIn(line, draft.kind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {draft.lines.length > shown ? <p>The first {format.count(shown)} lines are shown.</p> : null}
    </PanelPart>
  );
}

function differenceIn({ differs, ordered, posted, drafted }: Line, kind: string): string {
  if (!differs) return '';
  const off = [
    posted === undefined || sameDecimal(posted, ordered) ? '' : 'Dynamics is not the order',
    posted === undefined || drafted === undefined || sameDecimal(drafted, posted) ? '' : `The ${kind} is not Dynamics`,
  ].filter((text) => text !== '');
  return off.join('. ') || `The ${kind} is not the order`;
}
