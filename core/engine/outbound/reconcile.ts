import { toAppError } from '#core/contract/errors.ts';
import type { ReconcileView } from '#core/contract/views/outbound.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { EngineParts } from '../engine.types.ts';
import { largestFile } from '../intake/inspect.ts';
import type { RunContext } from '../runContext.ts';
import { noteLaterNotices } from './laterNotices.ts';
import { nameStart } from './remoteName.ts';
import { readSent } from './sentBytes.ts';
import { historyBackMs } from './settleUnknown.ts';

const key = 'outbound.reconcile';

/** What is known of a data folder whose guard journal is missing: since when, and what history has shown. */
interface Reconcile {
  readonly since: Instant;
  /** The last thing that this database knows to have happened. */
  readonly from: Instant;
  readonly lookedAt?: Instant;
  readonly found: number;
}

async function read(parts: Pick<EngineParts, 'store'>): Promise<Reconcile | undefined> {
  const text = await parts.store.meta({ key });
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as Reconcile);
}

/** Begins where the guard journal is missing beside a database that was used (DESIGN 4); once begun it stays until a person ends it. */
export async function beginReconcile(parts: Pick<EngineParts, 'store'>, since: Instant): Promise<void> {
  if (await read(parts)) return;
  const from = (await parts.store.lastRun({}))?.startedAt ?? since;
  await parts.store.setMeta({ key, value: JSON.stringify({ since, from, found: 0 } satisfies Reconcile) });
}

/** True while nothing may leave. */
export async function isReconciling(parts: Pick<EngineParts, 'store'>): Promise<boolean> {
  return (await read(parts)) !== undefined;
}

/** A person has compared what SPS has with what is here: sending goes on. */
export async function endReconcile(
  parts: Pick<EngineParts, 'store'>,
  by: { readonly who: string; readonly reason: string; readonly at: Instant },
): Promise<void> {
  await parts.store.noteAct({ ...by, what: 'Sending goes on after the guard journal was missing' });
  await parts.store.setMeta({ key, value: '' });
  await parts.store.resolveIncidents({ remote: 'here', at: by.at, keyPrefix: 'guard-missing' });
}

/**
 * Compares what waits to leave with what history shows as uploaded since the copy: names begin with kind, number and
 * partner. What is found there was sent and is said so, with its bytes where it still lies there; the rest stays until a
 * person has compared. Notices that no document asks for are kept for the packing of their slips.
 */
async function lookForSent(run: RunContext): Promise<void> {
  const { store, sps, ports } = run.parts;
  const state = await read(run.parts);
  if (!state) return;
  const after = instant(milliseconds(state.from) - historyBackMs);
  const entries = await run.ask('sps', () => sps.history({ after }, run.signal), { repeatable: true });
  const uploads = entries.flatMap(({ path, events }) => {
    const uploaded = events.find(({ status }) => status === 'uploaded');
    const taken = events.find(({ status }) => status === 'downloaded' || status === 'deleted');
    const name = path.slice(path.lastIndexOf('/') + 1);
    return uploaded || taken
      ? [{ path, name, at: (uploaded ?? taken)?.at ?? after, lies: events.every(({ status }) => status !== 'deleted') }]
      : [];
  });
  const readFile = fileReader(run);
  let { found } = state;
  let afterId: number | undefined;
  for (;;) {
    const page = await store.unsentDocuments({ limit: 500, ...(afterId === undefined ? {} : { afterId }) });
    if (page.length === 0) break;
    afterId = page.at(-1)?.id;
    for (const row of page) {
      // An upload that is known belongs to an earlier revision of the same number.
      for (const upload of uploads.filter(({ name }) => name.startsWith(nameStart(row)))) {
        if (await store.isSendKnown({ remotePath: upload.path })) continue;
        const file = upload.lies ? await readFile(upload.path) : undefined;
        if (file && isOfAnother(row, file.bytes)) continue;
        const send = {
          outboundId: row.id,
          remotePath: upload.path,
          sentAt: upload.at,
          at: ports.clock.now(),
          ...(file ? { read: file } : {}),
        };
        if (!(await store.adoptSend(send)).adopted) continue;
        found += 1;
        break;
      }
    }
  }
  await noteLaterNotices(store, uploads, readFile);
  await store.setMeta({ key, value: JSON.stringify({ ...state, found, lookedAt: ports.clock.now() } satisfies Reconcile) });
  run.parts.publish({ topic: 'outbound' });
}

type ReadFile = { readonly bytes: Uint8Array; readonly at: Instant } | undefined;

/** True where the very bytes name other purchase orders than the document's. */
function isOfAnother({ kind, purchaseOrder }: OutboundRow, bytes: Uint8Array): boolean {
  const orders = readSent(kind, bytes)?.purchaseOrders;
  return orders !== undefined && orders.size > 0 && !orders.has(purchaseOrder);
}

/** Each file is asked for once: two orders may have documents of one number, and only what a file says tells whose it is. */
function fileReader(run: RunContext): (path: string) => Promise<ReadFile> {
  const files = new Map<string, ReadFile>();
  return async (path) => {
    if (!files.has(path)) files.set(path, await readOnce(run, path));
    return files.get(path);
  };
}

/** What still lies at SPS is read before it is collected: how its cartons are packed stands nowhere else. */
async function readOnce(run: RunContext, path: string): Promise<ReadFile> {
  const { sps, ports } = run.parts;
  try {
    const { bytes } = await run.ask('sps', () => sps.download(path, { maxBytes: largestFile }, run.signal));
    return { bytes, at: sps.serverDate() ?? ports.clock.now() };
  } catch (thrown) {
    // That it left is certain without its bytes: where SPS gives them to nobody, the slip says that its packing is not known.
    if (toAppError(thrown).retry === 'never' && !run.signal.aborted) return undefined;
    throw thrown;
  }
}

/** Looks as long as there is something to reconcile; SPS being down leaves it for the next run. */
export async function reconcileStep(run: RunContext): Promise<void> {
  if (!(await isReconciling(run.parts))) return;
  try {
    await lookForSent(run);
  } catch (thrown) {
    if (!run.signal.aborted) run.fail(toAppError(thrown));
  }
}

export async function reconcileView(parts: Pick<EngineParts, 'store'>): Promise<ReconcileView> {
  const state = await read(parts);
  if (!state) return { active: false, waiting: 0, found: 0, message: 'The guard journal is in order.', nextStep: '' };
  const { places } = await parts.store.outboundCounts({});
  return {
    active: true,
    since: state.since,
    from: state.from,
    waiting: places.ready.value + places.ring.value,
    found: state.found,
    ...(state.lookedAt === undefined ? {} : { lookedAt: state.lookedAt }),
    message:
      'The guard journal is missing: what left since this copy of the database was made is known nowhere here. Orders are taken in, nothing is sent.',
    nextStep:
      state.lookedAt === undefined
        ? 'Put guard.journal of the old data folder beside the database and restart; else the next run compares with the history of SPS.'
        : 'Documents that the history of SPS shows are marked as sent. Compare the rest with the portal, set aside what the partner has, then let sending go on.',
  };
}
