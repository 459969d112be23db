import { useCallback, useSyncExternalStore } from 'react';

/** The time in milliseconds since 1970, renewed every `step` milliseconds; ages on screen follow it. */
export function useNow(step = 15_000): number {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const timer = setInterval(onChange, step);
      return () => clearInterval(timer);
    },
    [step],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / step) * step);
}
