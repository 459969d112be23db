import { z } from 'zod';
import { holdChoices } from '#core/domain/states.ts';
import { cursor, done, id, limit, nothing, reason, type Endpoint } from './endpoint.ts';
import { backofficeEndpoints } from './endpoints/backoffice.ts';
import { businessEventsEndpoints } from './endpoints/businessEvents.ts';
import { desktopEndpoints } from './endpoints/desktop.ts';
import { draftsEndpoints } from './endpoints/drafts.ts';
import { mappingsEndpoints } from './endpoints/mappings.ts';
import { masterEndpoints } from './endpoints/master.ts';
import { morningEndpoints } from './endpoints/morning.ts';
import { outboundEndpoints } from './endpoints/outbound.ts';
import { packingEndpoints } from './endpoints/packing.ts';
import { pricesEndpoints } from './endpoints/prices.ts';
import { triageEndpoints } from './endpoints/triage.ts';
import { recordsEndpoints } from './endpoints/records.ts';
import { workspacesEndpoints } from './endpoints/workspaces.ts';
import { documentContent } from './views/documents.ts';
import { attentionKinds, attentionRow } from './views/attention.ts';
import { count } from './views/count.ts';
import { orderFilter, orderRow, orderSorts, searchHit, threadView, timelineEntry, unconfirmedOrders } from './views/orders.ts';
import { scheduleView } from './views/runs.ts';
import { statusView, todayView } from './views/status.ts';

/** The one typed API. Client, handlers and validation are all typed from this table. */
export const endpoints = {
  'app.status': { kind: 'query', input: nothing, output: statusView },
  'today.get': { kind: 'query', input: nothing, output: todayView },

  'orders.list': {
    kind: 'query',
    input: z
      .strictObject({
        filter: orderFilter.default({}),
        sort: z.enum(orderSorts).default('received'),
        descending: z.boolean().default(true),
        cursor,
        limit,
      })
      .refine(
        ({ filter, sort }) => sort === 'received' || (filter.receivedFrom === undefined && filter.receivedTo === undefined),
        'orders of a span of time are listed in order of arrival only',
      ),
    output: z.object({ rows: z.array(orderRow), nextCursor: z.string().optional() }),
  },
  'orders.count': { kind: 'query', input: z.strictObject({ filter: orderFilter.default({}) }), output: count },
  'orders.thread': { kind: 'query', input: z.strictObject({ threadId: id }), output: threadView },
  /** What happened to an order, newest first. */
  'orders.timeline': {
    kind: 'query',
    input: z.strictObject({ threadId: id, cursor, limit }),
    output: z.object({ rows: z.array(timelineEntry), nextCursor: z.string().optional() }),
  },
  /** In Dynamics, not confirmed there, and its 855 is due. */
  'orders.unconfirmed': { kind: 'query', input: z.strictObject({ cursor, limit }), output: unconfirmedOrders },
  'orders.partners': {
    kind: 'query',
    input: nothing,
    output: z.object({ partners: z.array(z.object({ partnerId: z.string(), name: z.string() })) }),
  },
  'search.find': {
    kind: 'query',
    input: z.strictObject({ text: z.string().max(80) }),
    output: z.object({ hits: z.array(searchHit), tooShort: z.boolean() }),
  },

  'documents.content': { kind: 'query', input: z.strictObject({ documentId: id }), output: documentContent },
  'files.content': {
    kind: 'query',
    input: z.strictObject({ fileId: id }),
    output: z.object({ path: z.string(), raw: z.string(), rawCut: z.boolean(), bytes: z.number().int() }),
  },

  'attention.list': {
    kind: 'query',
    input: z.strictObject({ kind: z.enum(attentionKinds).optional(), cursor, limit }),
    output: z.object({ rows: z.array(attentionRow), nextCursor: z.string().optional() }),
  },

  'engine.runNow': { kind: 'command', input: nothing, output: z.object({ runId: id.optional(), alreadyRunning: z.boolean() }) },
  'engine.cancelRun': { kind: 'command', input: nothing, output: done },
  'engine.pause': { kind: 'command', input: z.strictObject({ until: z.iso.datetime().optional() }), output: done },
  'engine.resume': { kind: 'command', input: nothing, output: done },
  'schedule.set': {
    kind: 'command',
    input: z.strictObject({
      everyMinutes: z.number().int().min(1).max(60),
      quietFrom: z.iso.time({ precision: -1 }).optional(),
      quietTo: z.iso.time({ precision: -1 }).optional(),
    }),
    output: scheduleView,
  },

  /** `seen` is what the person looked at: `conflict` with both where another finding stands there by now. */
  'holds.answer': {
    kind: 'command',
    input: z.strictObject({ holdId: id, choice: z.enum(holdChoices), reason, seen: z.string().max(100).optional() }),
    output: done,
  },
  /** Ends the wait of a document for another one, or for a mapping, that will not come; it stays where it can be found. */
  'documents.setAside': { kind: 'command', input: z.strictObject({ documentId: id, reason }), output: done },
  'documents.tryAgain': { kind: 'command', input: z.strictObject({ documentId: id }), output: done },
  'files.deleteAtSps': { kind: 'command', input: z.strictObject({ fileId: id, reason }), output: done },
  /** A person has seen what happened and done about it what there was to do. */
  'incidents.close': { kind: 'command', input: z.strictObject({ incidentId: id, reason }), output: done },
  'files.fetchAgain': { kind: 'command', input: z.strictObject({ fileId: id }), output: done },

  'practice.order': {
    kind: 'command',
    input: z.strictObject({
      count: z.number().int().min(1).max(200),
      family: z.enum(['bulk', 'crossdock', 'multistore', 'dropship']).optional(),
      oddity: z.string().max(40).optional(),
    }),
    output: z.object({ placed: z.number().int() }),
  },

  ...morningEndpoints,
  ...mappingsEndpoints,
  ...pricesEndpoints,
  ...masterEndpoints,
  ...triageEndpoints,
  ...workspacesEndpoints,
  ...recordsEndpoints,
  ...draftsEndpoints,
  ...outboundEndpoints,
  ...packingEndpoints,
  ...backofficeEndpoints,
  ...businessEventsEndpoints,
  ...desktopEndpoints,
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
export type Method = keyof Endpoints;
/** What a caller passes: defaults may be left out. */
export type InputOf<M extends Method> = z.input<Endpoints[M]['input']>;
/** What a handler receives: defaults filled in. */
export type ParsedInputOf<M extends Method> = z.output<Endpoints[M]['input']>;
export type OutputOf<M extends Method> = z.output<Endpoints[M]['output']>;
