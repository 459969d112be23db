import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { InputOf } from '#core/contract/endpoints.ts';
import type { DraftView } from '#core/contract/views/drafts.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import styles from './Outbound.module.css';

type Choice = DraftView['choices'][number];
type Answer = InputOf<'outbound.answerChoices'>['answers'][number];
interface Given {
  readonly code: string;
  readonly date: string;
  readonly price: string;
  readonly item: string;
  readonly reason: string;
}

const keyOf = (choice: Choice): string => [choice.about, choice.threadId, choice.position, choice.store].join(' ');
const nothing: Given = { code: '', date: '', price: '', item: '', reason: '' };

/** What only a person can know of an acknowledgment: each question with its answers, given together. */
export function AckChoices({ draft }: { readonly draft: DraftView }): ReactNode {
  const [given, setGiven] = useState<Readonly<Record<string, Given>>>({});
  const command = useCommand('outbound.answerChoices');
  const answers = draft.choices.flatMap((choice) => answerOf(choice, given[keyOf(choice)] ?? nothing));
  const give = (choices: readonly Choice[], change: Partial<Given>): void =>
    setGiven((before) => ({
      ...before,
      ...Object.fromEntries(choices.map((choice) => [keyOf(choice), { ...nothing, ...before[keyOf(choice)], ...change }])),
    }));
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (answers.length > 0 && !command.isPending)
      command.mutate({ outboundId: draft.outboundId, versionId: draft.versionId, answers });
  }
  return (
    <PanelPart title="Your answer is asked">
      <form className={styles['choices']} onSubmit={submit}>
        {alike(draft.choices).map(([first, ...others]) => (
          <ChoiceFields
            key={`all ${keyOf(first)}`}
            choice={first}
            legend={`The same answer for all ${others.length + 1} lines`}
            given={common([first, ...others].map((choice) => given[keyOf(choice)] ?? nothing))}
            onGiven={(change) => give([first, ...others], change)}
          />
        ))}
        {draft.choices.map((choice) => (
          <ChoiceFields
            key={keyOf(choice)}
            choice={choice}
            legend={choice.question}
            given={given[keyOf(choice)] ?? nothing}
            onGiven={(change) => give([choice], change)}
          />
        ))}
        {command.error ? <ErrorState error={command.error} doing="answer" /> : null}
        <div>
          <Button type="submit" appearance="primary" size="small" disabledFocusable={answers.length === 0 || command.isPending}>
            Answer {answers.length} of {draft.choices.length} {plural(draft.choices.length, 'question')}
          </Button>
        </div>
      </form>
    </PanelPart>
  );
}

/** Questions of one kind with the same answers, where there are several. */
function alike(choices: readonly Choice[]): readonly (readonly [Choice, ...Choice[]])[] {
  const groups = Map.groupBy(choices, ({ about, options }) => [about, ...options.map(({ code }) => code)].join(' '));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first !== undefined && others.length > 0 ? [[first, ...others] as const] : [],
  );
}

/** What all of them say; what they say differently is empty. */
function common(all: readonly Given[]): Given {
  const same = (field: keyof Given): string => {
    const [first = '', ...others] = new Set(all.map((one) => one[field]));
    return others.length === 0 ? first : '';
  };
  return { code: same('code'), date: same('date'), price: same('price'), item: same('item'), reason: same('reason') };
}

interface ChoiceFieldsProps {
  readonly choice: Choice;
  readonly legend: string;
  readonly given: Given;
  readonly onGiven: (change: Partial<Given>) => void;
}

function ChoiceFields({ choice, legend, given, onGiven }: ChoiceFieldsProps): ReactNode {
  const needs = choice.options.find((option) => option.code === given.code)?.needs ?? [];
  return (
    <fieldset className={styles['choice']}>
      <legend>{legend}</legend>
      <Field label="Answer" size="small">
        <Select data-first size="small" value={given.code} onChange={(_, { value }) => onGiven({ code: value })}>
          <option value="">Choose</option>
          {choice.options.map((option) => (
            <option key={option.code} value={option.code}>
              {option.code} {option.label}
            </option>
          ))}
        </Select>
      </Field>
      {needs.includes('date') ? (
        <Field label="Ship date" size="small">
          <Input size="small" type="date" value={given.date} onChange={(_, { value }) => onGiven({ date: value })} />
        </Field>
      ) : null}
      {needs.includes('price') ? (
        <Field label="Price" size="small">
          <Input size="small" inputMode="decimal" value={given.price} onChange={(_, { value }) => onGiven({ price: value })} />
        </Field>
      ) : null}
      {needs.includes('item') ? (
        <Field label="Vendor part of the other item" size="small">
          <Input size="small" value={given.item} maxLength={80} onChange={(_, { value }) => onGiven({ item: value })} />
        </Field>
      ) : null}
      {needs.includes('reason') ? (
        <Field label="Reason" size="small">
          <Input size="small" value={given.reason} maxLength={500} onChange={(_, { value }) => onGiven({ reason: value })} />
        </Field>
      ) : null}
    </fieldset>
  );
}

/** The answer as it is sent; none while something that it needs is not there. */
function answerOf(choice: Choice, { code, date, price, item, reason }: Given): readonly Answer[] {
  const option = choice.options.find((one) => one.code === code);
  if (!option) return [];
  const values = { date, price, item, reason };
  if (option.needs.some((need) => values[need].trim() === '')) return [];
  const { about, threadId, position, store } = choice;
  return [
    {
      about,
      threadId,
      position,
      store,
      code: option.code,
      ...(option.needs.includes('date') ? { date } : {}),
      ...(option.needs.includes('price') ? { price: price.trim() } : {}),
      ...(option.needs.includes('item') ? { item: { vendorPart: item.trim() } } : {}),
      ...(option.needs.includes('reason') ? { reason: reason.trim() } : {}),
    },
  ];
}
