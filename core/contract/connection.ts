import { z } from 'zod';
import { outboundKinds } from '#core/domain/outbound.ts';
import { postingKinds } from '#core/domain/posting.ts';

const loopback = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/** https anywhere, plain http for loopback addresses only. */
const serviceUrl = z.url().refine(
  (text) => {
    const url = URL.parse(text);
    if (url === null) return true; // said by the check before
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
  },
  { error: 'must be https (plain http is accepted for loopback addresses only)' },
);

const loopbackUrl = z.url().refine((text) => loopback.test(URL.parse(text)?.hostname ?? ''), {
  error: 'is accepted for loopback addresses only',
});

const folder = z.string().min(1).regex(/\/$/, 'a folder path ends in "/"');

export const spsConnection = z.strictObject({
  apiBase: serviceUrl,
  tokenUrl: serviceUrl,
  audience: z.string().min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  inbound: z.array(folder).min(1),
  recursive: z.boolean().optional(),
  /** Shadow running: nothing is deleted at SPS. */
  keep: z.boolean().optional(),
  /** By document; 846 (inventory) is kept for who writes it by hand. A misspelt one would only show at its first document. */
  outbound: z.partialRecord(z.enum([...outboundKinds, '846']), folder).optional(),
  /** Minutes after which an upload that nobody answered has arrived or never will: "not found" is not said before. Default 15. */
  settleMinutes: z.number().int().min(1).max(1_440).optional(),
  /** How replies of partners (997, 824) are written where they come as files, beside the plain form (docs/replies.md). */
  replies: z
    .strictObject({
      /** Root element → kind. */
      roots: z.record(z.string().min(1), z.enum(['997', '824'])).optional(),
      /** Element names in place of ours. */
      fields: z
        .partialRecord(z.enum(['partner', 'document', 'number', 'file', 'outcome', 'text', 'at']), z.string().min(1))
        .optional(),
      /** The partner's word or code → what it means. */
      outcomes: z.record(z.string().min(1), z.enum(['accepted', 'accepted-with-errors', 'rejected'])).optional(),
    })
    .optional(),
});

export const salesOrderHeaderSets = [
  'SalesOrderHeaders',
  'SalesOrderHeadersV2',
  'SalesOrderHeadersV3',
  'SalesOrderHeadersV4',
] as const;
export const salesOrderLineSets = ['SalesOrderLines', 'SalesOrderLinesV2', 'SalesOrderLinesV3'] as const;

/** Journals that an event type of this environment is about, beside the known ones: alerts that are sent as events. */
const triggers = z.record(z.string().min(1), z.enum(postingKinds)).optional();
const serviceBusEvents = z.strictObject({
  kind: z.literal('service-bus'),
  queue: z.string().min(1),
  connectionString: z.string().min(1).optional(),
  triggers,
});
const blobEvents = z.strictObject({
  kind: z.literal('blob'),
  container: z.string().min(1),
  prefix: z.string().optional(),
  connectionString: z.string().min(1).optional(),
  triggers,
});

export const dynamicsConnection = z
  .strictObject({
    environmentUrl: serviceUrl,
    loginBase: loopbackUrl.optional(),
    tenantId: z.string().min(1),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    certificate: z
      .strictObject({ thumbprintSha256: z.string().min(1), privateKey: z.string().min(1).optional(), x5c: z.string().optional() })
      .optional(),
    headerSet: z.enum(salesOrderHeaderSets).optional(),
    lineSet: z.enum(salesOrderLineSets).optional(),
    companies: z.array(z.string().min(1)).min(1),
    /** How long an unanswered POST may still commit: no second POST before it has passed. Default 900. */
    settleSeconds: z.number().int().min(0).max(86_400).optional(),
    /** How far back of the newest stamp postings are read again, because they commit later than their stamp. Default 10. */
    journalOverlapMinutes: z.number().int().min(0).max(1_440).optional(),
    /** Where business events are pulled from, beside polling. Their connection string is a secret (`dynamics.events`). */
    events: z.discriminatedUnion('kind', [serviceBusEvents, blobEvents]).optional(),
    /** True where the sales order number sequence allows manual numbers: header and lines go in one changeset. */
    manualNumbers: z.boolean().optional(),
    /** Financial dimension format of "integrating applications": segment names in order, and what joins them. */
    dimensionFormat: z
      .strictObject({ segments: z.array(z.string().min(1)).min(1), delimiter: z.string().min(1).max(1) })
      .optional(),
  })
  .refine((value) => !(value.clientSecret && value.certificate), { error: 'give clientSecret or certificate, not both' });

const postalAddress = z.strictObject({
  name: z.string().optional(),
  code: z.string().optional(),
  address1: z.string().optional(),
  address2: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().optional(),
});

export const companyProfile = z.strictObject({
  name: z.string().min(1),
  gs1Prefix: z
    .string()
    .regex(/^\d{7,10}$/)
    .optional(),
  ssccExtension: z.string().regex(/^\d$/).optional(),
  ssccFirst: z.union([z.string(), z.number()]).optional(),
  ssccLast: z.union([z.string(), z.number()]).optional(),
  shipFrom: postalAddress.optional(),
  remitTo: postalAddress.optional(),
  /** Where goods leave from by Dynamics warehouse; `shipFrom` is used for all others. */
  warehouses: z.record(z.string().min(1), postalAddress).optional(),
  /** X12 355 of weights that Dynamics gives without a unit. Default LB. */
  weightUnit: z.enum(['LB', 'KG']).optional(),
  /** Dynamics carrier → SCAC, where the two differ. */
  carriers: z.record(z.string().min(1), z.string().regex(/^[A-Z]{2,4}$/)).optional(),
});

/** The connection file of DESIGN 7: one SPS + Dynamics pair and the company that works through it. */
export const connectionSchema = z.strictObject({
  sps: spsConnection,
  dynamics: dynamicsConnection,
  company: companyProfile.optional(),
});

export type SpsConnection = z.infer<typeof spsConnection>;
export type DynamicsConnection = z.infer<typeof dynamicsConnection>;
export type CompanyProfile = z.infer<typeof companyProfile>;
export type Connection = z.infer<typeof connectionSchema>;
