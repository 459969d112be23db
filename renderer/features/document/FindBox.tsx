import { Button, Input } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Range } from '../../lib/codeLines.ts';
import styles from './DocumentView.module.css';

const most = 5000;

/** Every place of a text in the raw file, without regard to case. */
function placesOf(raw: string, text: string): readonly Range[] {
  if (text.length < 2) return [];
  const where = raw.toLowerCase();
  const wanted = text.toLowerCase();
  const places: Range[] = [];
  for (let at = where.indexOf(wanted); at >= 0 && places.length < most; at = where.indexOf(wanted, at + wanted.length)) {
    places.push({ start: at, end: at + wanted.length });
  }
  return places;
}

/** Finds in the whole document, also in what is not on screen: the browser's own search sees only that. */
export function FindBox({ raw, onFound }: { readonly raw: string; readonly onFound: (place: Range) => void }): ReactNode {
  const [text, setText] = useState('');
  const [index, setIndex] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const places = useMemo(() => placesOf(raw, text.trim()), [raw, text]);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  function step(by: 1 | -1): void {
    if (places.length === 0) return;
    const next = (index + by + places.length) % places.length;
    const place = places[next];
    setIndex(next);
    if (place) onFound(place);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      setText('');
      input.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const count = text.trim().length < 2 ? '' : places.length === 0 ? 'none' : `${index + 1}/${places.length}`;
  return (
    <div className={styles['find']}>
      <Input
        input={{ ref: input }}
        size="small"
        aria-label="Find in the document"
        placeholder="Find in the document"
        value={text}
        maxLength={100}
        contentAfter={
          <span role="status" className={styles['findCount']}>
            {count}
          </span>
        }
        onChange={(_, { value }) => {
          setText(value);
          setIndex(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <Button size="small" appearance="subtle" aria-label="Previous" icon={<ChevronUpRegular />} onClick={() => step(-1)} />
      <Button size="small" appearance="subtle" aria-label="Next" icon={<ChevronDownRegular />} onClick={() => step(1)} />
    </div>
  );
}
