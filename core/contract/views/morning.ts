import { z } from 'zod';
import { outboundPlaces } from '#core/domain/outbound.ts';
import { attentionCounts } from './attention.ts';

/** A stretch of the last hours: runs went well · ended badly · none on purpose · none at all. */
export const enginePartStates = ['ran', 'failed', 'quiet', 'none'] as const;
export const enginePart = z.object({ from: z.string(), to: z.string(), state: z.enum(enginePartStates) });
export type EnginePart = z.infer<typeof enginePart>;

/** A partner that sent by this time of day on this weekday before, and has not today. */
export const missingPartner = z.object({
  partnerId: z.string(),
  partnerName: z.string(),
  /** On so many of the last four such days it had. */
  days: z.number().int(),
});
export type MissingPartner = z.infer<typeof missingPartner>;

/** What the numbers were when somebody marked the check as done. */
export const morningSnapshot = z.object({
  arrived: z.number().int(),
  ordered: z.number().int(),
  attention: attentionCounts,
  sent: z.number().int(),
  unknown: z.number().int(),
  late: z.number().int(),
  expected: z.array(z.string()),
  noticesOpen: z.number().int(),
  silent: z.number().int(),
  /** Absent in checks of before it was counted. */
  invoicesWait: z.number().int().optional(),
  /** In Dynamics, not confirmed there, and of these late; absent as above. */
  unconfirmed: z.number().int().optional(),
  unconfirmedLate: z.number().int().optional(),
  /** Minutes without a good run in the hours looked at. */
  gapMinutes: z.number().int(),
  sps: z.string(),
  dynamics: z.string(),
  /** The last good backup; absent = none. */
  backupAt: z.string().optional(),
  backupLate: z.boolean(),
});
export type MorningSnapshot = z.infer<typeof morningSnapshot>;

export const morningCheck = z.object({
  checkId: z.number().int(),
  at: z.string(),
  who: z.string(),
  takenBack: z.boolean(),
  snapshot: morningSnapshot,
});
export type MorningCheck = z.infer<typeof morningCheck>;

/** Places of a ship notice that has not left and does not leave by itself. */
export const noticePlaces = ['waiting', 'held', 'review', 'refused'] as const;

/** Invoices that wait by rule 810-03: behind a notice in a place, or behind one that is not drafted (`none`). */
export const waitingInvoices = z.object({ behind: z.enum([...outboundPlaces, 'none']), count: z.number().int() });

export const morningView = z.object({
  engine: z.object({
    from: z.string(),
    to: z.string(),
    parts: z.array(enginePart),
    gapMinutes: z.number().int(),
  }),
  backup: z.object({ lastAt: z.string().optional(), there: z.boolean(), late: z.boolean(), warnAfterDays: z.number().int() }),
  /** Expected by now, and not here. */
  expected: z.array(missingPartner),
  /** Shipped in Dynamics, and the 856 has not left: by where it stands. */
  notices: z.array(z.object({ place: z.enum(noticePlaces), count: z.number().int() })),
  /** Billed in Dynamics, and the 810 waits for its 856. */
  invoices: z.array(waitingInvoices),
  /** Sent, and the partner should have answered by now. */
  silent: z.array(z.object({ group: z.string(), title: z.string(), documents: z.number().int() })),
  /** Newest first. */
  checks: z.array(morningCheck),
});
export type MorningView = z.infer<typeof morningView>;
