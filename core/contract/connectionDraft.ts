import { z } from 'zod';
import { salesOrderHeaderSets, salesOrderLineSets } from './connection.ts';

/** What a person types is kept as it was typed: a draft may be half done and wrong, and is never lost for it. */
const text = z.string().max(500);
const folders = z.array(text).max(50);

export const draftAddress = z.strictObject({
  name: text,
  code: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
});
export type DraftAddress = z.infer<typeof draftAddress>;

/** The documents that we send, each to a folder of its own choice. */
export const outboundKinds = ['855', '856', '810', '865'] as const;
export type OutboundKind = (typeof outboundKinds)[number];

/** Where business events are pulled from, beside polling; their connection string is a secret. */
export const draftEvents = z.strictObject({
  kind: z.enum(['none', 'service-bus', 'blob']),
  /** The queue or the container. */
  place: text,
  /** Of blob names. */
  prefix: text,
  /** Event types of this environment, beside the known ones, by the journal that is read on them. */
  confirmations: z.array(text).max(20),
  slips: z.array(text).max(20),
  invoices: z.array(text).max(20),
});
export type DraftEvents = z.infer<typeof draftEvents>;
export const noEvents: DraftEvents = { kind: 'none', place: '', prefix: '', confirmations: [], slips: [], invoices: [] };

/** A connection that is being set up: the fields of the connection file as texts, without any secret. */
export const connectionDraft = z.strictObject({
  sps: z.strictObject({
    apiBase: text,
    tokenUrl: text,
    audience: text,
    clientId: text,
    inbound: folders,
    recursive: z.boolean(),
    keep: z.boolean(),
    outbound: z.strictObject({ '855': text, '856': text, '810': text, '865': text }),
  }),
  dynamics: z.strictObject({
    environmentUrl: text,
    /** Where a practice world gives tokens; loopback only. */
    loginBase: text,
    tenantId: text,
    clientId: text,
    signIn: z.enum(['secret', 'certificate']),
    thumbprintSha256: text,
    companies: z.array(text).max(100),
    headerSet: z.enum(salesOrderHeaderSets),
    lineSet: z.enum(salesOrderLineSets),
    settleSeconds: text,
    manualNumbers: z.boolean(),
    dimensionSegments: z.array(text).max(30),
    dimensionDelimiter: z.string().max(1),
    events: draftEvents,
  }),
  company: z.strictObject({
    name: text,
    gs1Prefix: text,
    ssccExtension: text,
    ssccFirst: text,
    ssccLast: text,
    shipFrom: draftAddress,
    remitTo: draftAddress,
  }),
});
export type ConnectionDraft = z.infer<typeof connectionDraft>;
