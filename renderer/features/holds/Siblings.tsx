import type { ReactNode } from 'react';
import type { TriagePreview } from '#core/contract/views/triage.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { worthInWords } from '../../lib/worth.ts';
import { useNow } from '../../ui/useNow.ts';
import styles from './Holds.module.css';

export interface SiblingsProps {
  readonly preview: TriagePreview;
  /** The hold that is answered in any case. */
  readonly holdId: number;
  /** Those that a person leaves out. */
  readonly left: ReadonlySet<number>;
  readonly onLeft: (left: ReadonlySet<number>) => void;
}

/** What else waits for the same answer: how much it is, and each by name, to be left out. */
export function Siblings({ preview, holdId, left, onLeft }: SiblingsProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const others = preview.rows.filter((row) => row.holdId !== holdId);
  const count = preview.holds.length - 1;
  const hidden = count - others.length;
  const facts = [
    `together ${format.count(preview.orders)} ${plural(preview.orders, 'order')}`,
    worthInWords(preview.worth, format),
    preview.earliestShipBy === undefined ? '' : `the first ships ${format.day(preview.earliestShipBy, now)}`,
    preview.freed === preview.orders ? '' : `${format.count(preview.orders - preview.freed)} will wait for something else`,
  ];
  function toggle(id: number): void {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    onLeft(next);
  }
  return (
    <fieldset className={styles['siblings']}>
      <legend>
        Also release {format.count(count)} {plural(count, 'other')}?
      </legend>
      <p className={styles['quiet']}>{facts.filter((fact) => fact !== '').join(' · ')}</p>
      <div className={styles['siblingList']} role="group" aria-label="Others that wait for the same">
        {others.map((row) => (
          <label key={row.holdId} className={styles['sibling']}>
            <input type="checkbox" checked={!left.has(row.holdId)} onChange={() => toggle(row.holdId)} />
            <b>{row.purchaseOrder}</b>
            <span className={styles['siblingText']} title={row.message}>
              {row.partner} · {row.message}
              {row.otherHolds.length > 0 ? ` · also waits for: ${row.otherHolds.join(', ')}` : ''}
            </span>
            <span>{row.amount === undefined ? '' : format.money(row.amount, row.currency)}</span>
            <span>{row.shipBy === undefined ? '' : format.day(row.shipBy, now)}</span>
          </label>
        ))}
      </div>
      {hidden > 0 ? <p className={styles['quiet']}>and {format.count(hidden)} more that ship later</p> : null}
    </fieldset>
  );
}
