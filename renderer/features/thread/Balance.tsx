import type { ReactNode } from 'react';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ScalesRegular } from '@fluentui/react-icons/svg/scales';
import styles from './Way.module.css';

type Line = ThreadView['balance'][number];

/** Each line as ordered, acknowledged, shipped and invoiced, in the unit of the order; where neighbours disagree it says so. */
export function Balance({ balance }: { readonly balance: readonly Line[] }): ReactNode {
  if (balance.length === 0) {
    return (
      <EmptyState icon={<ScalesRegular />} title="No balance yet">
        It appears when the order can be read.
      </EmptyState>
    );
  }
  const wrong = (line: Line, between: Line['disagreements'][number]['between']): boolean =>
    line.disagreements.some((one) => one.between === between);
  return (
    <div className={styles['balance']} role="group" aria-label="Balance of the lines" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Unit</th>
            <th scope="col" className={styles['end']}>
              Ordered
            </th>
            <th scope="col" className={styles['end']}>
              Acknowledged
            </th>
            <th scope="col" className={styles['end']}>
              Shipped
            </th>
            <th scope="col" className={styles['end']}>
              Invoiced
            </th>
            <th scope="col" className={styles['end']}>
              Open
            </th>
            <th scope="col">Disagrees</th>
          </tr>
        </thead>
        <tbody>
          {balance.map((line) => (
            <tr key={line.position}>
              <th scope="row">{line.lineNumber}</th>
              <td>{line.unit}</td>
              <td className={styles['end']}>{line.ordered}</td>
              <Figure bad={wrong(line, 'ordered-acknowledged')}>{line.acknowledged ?? '–'}</Figure>
              <Figure bad={wrong(line, 'acknowledged-shipped')}>{line.shipped}</Figure>
              <Figure bad={wrong(line, 'shipped-invoiced')}>{line.invoiced}</Figure>
              <td className={styles['end']}>{line.open}</td>
              <td>{line.disagreements.map(({ sentence }) => sentence).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ bad, children }: { readonly bad: boolean; readonly children: string }): ReactNode {
  return <td className={`${styles['end']} ${bad ? styles['bad'] : ''}`}>{children}</td>;
}
