import { z } from 'zod';
import { cursor, done, limit, nothing, type Endpoint } from '../endpoint.ts';
import { fixView } from '../views/fix.ts';
import { addressRow, customerRow, masterFinding, masterStateView, productRow, suggestionList } from '../views/master.ts';

const company = z.string().trim().min(1).max(20);
/** What a person typed: a number from its beginning, a barcode, or words. */
const text = z.string().trim().max(120).optional();
const page = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), nextCursor: z.string().optional() });

/** The copy of Dynamics' master data: how fresh it is, pickers over it, what it says against our mappings, and suggestions. */
export const masterEndpoints = {
  'master.state': { kind: 'query', input: nothing, output: masterStateView },
  'master.syncNow': { kind: 'command', input: nothing, output: z.object({ alreadyRunning: z.boolean() }) },
  'master.cancel': { kind: 'command', input: nothing, output: done },
  'master.setSchedule': {
    kind: 'command',
    input: z.strictObject({ everyHours: z.number().int().min(1).max(168) }),
    output: done,
  },

  'master.companies': {
    kind: 'query',
    input: nothing,
    output: z.object({ companies: z.array(z.object({ company: z.string(), name: z.string() })) }),
  },
  'master.units': {
    kind: 'query',
    input: nothing,
    output: z.object({ units: z.array(z.object({ unit: z.string(), description: z.string() })) }),
  },
  'master.warehouses': {
    kind: 'query',
    input: z.strictObject({ company }),
    output: z.object({ warehouses: z.array(z.object({ warehouse: z.string(), site: z.string(), name: z.string() })) }),
  },
  'master.products': { kind: 'query', input: z.strictObject({ company, text, cursor, limit }), output: page(productRow) },
  'master.customers': { kind: 'query', input: z.strictObject({ company, text, cursor, limit }), output: page(customerRow) },
  'master.addresses': {
    kind: 'query',
    input: z.strictObject({ company, customer: z.string().trim().min(1).max(40), text, cursor, limit }),
    output: page(addressRow),
  },
  'master.findings': {
    kind: 'query',
    input: z.strictObject({ partnerId: z.string().max(35).optional(), cursor, limit }),
    output: page(masterFinding),
  },

  /** The fixes of a page of missing mappings; the answer has one list for each, in the same order. Other fixes get none. */
  'master.suggest': {
    kind: 'query',
    input: z.strictObject({ fixes: z.array(fixView).min(1).max(100) }),
    output: z.object({ lists: z.array(suggestionList) }),
  },
} as const satisfies Record<string, Endpoint>;
