import { z } from 'zod';
import { attentionKinds } from '#core/contract/views/attention.ts';
import { orderSorts } from '#core/contract/views/orders.ts';
import { runOutcomes, runTriggers } from '#core/contract/views/runs.ts';
import { tones } from '#core/contract/views/records.ts';
import { outboundKinds, outboundPlaces } from '#core/domain/outbound.ts';
import { outboundSorts } from '#core/contract/views/outbound.ts';
import { runFigures } from '#core/domain/runFigures.ts';
import { mappingKinds } from '#core/domain/mapping.ts';
import { postingKinds } from '#core/domain/posting.ts';
import { threadStates } from '#core/domain/states.ts';

/** What stands in the address of the orders list: what it shows can be bookmarked and sent to a colleague. */
export const ordersSearch = z.object({
  state: z.enum(threadStates).optional().catch(undefined),
  partner: z.string().max(35).optional().catch(undefined),
  /** Arrived at or after and before these instants. */
  since: z.iso.datetime().optional().catch(undefined),
  until: z.iso.datetime().optional().catch(undefined),
  sort: z.enum(orderSorts).optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
});
export type OrdersSearch = z.infer<typeof ordersSearch>;

/** Which part of what needs a hand is shown. */
export const attentionSearch = z.object({
  kind: z.enum(attentionKinds).optional().catch(undefined),
  group: z.string().max(300).optional().catch(undefined),
});

/** Which document of the order is open, and where. */
export const threadSearch = z.object({
  document: z.number().int().positive().optional().catch(undefined),
  /** Path of an element that is shown and highlighted at once. */
  path: z.string().max(500).optional().catch(undefined),
});

/** What is missing of which kind and partner, and which of it stands open. */
export const missingSearch = z.object({
  kind: z.enum(mappingKinds).optional().catch(undefined),
  partner: z.string().max(35).optional().catch(undefined),
  key: z.string().max(1_000).optional().catch(undefined),
});

/** Which rows of the map are shown, and which of them stands open. */
export const mappingsSearch = z.object({
  partner: z.string().max(35).optional().catch(undefined),
  text: z.string().max(60).optional().catch(undefined),
  id: z.number().int().positive().optional().catch(undefined),
  /** Of what the changes are shown. */
  of: z.enum(mappingKinds).optional().catch(undefined),
});

/** Which partners are shown. */
export const partnersSearch = z.object({ text: z.string().max(60).optional().catch(undefined) });

/** Whose lost answers are shown. */
export const unknownSearch = z.object({ partner: z.string().max(35).optional().catch(undefined) });

/** Which postings that are not ours are shown. */
export const notOursSearch = z.object({ kind: z.enum(postingKinds).optional().catch(undefined) });

/** Which documents on their way to SPS are shown. */
export const documentsSearch = z.object({
  place: z.enum(outboundPlaces).optional().catch(undefined),
  kind: z.enum(outboundKinds).optional().catch(undefined),
  partner: z.string().max(35).optional().catch(undefined),
  sort: z.enum(outboundSorts).optional().catch(undefined),
});
export type DocumentsSearch = z.infer<typeof documentsSearch>;

/** Where in a document a person begins. */
export const documentSearch = z.object({ path: z.string().max(500).optional().catch(undefined) });

/** Which part of the practice company is shown. */
export const backOfficeParts = ['orders', 'received'] as const;
export const backOfficeSearch = z.object({
  part: z.enum(backOfficeParts).optional().catch(undefined),
  /** Orders of this customer, files of this kind. */
  customer: z.string().max(40).optional().catch(undefined),
  kind: z.enum(outboundKinds).optional().catch(undefined),
});

/** Whose prices are shown. */
export const pricesSearch = z.object({ partner: z.string().max(35).optional().catch(undefined) });

/** The part of a partner's page. */
export const partnerParts = ['facts', 'sheet', 'locations', 'items', 'units', 'history'] as const;
export const partnerSearch = z.object({ part: z.enum(partnerParts).optional().catch(undefined) });

/** Which runs are shown, and which of them stands open. */
export const runsSearch = z.object({
  outcome: z.enum(runOutcomes).optional().catch(undefined),
  trigger: z.enum(runTriggers).optional().catch(undefined),
  run: z.number().int().positive().optional().catch(undefined),
});

/** Which packing slips are shown. */
export const packingSearch = z.object({
  state: z.enum(['waiting', 'packed']).optional().catch(undefined),
  number: z.string().max(40).optional().catch(undefined),
});

/** Which number of a run is opened. */
export const runRowsSearch = z.object({ figure: z.enum(runFigures).optional().catch(undefined) });

/** Which part of the audit is shown; days in the workspace's zone. */
export const auditSearch = z.object({
  text: z.string().max(120).optional().catch(undefined),
  who: z.string().max(120).optional().catch(undefined),
  tone: z.enum(tones).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  /** The number of an order's thread. */
  order: z.coerce
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .optional()
    .catch(undefined),
});
export type AuditSearch = z.infer<typeof auditSearch>;

/** The step of a connection that is being set up. */
export const wizardSteps = ['sps', 'dynamics', 'company', 'check', 'finish'] as const;
export type WizardStep = (typeof wizardSteps)[number];
export const wizardSearch = z.object({ step: z.enum(wizardSteps).optional().catch(undefined) });
