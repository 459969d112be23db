import {
  Button,
  Field,
  Input,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Popover,
  PopoverSurface,
} from '@fluentui/react-components';
import { BookmarkRegular } from '@fluentui/react-icons/svg/bookmark';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { SavedFilter } from '../../lib/preferences.ts';
import styles from './ListView.module.css';

/** What narrows a list, as its address says it. */
export type FilterValues = Readonly<Record<string, string | boolean | undefined>>;

export interface SavedFiltersProps {
  readonly saved: readonly SavedFilter[];
  readonly current: FilterValues;
  readonly onApply: (filter: FilterValues) => void;
  /** False where there is no room. */
  readonly onSave: (saved: readonly SavedFilter[]) => boolean;
}

const longestName = 40;

/** Filters under a name, for this list and this person. */
export function SavedFilters({ saved, current, onApply, onSave }: SavedFiltersProps): ReactNode {
  const [naming, setNaming] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [name, setName] = useState('');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const active = saved.find((entry) => same(entry.filter, current));

  function submit(event: FormEvent): void {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return setProblem('Give it a name.');
    const others = saved.filter((entry) => entry.name !== wanted);
    if (!onSave([...others, { name: wanted, filter: said(current) }]))
      return setProblem('There is no room for more saved filters: remove one first.');
    setNaming(false);
    setName('');
    setProblem(undefined);
    anchor?.querySelector('button')?.focus();
  }

  return (
    <Popover open={naming} onOpenChange={(_, { open }) => setNaming(open)} trapFocus positioning={{ target: anchor }}>
      <span ref={setAnchor}>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" icon={<BookmarkRegular />}>
              {active?.name ?? 'Filters'}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {saved.map((entry) => (
                <MenuItem key={entry.name} onClick={() => onApply(entry.filter)}>
                  {entry.name}
                </MenuItem>
              ))}
              {saved.length > 0 ? <MenuDivider /> : null}
              <MenuItem onClick={() => setNaming(true)} disabled={Object.keys(said(current)).length === 0}>
                Save this filter…
              </MenuItem>
              {active ? (
                <MenuItem icon={<DeleteRegular />} onClick={() => onSave(saved.filter((entry) => entry !== active))}>
                  Remove “{active.name}”
                </MenuItem>
              ) : null}
            </MenuList>
          </MenuPopover>
        </Menu>
      </span>
      <PopoverSurface aria-label="Save this filter">
        <form className={styles['naming']} onSubmit={submit}>
          <Field label="Name of the filter" {...(problem === undefined ? {} : { validationMessage: problem })}>
            <Input autoFocus value={name} maxLength={longestName} onChange={(_, { value }) => setName(value)} />
          </Field>
          <Button size="small" appearance="primary" type="submit">
            Save
          </Button>
        </form>
      </PopoverSurface>
    </Popover>
  );
}

/** The fields that say something. */
function said(filter: FilterValues): Record<string, string | boolean> {
  return Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function same(one: FilterValues, other: FilterValues): boolean {
  const [left, right] = [said(one), said(other)];
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((key) => left[key] === right[key]);
}
