import { z } from 'zod';
import { nothing, type Endpoint } from '../endpoint.ts';
import { backOfficeOrder, backOfficePosted, backOfficeSlip, receivedFile } from '../views/backoffice.ts';

const number = z.string().min(1).max(40);
const share = z.number().gt(0).max(1).default(1);

/** Practice only: the people at the practice company, and the other side at SPS. `not-allowed` in any other workspace. */
export const backofficeEndpoints = {
  /** Newest first; `total` says how many there are where that is more than the 500 that are given. */
  'backoffice.orders': {
    kind: 'query',
    input: nothing,
    output: z.object({ rows: z.array(backOfficeOrder), total: z.number().int() }),
  },
  'backoffice.slip': { kind: 'query', input: z.strictObject({ slip: number }), output: backOfficeSlip },
  /** Posts as a person in Dynamics does; a run starts at once. `share`: of what is open of each line, at least one. */
  'backoffice.post': {
    kind: 'command',
    input: z.strictObject({
      what: z.enum(['confirm', 'ship', 'invoice']),
      orders: z.array(number).min(1).max(500),
      share,
      /** One slip a customer, or one invoice an account, over all the orders. */
      consolidate: z.boolean().default(false),
    }),
    output: backOfficePosted,
  },
  'backoffice.correctSlip': {
    kind: 'command',
    input: z.strictObject({
      slip: number,
      lines: z
        .array(z.strictObject({ line: z.number(), quantity: z.number().min(0).max(1_000_000) }))
        .min(1)
        .max(1_000),
      as: z.enum(['in-place', 'reversal']),
    }),
    output: backOfficePosted,
  },
  'backoffice.cancelSlip': { kind: 'command', input: z.strictObject({ slip: number }), output: backOfficePosted },
  'backoffice.credit': { kind: 'command', input: z.strictObject({ invoice: number, share }), output: backOfficePosted },

  'backoffice.received': {
    kind: 'query',
    input: nothing,
    output: z.object({ rows: z.array(receivedFile), total: z.number().int() }),
  },
  /** SPS takes what waits in its mailbox now, and its history shows it at once. */
  'backoffice.collect': { kind: 'command', input: nothing, output: z.object({ collected: z.number().int() }) },
  'backoffice.reply': {
    kind: 'command',
    input: z.strictObject({
      paths: z.array(z.string().min(1).max(300)).min(1).max(500),
      kind: z.enum(['997', '824']),
      outcome: z.enum(['accepted', 'accepted-with-errors', 'rejected']),
      text: z.string().trim().max(2_000).default(''),
    }),
    output: z.object({ placed: z.number().int() }),
  },
  /** The next uploads to SPS are stored, and their answers lost. */
  'backoffice.loseAnswers': {
    kind: 'command',
    input: z.strictObject({ times: z.number().int().min(1).max(50) }),
    output: z.object({ times: z.number().int() }),
  },
} as const satisfies Record<string, Endpoint>;
