import { Button, Field, Input } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { SsccView } from '#core/contract/views/packing.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './Packing.module.css';

/** Says where numbers of cartons come from, and asks for what only a person can know of them. */
export function NumbersNote(): ReactNode {
  const numbers = useAnswer('packing.ranges', {}).data;
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  if (!numbers) return null;
  const asks = numbers.state === 'ask-start';
  const open = editing || numbers.state === 'none' || numbers.state === 'used-up';
  return (
    <section className={styles['numbers']} aria-label="Numbers of cartons">
      <div className={styles['row']} role={numbers.message === '' ? undefined : 'status'}>
        <span>
          {numbers.message === '' ? (
            <>
              Next number <code>{numbers.next}</code>, {format.count(Number(numbers.left))} left.
            </>
          ) : (
            <>
              <b>{numbers.message}</b> {numbers.nextStep}
            </>
          )}
        </span>
        {asks || open ? null : (
          <Button size="small" onClick={() => setEditing(true)}>
            Another range…
          </Button>
        )}
      </div>
      {asks ? <StartForm numbers={numbers} /> : open ? <RangeForm numbers={numbers} onDone={() => setEditing(false)} /> : null}
    </section>
  );
}

function StartForm({ numbers }: { readonly numbers: SsccView }): ReactNode {
  const [serial, setSerial] = useState('');
  const [why, setWhy] = useState('');
  const set = useCommand('packing.setNextStart');
  const say = useToast();
  function submit(event: FormEvent): void {
    event.preventDefault();
    set.mutate({ serial, why }, { onSuccess: ({ next }) => say('Numbers go on', `The next carton gets ${next ?? 'none'}.`) });
  }
  return (
    <form className={styles['row']} onSubmit={submit}>
      <Field label="Serial of the next carton" hint={`At least ${numbers.nextSerial ?? '?'}, surely behind every label`}>
        <Input value={serial} inputMode="numeric" maxLength={9} onChange={(_, { value }) => setSerial(value)} />
      </Field>
      <Field label="Why this one">
        <Input value={why} maxLength={500} onChange={(_, { value }) => setWhy(value)} />
      </Field>
      <Button type="submit" appearance="primary" disabled={set.isPending}>
        Go on from here
      </Button>
      {set.error ? <ErrorState error={set.error} doing="set the next number" /> : null}
    </form>
  );
}

const parts = [
  ['prefix', 'GS1 company prefix', 10],
  ['extension', 'Extension digit', 1],
  ['first', 'First serial', 9],
  ['last', 'Last serial', 9],
  ['why', 'Why', 500],
] as const;

function RangeForm({ numbers, onDone }: { readonly numbers: SsccView; readonly onDone: () => void }): ReactNode {
  const [values, setValues] = useState({
    prefix: numbers.range?.prefix ?? '',
    extension: numbers.range?.extension ?? '',
    first: '',
    last: '',
    why: '',
  });
  const set = useCommand('packing.setRange');
  function submit(event: FormEvent): void {
    event.preventDefault();
    set.mutate(values, { onSuccess: onDone });
  }
  return (
    <form className={styles['row']} onSubmit={submit}>
      {parts.map(([name, label, longest]) => (
        <Field key={name} label={label}>
          <Input
            value={values[name]}
            maxLength={longest}
            onChange={(_, { value }) => setValues((before) => ({ ...before, [name]: value }))}
          />
        </Field>
      ))}
      <Button type="submit" appearance="primary" disabled={set.isPending}>
        Use this range
      </Button>
      <Button onClick={onDone}>Not now</Button>
      {set.error ? <ErrorState error={set.error} doing="set the range" /> : null}
    </form>
  );
}
