import { z } from 'zod';
import type { TextKeeper } from './textKeeper.ts';

const schema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** Single keys such as `?` and `g t` may be switched off (they disturb speech input). */
  singleKeys: z.boolean().catch(true),
  practiceCard: z.boolean().catch(true),
  sideColumn: z.boolean().catch(true),
  hiddenColumns: z.array(z.string()).catch(['vendor', 'company', 'cancelAfter']),
});

export type PreferenceValues = z.infer<typeof schema>;

/** What a person chose for this screen; kept in this browser only. */
export interface Preferences {
  readonly get: () => PreferenceValues;
  readonly set: (change: Partial<PreferenceValues>) => void;
  readonly subscribe: (onChange: () => void) => () => void;
}

/** Creates them over the place where this page keeps a text. */
export function createPreferences(keeper: TextKeeper): Preferences {
  const listeners = new Set<() => void>();
  let values = read(keeper);
  return {
    get: () => values,
    set(change) {
      values = { ...values, ...change };
      keeper.write(JSON.stringify(values));
      for (const listener of listeners) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

function read(keeper: TextKeeper): PreferenceValues {
  try {
    const stored: unknown = JSON.parse(keeper.read() ?? '{}');
    return schema.parse(typeof stored === 'object' && stored !== null ? stored : {});
  } catch {
    return schema.parse({});
  }
}
