import { z } from 'zod';
import type { TextKeeper } from './textKeeper.ts';

/** How a person arranged a list. What is absent stands as the screen has it. */
const tableChoice = z.object({
  order: z.array(z.string()).optional().catch(undefined),
  hidden: z.array(z.string()).optional().catch(undefined),
  widths: z.record(z.string(), z.number()).optional().catch(undefined),
});
export type TableChoice = z.infer<typeof tableChoice>;

/** A filter under a name: what the address of the list says with it. */
const savedFilter = z.object({ name: z.string(), filter: z.record(z.string(), z.union([z.string(), z.boolean()])) });
export type SavedFilter = z.infer<typeof savedFilter>;

const schema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** Single keys such as `?` and `g t` may be switched off (they disturb speech input). */
  singleKeys: z.boolean().catch(true),
  practiceCard: z.boolean().catch(true),
  sideColumn: z.boolean().catch(true),
  /** By the name of the list. */
  tables: z.record(z.string(), tableChoice).catch({}),
  filters: z.record(z.string(), z.array(savedFilter)).catch({}),
});

export type PreferenceValues = z.infer<typeof schema>;

/** What a person chose for this screen; kept in this browser only. */
export interface Preferences {
  readonly get: () => PreferenceValues;
  /** False where it is too much to be kept; nothing is changed then. */
  readonly set: (change: Partial<PreferenceValues>) => boolean;
  readonly subscribe: (onChange: () => void) => () => void;
}

/** Creates them over the place where this page keeps a text. */
export function createPreferences(keeper: TextKeeper): Preferences {
  const listeners = new Set<() => void>();
  let values = read(keeper);
  return {
    get: () => values,
    set(change) {
      const next = { ...values, ...change };
      if (!keeper.write(JSON.stringify(next))) return false;
      values = next;
      for (const listener of listeners) listener();
      return true;
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
