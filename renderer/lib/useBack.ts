import { useCanGoBack, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { isOverlaid, isTyping } from './keys.ts';

/**
 * Escape and the returned function lead back to the row that a person came from, else to the list of all. `safe`: false
 * while leaving would lose what is typed; then Escape does nothing.
 */
export function useBack(list: '/orders' | '/partners' | '/documents' | '/documents/packing', safe = true): () => void {
  const router = useRouter();
  const navigate = useNavigate();
  const canGoBack = useCanGoBack();
  const fromList = useLocation({ select: (location) => location.state.fromList ?? false });
  const goBack = useCallback(() => {
    if (fromList && canGoBack) router.history.back();
    else void navigate({ to: list });
  }, [router, navigate, fromList, canGoBack, list]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event.target) || isOverlaid() || !safe) return;
      goBack();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [goBack, safe]);
  return goBack;
}
