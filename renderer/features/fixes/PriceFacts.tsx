import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PriceRow } from '#core/contract/views/prices.ts';
import { dayIn } from '#core/domain/time.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural, type Format } from '../../lib/format.ts';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Fixes.module.css';

/** The price as ordered beside what we expected, what it costs over all lines, and what the past and other orders say. */
export function PriceFacts({ row }: { readonly row: PriceRow }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const money = (amount: string): string => format.money(amount, row.currency);
  return (
    <>
      <PanelPart title={`${row.itemNumber}: ${row.description || row.buyerPart || row.vendorPart}`}>
        <dl className={styles['prices']}>
          <Figure name="Ordered at" value={`${money(row.price)} per ${row.unit}`} />
          <Figure name="Expected" value={`${money(row.expected)} per ${row.unit}`} note={sourceOf(row, format, now)} />
          <Figure name="Difference" value={`${signed(row.difference, money)} (${percentOf(row)})`} />
          <Figure
            name="On these orders"
            value={signed(row.money, money)}
            note={`${row.quantity} ${row.unit} in ${row.lineCount} ${plural(row.lineCount, 'line')}`}
          />
        </dl>
        <p className={row.packFactor === undefined ? styles['quiet'] : styles['verdict']}>{verdictOf(row)}</p>
        {row.blocks ? (
          <p className={styles['verdict']}>
            {row.partnerName} blocks wrong prices (its sheet weighs {row.rule} so): no single order is let through. Agree on the
            price from now on, correct the unit, or keep ours.
          </p>
        ) : null}
        {row.kept ? (
          <p className={styles['verdict']}>
            {row.kept.by} keeps our price since {format.stamp(row.kept.at, now)}: {row.kept.why}
          </p>
        ) : null}
      </PanelPart>
      <PanelPart title="Accepted before">
        {row.accepted.length === 0 ? (
          <p className={styles['quiet']}>No price of this item was accepted for this partner yet.</p>
        ) : (
          <table className={styles['table']}>
            <tbody>
              {row.accepted.map((price) => (
                <tr key={price.id}>
                  <td>
                    {format.money(price.price, price.currency)} per {price.ediUnit}
                  </td>
                  <td>{format.day(dayIn(format.timeZone, price.at), now)}</td>
                  <td>
                    {price.by}: {price.why}
                  </td>
                  <td>{price.purchaseOrder ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PanelPart>
      <PriceLines row={row} />
      {row.otherOrders.length === 0 ? null : (
        <PanelPart title="Other open orders with the item">
          <table className={styles['table']}>
            <tbody>
              {row.otherOrders.map((order) => (
                <tr key={order.threadId}>
                  <td>
                    <Link to="/orders/$threadId" params={{ threadId: String(order.threadId) }}>
                      {order.purchaseOrder}
                    </Link>
                  </td>
                  <td className={styles['end']}>
                    {order.quantity} {order.unit}
                  </td>
                  <td className={styles['end']}>{order.price === undefined ? 'no price' : money(order.price)}</td>
                  <td>{order.shipBy === undefined ? '' : `ships ${format.day(order.shipBy, now)}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </PanelPart>
      )}
    </>
  );
}

function Figure({ name, value, note }: { readonly name: string; readonly value: string; readonly note?: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {note === undefined ? null : <small>{note}</small>}
      </dd>
    </div>
  );
}

/** The lines with this cause, the first to ship first. */
function PriceLines({ row }: { readonly row: PriceRow }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const hidden = row.lineCount - row.lines.length;
  return (
    <PanelPart title={row.lineCount === 1 ? 'The line' : `${format.count(row.lineCount)} lines wait for the same word`}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Line</th>
            <th scope="col" className={styles['end']}>
              Quantity
            </th>
            <th scope="col" className={styles['end']}>
              Difference
            </th>
            <th scope="col">Ship by</th>
          </tr>
        </thead>
        <tbody>
          {row.lines.map((line) => (
            <tr key={line.holdId}>
              <td>
                <Link
                  to="/orders/$threadId"
                  params={{ threadId: String(line.threadId) }}
                  search={{ document: line.documentId, path: line.path }}
                >
                  {line.purchaseOrder}
                </Link>
              </td>
              <td>{line.lineNumber}</td>
              <td className={styles['end']}>
                {line.quantity} {row.unit}
              </td>
              <td className={styles['end']}>{signed(line.difference, (amount) => format.money(amount, row.currency))}</td>
              <td>{line.shipBy === undefined ? '' : format.day(line.shipBy, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 ? <p className={styles['quiet']}>and {format.count(hidden)} more</p> : null}
    </PanelPart>
  );
}

/** Where the expectation comes from, with its day. */
function sourceOf(row: PriceRow, format: Format, now: number): string {
  const [last] = row.accepted;
  if (row.expectedFrom === 'accepted-before')
    return last === undefined ? 'accepted before' : `accepted on ${format.day(dayIn(format.timeZone, last.at), now)}`;
  return row.released === undefined
    ? 'price of the released product'
    : `released product: ${format.money(row.released.price, row.currency)} per ${row.released.unit}`;
}

export function signed(amount: string, money: (amount: string) => string): string {
  return amount.startsWith('-') ? money(amount) : `+${money(amount)}`;
}

export function percentOf({ percent }: Pick<PriceRow, 'percent'>): string {
  return `${percent.startsWith('-') ? '' : '+'}${percent.replace(/\.00$/, '')}\u00a0%`;
}

function verdictOf({ packFactor, unit, unitNow }: PriceRow): string {
  if (packFactor === undefined) return 'No pack explains the difference: it is a price.';
  const mapped = unitNow === undefined ? '' : ` Today ${unit} means ${unitNow.factor} ${unitNow.unit}.`;
  return `Differs by ${packFactor} times: probably a unit, not a price.${mapped}`;
}
