import type { ReactNode } from 'react';
import type { PackingView } from '#core/contract/views/packing.ts';
import { differences } from '#core/domain/checkPacking.ts';
import type { Packing } from './edit.ts';
import styles from './Packing.module.css';

/** The slip's lines beside what is in cartons: the running difference. */
export function LinesLeft({ lines, packing }: { readonly lines: PackingView['lines']; readonly packing: Packing }): ReactNode {
  return (
    <div className={styles['lines']} tabIndex={0} role="region" aria-label="Lines of the packing slip">
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Item</th>
            <th scope="col">Order</th>
            <th scope="col">Store</th>
            <th scope="col" className={styles['number']}>
              On the slip
            </th>
            <th scope="col" className={styles['number']}>
              In cartons
            </th>
            <th scope="col" className={styles['number']}>
              Still open
            </th>
          </tr>
        </thead>
        <tbody>
          {differences(lines, packing).map(({ line, packed, open }) => (
            <tr key={line.slipLine}>
              <td>#{line.slipLine}</td>
              <td title={line.description}>
                {line.itemNumber} <span className={styles['quiet']}>{line.buyerPart}</span>
              </td>
              <td>{line.purchaseOrder}</td>
              <td>{line.store}</td>
              <td className={styles['number']}>
                {line.quantity} {line.unit}
              </td>
              <td className={styles['number']}>{packed}</td>
              <td className={`${styles['number']} ${open === '0' ? '' : styles['open']}`}>
                {open === '0' ? 'none' : open.startsWith('-') ? `${open.slice(1)} too many` : open}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
