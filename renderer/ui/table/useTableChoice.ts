import { useMemo } from 'react';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import type { SavedFilter, TableChoice } from '../../lib/preferences.ts';

const nothing: TableChoice = {};
const none: readonly SavedFilter[] = [];

export interface TableMemory {
  readonly choice: TableChoice;
  readonly setChoice: (choice: TableChoice) => void;
  readonly filters: readonly SavedFilter[];
  /** False where there is no room to keep them. */
  readonly setFilters: (filters: readonly SavedFilter[]) => boolean;
}

/** How a person arranged the list of this name, and the filters they saved for it. */
export function useTableChoice(list: string): TableMemory {
  const [{ tables, filters }, set] = usePreferences();
  return useMemo(
    () => ({
      choice: tables[list] ?? nothing,
      setChoice: (choice) => void set({ tables: { ...tables, [list]: choice } }),
      filters: filters[list] ?? none,
      setFilters: (kept) => set({ filters: { ...filters, [list]: [...kept] } }),
    }),
    [tables, filters, list, set],
  );
}
