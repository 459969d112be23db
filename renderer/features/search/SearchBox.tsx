import { useNavigate } from '@tanstack/react-router';
import { Input } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { SearchHit } from '#core/contract/views/orders.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { groupHits } from './groupHits.ts';
import { HitList, optionId } from './HitList.tsx';
import styles from './SearchBox.module.css';

/** The one search box: any number a person may have in hand, landing on the order's thread. */
export function SearchBox(): ReactNode {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  /** Enter was pressed before the answer to what was typed: it counts when the answer is here. */
  const [landing, setLanding] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const navigate = useNavigate();
  const wanted = useDeferredValue(text.trim());
  const answer = useAnswer('search.find', { text: wanted }, { enabled: wanted !== '', keepPrevious: true });
  const groups = wanted === '' ? [] : groupHits(answer.data?.hits ?? []);
  const hits = groups.flatMap((group) => group.hits);
  const current = hits[Math.min(active, hits.length - 1)];
  const settled = wanted === text.trim() && answer.data !== undefined && !answer.isPlaceholderData;

  useCtrlK(input);

  function land(hit: SearchHit): void {
    setOpen(false);
    setText('');
    setLanding(false);
    input.current?.blur();
    void navigate({ to: '/orders/$threadId', params: { threadId: String(hit.threadId) } });
  }

  const arrived = landing && settled;
  useEffect(() => {
    if (!arrived) return;
    if (current) land(current);
    else setLanding(false);
    // It lands once, on what was first when the answer came.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [arrived]);

  function leave(): void {
    // The first Escape empties the box, the second leaves it.
    if (text === '') input.current?.blur();
    setText('');
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const index = current ? hits.indexOf(current) : 0;
    if (event.key === 'ArrowDown') setActive(Math.min(index + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(index - 1, 0));
    else if (event.key === 'Enter' && current && settled) land(current);
    else if (event.key === 'Enter' && !settled) setLanding(true);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const shown = open && wanted !== '';
  return (
    <search
      className={styles['search']}
      onBlur={(event) => (event.currentTarget.contains(event.relatedTarget) ? undefined : setOpen(false))}
    >
      <Input
        input={{ ref: input }}
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(shown && current ? { 'aria-activedescendant': optionId(listId, current) } : {})}
        aria-label="Search by any number"
        className={styles['input'] ?? ''}
        contentBefore={<SearchRegular />}
        contentAfter={<kbd className={styles['key']}>Ctrl K</kbd>}
        placeholder="Any number: order, item, UPC, store, file"
        value={text}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        onFocus={() => setOpen(true)}
        onChange={(_, { value }) => {
          setText(value);
          setActive(0);
          setLanding(false);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles['panel']} hidden={!shown}>
        <HitList id={listId} groups={groups} current={current} text={wanted} onChoose={land} />
        <div role="status" className={styles['status']}>
          <SearchStatus found={hits.length} tooShort={answer.data?.tooShort ?? false} waiting={answer.data === undefined} />
        </div>
        {answer.error && !answer.data ? <ErrorState error={answer.error} /> : null}
      </div>
    </search>
  );
}

function useCtrlK(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [input]);
}

function SearchStatus(props: { readonly found: number; readonly tooShort: boolean; readonly waiting: boolean }): ReactNode {
  if (props.waiting) return 'Searching…';
  if (props.found > 0) return <span className="visually-hidden">{props.found} found. Arrow keys choose, Enter opens.</span>;
  if (props.tooShort) return 'Type the whole number, its first 3 or its last 4 characters.';
  return 'Nothing has this number. The first 3 or the last 4 characters are enough.';
}
