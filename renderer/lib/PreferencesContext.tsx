import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { Preferences, PreferenceValues } from './preferences.ts';

const PreferencesContext = createContext<Preferences | undefined>(undefined);

export function PreferencesProvider(props: { readonly preferences: Preferences; readonly children: ReactNode }): ReactNode {
  return <PreferencesContext value={props.preferences}>{props.children}</PreferencesContext>;
}

/** The choices of this person and how to change them. */
export function usePreferences(): readonly [PreferenceValues, Preferences['set']] {
  const preferences = use(PreferencesContext);
  if (!preferences) throw new Error('PreferencesProvider is missing');
  return [useSyncExternalStore(preferences.subscribe, preferences.get), preferences.set];
}
