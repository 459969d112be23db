import { useEffect } from 'react';
import { focusNear, traceOf, type FocusTrace } from '../lib/focusTrace.ts';

/**
 * Keeps the keyboard on the page: where what had the focus is taken away (an answered hold, a closed dialog, a list that
 * was sorted anew), the focus goes to the nearest thing that is left instead of to nowhere.
 */
export function useKeepFocus(): void {
  useEffect(() => {
    const root = document.getElementById('root');
    if (!root) return undefined;
    /** What has the focus, and where in the screens it last was: a dialog leads back to what opened it. */
    let current: HTMLElement | undefined;
    let onScreen: FocusTrace | undefined;

    function onFocusIn({ target }: FocusEvent): void {
      if (!(target instanceof HTMLElement)) return;
      current = target;
      if (root?.contains(target)) onScreen = traceOf(target);
    }
    function onFocusOut({ target, relatedTarget }: FocusEvent): void {
      if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
      // A person who clicks beside everything leaves it; what is taken away or switched off does not.
      queueMicrotask(() => {
        const left = target.isConnected && !target.matches(':disabled') && document.activeElement !== target;
        if (left && current === target) current = undefined;
      });
    }
    const observer = new MutationObserver(() => {
      if (current && onScreen && document.activeElement === document.body) focusNear(onScreen);
    });
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', onFocusOut);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
      observer.disconnect();
    };
  }, []);
}
