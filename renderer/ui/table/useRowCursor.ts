import { useMemo, useState, type KeyboardEvent } from 'react';
import { movedIndex } from '../../lib/listKeys.ts';
import type { Selection } from './useSelection.ts';

export interface RowCursor {
  readonly active: number;
  /** `extend`: all rows from where the last move without it ended are selected. */
  readonly move: (index: number, extend: boolean) => void;
  /** True when the key was one of moving or selecting. */
  readonly onKey: (event: KeyboardEvent, pageRows: number) => boolean;
}

/**
 * The row a person is on. Kept by key, so that rows that arrive above do not move it; if the row leaves the list, the
 * one in its place is next.
 */
export function useRowCursor(
  keys: readonly string[],
  initial: string | undefined,
  selection: Selection,
  onMove: (index: number) => void,
): RowCursor {
  const [activeKey, setActiveKey] = useState(initial);
  /** Where a person last moved to: if that row leaves the list, the one in its place is next. */
  const [lastIndex, setLastIndex] = useState(0);
  const [anchorKey, setAnchorKey] = useState(initial);
  const indexOf = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);
  const known = activeKey === undefined ? undefined : indexOf.get(activeKey);
  const active = known ?? Math.max(0, Math.min(lastIndex, keys.length - 1));

  function move(index: number, extend: boolean): void {
    const target = Math.max(0, Math.min(keys.length - 1, index));
    setActiveKey(keys[target]);
    setLastIndex(target);
    if (extend) {
      const anchor = anchorKey === undefined ? active : (indexOf.get(anchorKey) ?? active);
      if (anchorKey === undefined) setAnchorKey(keys[anchor]);
      selection.replace(keys.slice(Math.min(anchor, target), Math.max(anchor, target) + 1));
    } else setAnchorKey(keys[target]);
    onMove(target);
  }

  function onKey(event: KeyboardEvent, pageRows: number): boolean {
    const command = event.ctrlKey || event.metaKey;
    const target = movedIndex(event.key, active, keys.length, pageRows);
    if (target !== undefined) move(target, event.shiftKey);
    else if (event.key === ' ' && keys[active] !== undefined) selection.toggle(keys[active]);
    else if (event.key.toLowerCase() === 'a' && command) selection.replace(keys);
    else if (event.key === 'Escape' && selection.keys.size > 0) selection.clear();
    else return false;
    return true;
  }

  return { active, move, onKey };
}
