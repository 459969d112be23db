import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { BackOfficeOrder } from '#core/contract/views/backoffice.ts';
import { sameDecimal } from '#core/domain/decimal.ts';
import { postWords, type Posting } from './PostDialog.tsx';

interface PostButtonsProps {
  readonly orders: readonly BackOfficeOrder[];
  readonly onPost: (posting: Posting) => void;
  /** True where they are what a panel leads to: the next step stands out. */
  readonly main?: boolean;
}

const whats = ['confirm', 'ship', 'invoice'] as const;

/** Confirm, ship, bill: what comes next for most of them stands out. */
export function PostButtons({ orders, onPost, main = false }: PostButtonsProps): ReactNode {
  const next = nextOf(orders[0]);
  return (
    <>
      {whats.map((what) => (
        <Button
          key={what}
          size={main ? 'medium' : 'small'}
          {...(main && what === next ? { 'data-first': true, appearance: 'primary' as const } : {})}
          onClick={() => onPost({ what, orders })}
        >
          {postWords[what].label}
          {orders.length > 1 ? ` ${orders.length}` : ''}…
        </Button>
      ))}
    </>
  );
}

function nextOf(order: BackOfficeOrder | undefined): (typeof whats)[number] | undefined {
  if (order === undefined) return undefined;
  if (order.confirmations.length === 0) return 'confirm';
  if (!sameDecimal(order.shipped, order.ordered)) return 'ship';
  return sameDecimal(order.invoiced, order.shipped) ? undefined : 'invoice';
}
