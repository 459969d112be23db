import { useMemo, useState } from 'react';

export interface Selection {
  /** Keys of rows that are there; what left the list is not selected any more. */
  readonly keys: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly replace: (keys: readonly string[]) => void;
  readonly clear: () => void;
}

/** Which of the loaded rows are selected. */
export function useSelection(keys: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const present = useMemo(() => (chosen.size === 0 ? chosen : new Set(keys.filter((key) => chosen.has(key)))), [chosen, keys]);
  return useMemo(
    () => ({
      keys: present,
      toggle: (key) =>
        setChosen((before) => {
          const after = new Set(before);
          if (!after.delete(key)) after.add(key);
          return after;
        }),
      replace: (next) => setChosen(new Set(next)),
      clear: () => setChosen(new Set()),
    }),
    [present],
  );
}
