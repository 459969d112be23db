import { useMemo, useState, type KeyboardEvent } from 'react';
import { movedIndex } from '../../lib/listKeys.ts';

export interface RowCursor {
  readonly active: number;
  readonly isSelected: (index: number) => boolean;
  readonly selection: { readonly from: number; readonly to: number };
  readonly move: (index: number, extend: boolean) => void;
  /** True when the key was one of moving or selecting. */
  readonly onKey: (event: KeyboardEvent, pageRows: number) => boolean;
}

/**
 * The row a person is on and the rows selected with it. Kept by key, so that rows that arrive above do not move it.
 */
export function useRowCursor(keys: readonly string[], initial: string | undefined, onMove: (index: number) => void): RowCursor {
  const [activeKey, setActiveKey] = useState(initial);
  /** Where a person last moved to: if that row leaves the list, the one in its place is next. */
  const [lastIndex, setLastIndex] = useState(0);
  const [anchorKey, setAnchorKey] = useState(initial);
  const indexOf = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);
  const known = activeKey === undefined ? undefined : indexOf.get(activeKey);
  const active = known ?? Math.max(0, Math.min(lastIndex, keys.length - 1));
  const anchor = anchorKey === undefined ? active : (indexOf.get(anchorKey) ?? active);
  const from = Math.min(active, anchor);
  const to = Math.max(active, anchor);

  function move(index: number, extend: boolean): void {
    const target = Math.max(0, Math.min(keys.length - 1, index));
    setActiveKey(keys[target]);
    setLastIndex(target);
    if (!extend) setAnchorKey(keys[target]);
    onMove(target);
  }

  function onKey(event: KeyboardEvent, pageRows: number): boolean {
    const target = movedIndex(event.key, active, keys.length, pageRows);
    if (target !== undefined) {
      move(target, event.shiftKey);
      return true;
    }
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      setAnchorKey(keys[0]);
      setActiveKey(keys.at(-1));
      return true;
    }
    return false;
  }

  return {
    active,
    selection: { from, to },
    isSelected: (index) => from !== to && index >= from && index <= to,
    move,
    onKey,
  };
}
