import type { RunContext } from '../runContext.ts';
import type { SendRow } from '#core/store/types/sends.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import { milliseconds, type Instant } from '#core/domain/time.ts';
import { partnerNameOf } from '../partnerName.ts';
import { allSends, lookedFor, lookForUnknown, pickupFrom } from './look.ts';
import { collectsNothing, isLate, takenAt, silenceHold, uncollectedHold } from './pickup.ts';

/**
 * Outbound step 7: after sending, one look at SPS for all that is open there. Lost answers are looked for in listing and
 * history, pick-ups in history alone. Nothing open asks nothing.
 */
export async function watchDocuments(run: RunContext): Promise<void> {
  await noteSilence(run);
  const { store } = run.parts;
  await settleLost(run);
  const open = await allSends((page) => store.uncollectedSends(page));
  if (open.length > 0) await watchPickup(run, open);
  if (open.length > 0) run.parts.publish({ topic: 'outbound' });
}

/** The run counts what is unknown when it ends, and what it found to be sent as sent: that answer was lost, but nothing failed. */
async function settleLost(run: RunContext): Promise<void> {
  const unknown = await allSends((page) => run.parts.store.unknownSends(page));
  if (unknown.length === 0) return;
  let found: readonly SendRow[] = [];
  try {
    ({ found } = await lookForUnknown(run, unknown));
  } finally {
    for (const send of unknown)
      run.figures.count(found.includes(send) ? `outbound.sent.${send.kind}` : 'outbound.unknown', send.outboundId);
    for (const { outboundId } of found) run.arrived(outboundId);
    run.parts.publish({ topic: 'outbound' });
  }
}

async function watchPickup(run: RunContext, open: readonly SendRow[]): Promise<void> {
  const { store, sps, ports } = run.parts;
  const after = pickupFrom(open, ports.clock.now());
  if (after === undefined) return;
  const entries = await run.ask('sps', () => sps.history({ after }, run.signal), { repeatable: true });
  const now = sps.serverDate() ?? ports.clock.now();
  const readBack = new Map(open.map(({ remotePath, evidence }) => [remotePath, evidence.readBackAt]));
  const taken = new Map<string, Instant>();
  for (const { path, events } of entries) {
    const pickup = takenAt(events, readBack.get(path));
    if (pickup !== undefined) taken.set(path, pickup);
  }
  for (const send of open) {
    const pickup = taken.get(send.remotePath);
    const at = ports.clock.now();
    if (pickup !== undefined) {
      const how = `SPS's history says: collected at ${pickup}.`;
      await store.noteLook({ ...lookedFor(send), at, evidence: send.evidence, found: { as: 'collected', spsAt: pickup, how } });
      run.figures.count('outbound.collected', send.outboundId);
    } else if (isLate(send, now)) {
      await noteLate(run, send.outboundId, 'not-collected', uncollectedHold(send, now));
    }
  }
  await noteStandstill(run, { open: open.filter(({ remotePath }) => !taken.has(remotePath)), taken: [...taken.values()], now });
}

/** One incident while SPS takes nothing for a day, whatever lies there. */
async function noteStandstill(
  run: RunContext,
  { open, taken, now }: { readonly open: readonly SendRow[]; readonly taken: readonly Instant[]; readonly now: Instant },
): Promise<void> {
  const { store, ports, publish } = run.parts;
  const key = 'sps-collects-nothing';
  const at = ports.clock.now();
  if (!collectsNothing(open, taken, now)) {
    await store.resolveIncidents({ remote: 'here', at, keyPrefix: key });
    return;
  }
  const hours = Math.floor((milliseconds(now) - milliseconds(open[0]?.sentAt ?? now)) / 3_600_000);
  await store.noteIncident({
    key,
    remote: 'here',
    code: 'sps-server-error',
    message: `SPS has collected nothing for ${hours} hours; ${open.length} ${open.length === 1 ? 'document lies' : 'documents lie'} in its folder.`,
    details: {
      title: 'SPS collects nothing',
      consequence: 'The partners get no acknowledgments, ship notices or invoices: deadlines pass.',
      nextStep: 'Look at status.spscommerce.com and ask SPS. Nothing has to be sent again: it is collected once SPS works.',
    },
    at,
  });
  publish({ topic: 'attention' });
}

async function noteLate(run: RunContext, outboundId: number, what: 'not-collected' | 'silent', hold: NewHold): Promise<void> {
  const { opened } = await run.parts.store.noteLate({ outboundId, at: run.parts.ports.clock.now(), what, hold });
  if (opened) run.parts.publish({ topic: 'attention' });
}

const silentAtOnce = 500;

/** Partners that should have answered by now. */
async function noteSilence(run: RunContext): Promise<void> {
  const { store, ports } = run.parts;
  for (const row of await store.silentSends({ at: ports.clock.now(), limit: silentAtOnce }))
    await noteLate(run, row.id, 'silent', silenceHold(row, await partnerNameOf(store, row)));
}
