import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { useLayoutEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { usePreferences } from '../lib/PreferencesContext.tsx';
import { darkTheme, lightTheme } from './theme.ts';

const darkQuery = '(prefers-color-scheme: dark)';

/** The nonce that the host gave this page: Fluent's style elements carry it, or the policy refuses them. */
function pageNonce(): string | undefined {
  const carrier = document.querySelector<HTMLElement>('meta[property="csp-nonce"], script[nonce]');
  return carrier?.nonce || undefined;
}

function subscribeToSystem(onChange: () => void): () => void {
  const media = window.matchMedia(darkQuery);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}

/** Fluent with the theme that the person or the system chose. */
export function Themed({ children }: { readonly children: ReactNode }): ReactNode {
  const [{ theme }] = usePreferences();
  const systemDark = useSyncExternalStore(subscribeToSystem, () => window.matchMedia(darkQuery).matches);
  const [renderer] = useState(() => {
    const nonce = pageNonce();
    return createDOMRenderer(document, nonce === undefined ? {} : { styleElementAttributes: { nonce } });
  });
  const dark = theme === 'dark' || (theme === 'system' && systemDark);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={dark ? darkTheme : lightTheme} className="app">
        {children}
      </FluentProvider>
    </RendererProvider>
  );
}
