import { z } from 'zod';

const timeOfDay = z.iso.time({ precision: -1 });

/** How the desktop behaves on this machine. Both hosts keep it, so that neither loses what the other wrote. */
export const desktopSettings = z.strictObject({
  /** Quayside starts with the machine, without a window. */
  loginItem: z.boolean().default(false),
  /** Runs once an hour at most, and no copy of master data by itself. */
  saveData: z.boolean().default(false),
  notify: z.boolean().default(true),
  /** Local times between which nothing is notified; what still holds afterwards is told then. */
  quietFrom: timeOfDay.default('18:00'),
  quietTo: timeOfDay.default('07:00'),
  /** When somebody is usually here: what falls due while nobody is gets told before. */
  workFrom: timeOfDay.default('08:00'),
  workTo: timeOfDay.default('17:00'),
  /** 1 = Monday … 7 = Sunday. */
  workDays: z.array(z.number().int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]),
});
export type DesktopSettings = z.infer<typeof desktopSettings>;

export const windowPlace = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
  maximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlace>;

/** What a host remembers of this account, apart from any workspace; never a secret. Members of a newer version stay. */
export const hostSettings = z.looseObject({
  workspace: z.enum(['practice', 'test', 'live']).optional(),
  desktop: desktopSettings.prefault({}),
  window: windowPlace.optional(),
  /** The version that started last: the databases are copied before the first start of another. */
  version: z.string().max(100).optional(),
  /** Where a file was saved last: dialogs begin there. */
  lastFolder: z.string().max(1_000).optional(),
});
export type HostSettings = z.infer<typeof hostSettings>;
