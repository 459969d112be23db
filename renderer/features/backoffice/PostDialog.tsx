import { Checkbox, Field, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { BackOfficeOrder } from '#core/contract/views/backoffice.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useToast } from '../../ui/useToast.tsx';

export interface Posting {
  readonly what: 'confirm' | 'ship' | 'invoice';
  readonly orders: readonly BackOfficeOrder[];
}

interface PostWords {
  readonly label: string;
  /** What quantity the share is of. */
  readonly of: string;
  readonly answer: string;
  readonly together?: string;
}

export const postWords: Readonly<Record<Posting['what'], PostWords>> = {
  confirm: { label: 'Confirm', of: 'what is ordered', answer: 'an 855 is drafted for each' },
  ship: {
    label: 'Ship',
    of: 'what is open',
    answer: 'an 856 is drafted for each slip',
    together: 'One packing slip a customer over all of them',
  },
  invoice: {
    label: 'Invoice',
    of: 'what is shipped and not billed',
    answer: 'an 810 is drafted for each invoice',
    together: 'One invoice an account over all of them',
  },
};

const shares = [
  ['1', 'All of'],
  ['0.75', 'Three quarters of'],
  ['0.5', 'Half of'],
  ['0.25', 'A quarter of'],
] as const;

/** Posts in the practice Dynamics as a person there would: all or a part, each for itself or together. */
export function PostDialog({
  posting: { what, orders },
  onClose,
}: {
  readonly posting: Posting;
  readonly onClose: () => void;
}): ReactNode {
  const words = postWords[what];
  const [share, setShare] = useState('1');
  const [together, setTogether] = useState(false);
  const post = useCommand('backoffice.post');
  const say = useToast();
  function submit(): void {
    post.mutate(
      { what, orders: orders.map(({ number }) => number), share: Number(share), consolidate: together },
      {
        onSuccess: ({ posted, skipped }) => {
          say(
            posted.length === 0
              ? 'Nothing was posted'
              : `Posted ${posted.slice(0, 3).join(', ')}${posted.length > 3 ? ` and ${posted.length - 3} more` : ''}`,
            skipped[0] === undefined ? 'A run has started and reads it.' : `${skipped.length} left out: ${skipped[0].why}.`,
          );
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`${words.label} ${orders.length} ${plural(orders.length, 'sales order')}`}
      confirmLabel={words.label}
      busy={post.isPending}
      focused
      error={post.error}
      doing={words.label}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        {orders
          .slice(0, 6)
          .map(({ number, purchaseOrder }) => `${number} (${purchaseOrder})`)
          .join(', ')}
        {orders.length > 6 ? ` and ${orders.length - 6} more` : ''}
      </p>
      <Field label="How much" hint={`Of ${words.of}, line by line; a part is rounded down, at least 1.`}>
        <Select value={share} onChange={(_, { value }) => setShare(value)}>
          {shares.map(([value, word]) => (
            <option key={value} value={value}>
              {word} {words.of}
            </option>
          ))}
        </Select>
      </Field>
      {words.together !== undefined && orders.length > 1 ? (
        <Checkbox label={words.together} checked={together} onChange={(_, { checked }) => setTogether(checked === true)} />
      ) : null}
      <p>It is posted in the practice Dynamics; a run starts at once, and {words.answer}.</p>
    </FormDialog>
  );
}
