import { createContext, use } from 'react';

/** Opens the list of shortcuts; provided by the frame. */
export const ShortcutsContext = createContext<() => void>(() => undefined);

export function useShowShortcuts(): () => void {
  return use(ShortcutsContext);
}
