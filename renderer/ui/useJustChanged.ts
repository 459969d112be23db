import { useEffect, useState } from 'react';

/** Longer than a double click takes, shorter than anybody decides anew. */
const settlesMs = 600;

/**
 * True for a moment after a value has changed. A button whose meaning follows the value does nothing then: who pressed it
 * twice, or just as it changed, meant the other one.
 */
export function useJustChanged(value: boolean): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (settled === value) return;
    const timer = setTimeout(() => setSettled(value), settlesMs);
    return () => clearTimeout(timer);
  }, [settled, value]);
  return settled !== value;
}
