import { Input } from '@fluentui/react-components';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { DatedKind } from '#core/domain/mapping.ts';
import { rowFields, updateOf, valuesOf, type DatedEntry, type RowValues } from './fields.ts';
import styles from './Mappings.module.css';

export interface RowEdit {
  /** What the table shows in place of the cells of the edited row. */
  readonly editing: { readonly key: string; readonly cell: (column: string) => ReactNode } | undefined;
  readonly start: (entry: DatedEntry) => void;
  readonly stop: () => void;
  /** Why the row cannot be saved as it stands. */
  readonly problem: string | undefined;
}

const noEdit = new Set(['partnerId']);

/** Edits a row where it stands: Tab moves between its cells, Enter goes on to saving, Escape leaves it as it was. */
export function useRowEdit(
  kind: DatedKind,
  keyOf: (entry: DatedEntry) => string,
  onWanted: (change: MappingChangeInput, entry: DatedEntry) => void,
): RowEdit {
  const [edit, setEdit] = useState<{ readonly entry: DatedEntry; readonly values: RowValues }>();
  const [problem, setProblem] = useState<string>();
  const stop = (): void => {
    setEdit(undefined);
    setProblem(undefined);
  };
  if (!edit) {
    return { editing: undefined, start: (entry) => setEdit({ entry, values: valuesOf(entry.row) }), stop, problem };
  }
  const { entry, values } = edit;
  const fields = rowFields[kind].filter(({ id }) => !noEdit.has(id));

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Escape') {
      focusGrid(event.currentTarget);
      stop();
    } else if (event.key === 'Enter') {
      const wanted = updateOf(entry, values);
      if ('problem' in wanted) setProblem(wanted.problem);
      else onWanted(wanted.change, entry);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    editing: {
      key: keyOf(entry),
      cell(column) {
        const field = fields.find(({ id }) => id === column);
        if (!field) return undefined;
        return (
          <Input
            size="small"
            className={styles['cellInput'] ?? ''}
            autoFocus={field.id === fields[0]?.id}
            aria-label={field.label}
            title={field.hint}
            type={field.type ?? 'text'}
            value={values[field.id] ?? ''}
            maxLength={100}
            onChange={(_, { value }) => setEdit({ entry, values: { ...values, [field.id]: value } })}
            onKeyDown={onKeyDown}
          />
        );
      },
    },
    start: (next) => setEdit({ entry: next, values: valuesOf(next.row) }),
    stop,
    problem,
  };
}

function focusGrid(inside: HTMLElement): void {
  inside.closest<HTMLElement>('[role="grid"]')?.focus();
}
