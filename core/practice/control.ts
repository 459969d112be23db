import { families, type Family } from './catalogue.ts';
import { backOfficeActions } from './dynamics/backOffice/actions.ts';
import type { Handmade } from './dynamics/handmade.ts';
import type { Journals } from './dynamics/journals.ts';
import type { PracticeClock } from './clock.ts';
import type { DynamicsSettings } from './dynamics/server.ts';
import type { MasterFacts } from './dynamics/master.ts';
import type { SalesOrders } from './dynamics/rows.ts';
import { canHit, faultKinds, type Fault, type Faults } from './faults.ts';
import { isJson, json, type Handler, type PracticeReply } from './http.ts';
import { oddities, type Oddity, type OrderRequest } from './orders/generator.ts';
import { BadRequest, numberOf, objects, textOf, whole, yesOrNo, type Body } from './requests.ts';
import { applySettings } from './settings.ts';
import { placeReplies } from './sps/replies.ts';
import type { SpsSettings } from './sps/server.ts';
import type { Mailbox } from './sps/mailbox.ts';

export interface ControlParts {
  readonly secretPath: string;
  readonly place: (request: OrderRequest) => number;
  readonly faults: Faults;
  readonly clock: PracticeClock;
  readonly mailbox: Mailbox;
  readonly orders: SalesOrders;
  readonly journals: Journals;
  /** What a restart must not lose may have changed: told after every POST. */
  readonly changed: () => void;
  readonly facts: MasterFacts;
  readonly sps: SpsSettings;
  readonly dynamics: DynamicsSettings;
  readonly setLatency: (milliseconds: number) => void;
  readonly handmade: (request: Handmade) => string;
}

/** The world's own controls: place orders, turn faults on, advance the clock, look inside (DESIGN 7). */
export function createControlHandler(parts: ControlParts): Handler {
  const actions: Readonly<Record<string, (body: Body) => unknown>> = {
    'POST orders': (body) => ({ placed: parts.place(orderRequest(body)) }),
    'POST faults': (body) => {
      const asked = fault(body);
      if (!canHit(asked)) return { set: false, why: `"${asked.kind}" hits files, and Dynamics has none: nothing waits for it.` };
      parts.faults.add(asked);
      return { set: true };
    },
    'POST advance': (body) => {
      parts.clock.advance(whole(body, 'minutes', 0, 5_256_000));
      return { now: new Date(parts.clock.now()).toISOString() };
    },
    'POST latency': (body) => {
      parts.setLatency(whole(body, 'ms', 0, 60_000));
      return { set: true };
    },
    'POST settings': (body) => applySettings(parts, body),
    'POST hold': (body) => hold(parts, body),
    'POST release': (body) => release(parts, body),
    'POST handmade': (body) => ({
      salesOrder: parts.handmade({
        purchaseOrder: textOf(body, 'purchaseOrder'),
        customer: textOf(body, 'customer'),
        ...(body['reference'] === undefined ? {} : { reference: textOf(body, 'reference') }),
        lines: objects(body, 'lines').map((line) => ({
          item: textOf(line, 'item'),
          quantity: numberOf(line, 'quantity', 1, 0, 1_000_000),
          price: numberOf(line, 'price', 0, 0, 1_000_000),
        })),
      }),
    }),
    ...backOfficeActions(parts),
    'POST reply': (body) => placeReplies(parts, body),
    'GET state': () => state(parts),
    'GET received': () => {
      parts.mailbox.collect();
      return parts.mailbox.received();
    },
  };
  return (request) => {
    const [, secret, action = ''] = request.url.pathname.split('/');
    if (`/${secret}` !== parts.secretPath) return json(404, { error: 'not found' });
    const run = actions[`${request.method} ${action}`];
    if (!run)
      return json(404, { error: `There is no ${request.method} ${action}. There are ${Object.keys(actions).join(', ')}.` });
    if (request.method === 'POST' && !isJson(request)) return json(415, { error: 'send application/json' });
    const reply = answer(run, request.body.toString('utf8'));
    if (request.method === 'POST') parts.changed();
    return reply;
  };
}

function answer(run: (body: Body) => unknown, text: string): PracticeReply {
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BadRequest('send a JSON object');
    return json(200, run(body as Body));
  } catch (thrown) {
    return json(400, { error: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

/** Puts a customer on hold in Dynamics, or lifts the hold with `"on": false`. */
function hold({ facts: { customers, blockedCustomers } }: ControlParts, body: Body): object {
  const customer = textOf(body, 'customer');
  if (!customers.has(customer.toLowerCase())) throw new BadRequest(`"customer" is an account of the environment, like US-101.`);
  const on = yesOrNo(body, 'on', true);
  if (on) blockedCustomers.add(customer.toLowerCase());
  else blockedCustomers.delete(customer.toLowerCase());
  return { customer, onHold: on };
}

/** Takes a released product out of the legal entity (`"released": false`), or puts it back. */
function release({ facts: { items, unreleasedItems } }: ControlParts, body: Body): object {
  const item = textOf(body, 'item');
  if (!items.has(item.toLowerCase())) throw new BadRequest(`"item" is an item number of the environment, like D0001.`);
  const released = yesOrNo(body, 'released', true);
  if (released) unreleasedItems.delete(item.toLowerCase());
  else unreleasedItems.add(item.toLowerCase());
  return { item, released };
}

function orderRequest(body: Body): OrderRequest {
  const { family, oddity, partner } = body;
  if (family !== undefined && !families.includes(family as Family))
    throw new BadRequest(`"family" is one of ${families.join(', ')}.`);
  if (oddity !== undefined && !oddities.includes(oddity as Oddity))
    throw new BadRequest(`"oddity" is one of ${oddities.join(', ')}.`);
  return {
    count: whole(body, 'count', 1, 100_000),
    ...(family === undefined ? {} : { family: family as Family }),
    ...(oddity === undefined ? {} : { oddity: oddity as Oddity }),
    ...(partner === undefined ? {} : { partner: textOf(body, 'partner') }),
    ...(body['lines'] === undefined ? {} : { lines: whole(body, 'lines', 1, 20) }),
  };
}

function fault(body: Body): Fault {
  const { target, kind } = body;
  if (target !== 'sps' && target !== 'dynamics') throw new BadRequest('"target" is sps or dynamics.');
  const known = faultKinds.find((name) => name === kind);
  if (known === undefined) throw new BadRequest(`"kind" is one of ${faultKinds.join(', ')}.`);
  return { target, kind: known, times: whole(body, 'times', 1, 1_000_000) };
}

function state({ mailbox, orders }: ControlParts): object {
  mailbox.collect();
  const files = mailbox.state().files.map(([path, text]) => ({ path, bytes: Buffer.from(text, 'base64').length }));
  return {
    mailbox: {
      out: files.filter(({ path }) => path.startsWith('out/')).map(({ path }) => path),
      in: files.filter(({ path }) => path.startsWith('in/')),
    },
    dynamics: {
      orders: [...orders.headers()].map((header) => ({
        number: header['SalesOrderNumber'],
        company: header['dataAreaId'],
        customer: header['OrderingCustomerAccountNumber'],
        purchaseOrder: header['CustomersOrderReference'],
        lines: orders.linesOf(String(header['dataAreaId']), String(header['SalesOrderNumber'])).map((line) => ({
          item: line['ItemNumber'],
          quantity: line['OrderedSalesQuantity'],
          unit: line['SalesUnitSymbol'],
          price: line['SalesPrice'],
        })),
      })),
    },
  };
}
