import { z } from 'zod';
import { desktopSettings } from '../hostSettings.ts';

/** Where the updating of the app is: the phase decides what a screen offers, the sentence says it. */
export const updateView = z.object({
  phase: z.enum(['off', 'unasked', 'current', 'checking', 'downloading', 'downloaded', 'waiting', 'installing', 'failed']),
  sentence: z.string(),
});
export type UpdateView = z.infer<typeof updateView>;

/** What the desktop host does for a person; a host without a desktop says so and has nothing else. */
export const desktopView = z.discriminatedUnion('available', [
  z.object({ available: z.literal(false) }),
  z.object({
    available: z.literal(true),
    settings: desktopSettings,
    /** False where the system cannot start it at login, with the reason. */
    loginItem: z.object({ possible: z.boolean(), sentence: z.string() }),
    /** How secrets are kept on this machine, as a sentence. */
    secrets: z.object({ kept: z.boolean(), sentence: z.string() }),
    updates: updateView,
    /** Where the data of this account lies: all workspaces, settings and the app's own log. */
    folder: z.string(),
  }),
]);
export type DesktopView = z.infer<typeof desktopView>;
