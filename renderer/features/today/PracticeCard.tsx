import { Button, Field, Select, SpinButton } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import { familyWords, oddityWords } from '../../lib/words/practice.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './PracticeCard.module.css';

type Family = keyof typeof familyWords;
const families = Object.keys(familyWords) as readonly Family[];
const most = 200;

/** Explains the practice workspace to a newcomer and lets it send orders. */
export function PracticeCard(): ReactNode {
  const [{ practiceCard }, set] = usePreferences();
  return (
    <Card
      title="Practice workspace"
      actions={
        <Button
          size="small"
          appearance="subtle"
          aria-expanded={practiceCard}
          onClick={() => set({ practiceCard: !practiceCard })}
        >
          {practiceCard ? 'Fold' : 'Unfold'}
        </Button>
      }
    >
      {practiceCard ? (
        <div className={styles['practice']}>
          <div className={styles['story']}>
            <p>
              Nothing here leaves this computer. Three made-up retailers send purchase orders to a practice SPS, and sales orders
              are made in a practice Dynamics. Send some, then watch:
            </p>
            <ol className={styles['steps']}>
              <li>
                The order arrives in the mailbox and is stored, <Link to="/orders">listed</Link> and checked.
              </li>
              <li>Partner, address, items and units are matched to Dynamics. What is missing parks the order and says so.</li>
              <li>
                The sales order is made. What a person must decide stands under <Link to="/attention">Needs a hand</Link>.
              </li>
              <li>
                Confirm, ship and bill it in the <Link to="/backoffice">Back office</Link>: each posting is answered with a{' '}
                <Link to="/documents">document</Link> that is checked, sent and collected.
              </li>
            </ol>
          </div>
          <SendOrders />
        </div>
      ) : (
        <SendOrders />
      )}
    </Card>
  );
}

function SendOrders(): ReactNode {
  const [count, setCount] = useState(5);
  const [family, setFamily] = useState<Family | ''>('');
  const [oddity, setOddity] = useState('');
  const place = useCommand('practice.order');
  const say = useToast();
  function submit(event: FormEvent): void {
    event.preventDefault();
    place.mutate(
      { count, ...(family === '' ? {} : { family }), ...(oddity === '' ? {} : { oddity }) },
      {
        onSuccess: ({ placed }) =>
          say(`${placed} ${plural(placed, 'file')} on the way`, 'A run has started; the orders appear by themselves.'),
      },
    );
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Field label="Orders" size="small" className={styles['count'] ?? ''}>
        <SpinButton
          size="small"
          min={1}
          max={most}
          value={count}
          onChange={(_, { value, displayValue }) => {
            const wanted = value ?? Number(displayValue);
            if (Number.isInteger(wanted)) setCount(Math.max(1, Math.min(most, wanted)));
          }}
        />
      </Field>
      <Field label="Kind" size="small">
        <Select
          size="small"
          value={family}
          onChange={(_, { value }) => setFamily(families.find((known) => known === value) ?? '')}
        >
          <option value="">As each retailer does</option>
          {families.map((name) => (
            <option key={name} value={name}>
              {familyWords[name]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="With an oddity" size="small">
        <Select size="small" value={oddity} onChange={(_, { value }) => setOddity(value)}>
          <option value="">None, all go through</option>
          {Object.entries(oddityWords).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" size="small" appearance="primary" icon={<SendRegular />} disabled={place.isPending}>
        Send me orders
      </Button>
      {place.error ? <ErrorState error={place.error} doing="send practice orders" /> : null}
    </form>
  );
}
