import type { Clock } from '#core/ports/ports.ts';
import type { PostingKind } from '#core/domain/posting.ts';
import { namesOneOrder, oneOrderSets } from '#core/domain/postingSets.ts';
import type { EntityShape } from '../metadata.ts';
import type { JournalSource } from '../journals.types.ts';
import { shareRead, type SharedRead } from '../sharedRead.ts';
import { chargeSetNames, chargeSetsOf } from './charges.ts';
import { companionSets, companionsOf } from './companions.ts';
import { confirmationReader, confirmationSets } from './confirmations.ts';
import { invoiceReader, invoiceSets } from './invoices.ts';
import type { JournalReader } from './reader.ts';
import type { JournalContext } from './rows.ts';
import { salesInvoiceReader, salesInvoiceSets } from './salesInvoices.ts';
import { slipReader, slipSets } from './slips.ts';
import { stockedSlipReader } from './stockedSlips.ts';

/** What a kind of posting is read with; `reader` is undefined where the environment has no set for it. */
export interface Opened {
  readonly source: JournalSource;
  readonly reader: JournalReader | undefined;
}

/** The readers of this environment, probed once and kept. */
export interface JournalSources {
  open(kind: PostingKind, signal: AbortSignal | undefined): Promise<Opened>;
  /** A set went missing while we run: the next read probes anew, and may find another one. */
  forget(kind: PostingKind): Promise<void>;
}

const hour = 60 * 60_000;
/** A set that was missing may be there after an update of the environment; where documents are held for lack of it, soon. */
const askAgainMs = (source: JournalSource | undefined): number =>
  source !== undefined && (source.set === '' || namesOneOrder(source)) ? hour : 24 * hour;

interface Kept {
  readonly at: number;
  readonly opened: SharedRead<Opened>;
  /** Once it is known. */
  source?: JournalSource;
}

export function createSources(context: JournalContext, orderLineSet: string, clock: Clock): JournalSources {
  const kept = new Map<PostingKind, Kept>();
  return {
    open(kind, signal) {
      const before = kept.get(kind);
      if (before && !before.opened.isGivenUp() && clock.monotonic() - before.at < askAgainMs(before.source))
        return before.opened.join(signal);
      const opened = shareRead((stop) => openKind(context, orderLineSet, kind, stop));
      const entry: Kept = { at: clock.monotonic(), opened };
      kept.set(kind, entry);
      opened.done.then(
        ({ source }) => void (entry.source = source),
        // A failure is no answer: it is asked again with the next read.
        () => void (kept.get(kind) === entry && kept.delete(kind)),
      );
      return opened.join(signal);
    },
    async forget(kind) {
      const before = kept.get(kind);
      kept.delete(kind);
      const { set, lineSet, companions } = (await before?.opened.done)?.source ?? nothing[kind];
      for (const name of [set, lineSet, ...companions]) context.metadata.forget(name);
    },
  };
}

async function openKind(
  context: JournalContext,
  orderLineSet: string,
  kind: PostingKind,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  const reader = await openers[kind](context, orderLineSet, signal);
  return reader ? { reader, source: reader.source } : { reader: undefined, source: nothing[kind] };
}

type Opener = (
  context: JournalContext,
  orderLineSet: string,
  signal: AbortSignal | undefined,
) => Promise<JournalReader | undefined>;

const openers: Readonly<Record<PostingKind, Opener>> = {
  async confirmation(context, _orderLineSet, signal) {
    const { heads, lines } = await pair(context, confirmationSets, signal);
    return heads && lines ? confirmationReader(context, heads, lines) : undefined;
  },
  async 'packing-slip'(context, orderLineSet, signal) {
    const [tracking, shipments, loads] = await findAll(context, Object.values(companionSets), signal);
    const companions = companionsOf(tracking, shipments, loads);
    const { heads, lines } = await pair(context, slipSets, signal);
    if (heads && lines) return slipReader(context, heads, lines, companions);
    const stocked = await firstOf(context, oneOrderSets.slips, signal);
    const orderLines = await context.metadata.find(orderLineSet, signal);
    return stocked && orderLines ? stockedSlipReader(context, stocked, orderLines, companions) : undefined;
  },
  async invoice(context, _orderLineSet, signal) {
    const { heads, lines } = await pair(context, invoiceSets, signal);
    if (heads && lines) {
      const [items, markup] = await findAll(context, [chargeSetNames.items, chargeSetNames.markup], signal);
      return invoiceReader(context, heads, lines, chargeSetsOf(items, markup));
    }
    const otherHeads = await firstOf(context, salesInvoiceSets.heads, signal);
    const otherLines = await firstOf(context, salesInvoiceSets.lines, signal);
    return otherHeads && otherLines ? salesInvoiceReader(context, otherHeads, otherLines) : undefined;
  },
};

async function pair(
  context: JournalContext,
  sets: { readonly heads: string; readonly lines: string },
  signal: AbortSignal | undefined,
): Promise<{ readonly heads: EntityShape | undefined; readonly lines: EntityShape | undefined }> {
  const [heads, lines] = await findAll(context, [sets.heads, sets.lines], signal);
  return { heads, lines };
}

function findAll(
  context: JournalContext,
  sets: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly (EntityShape | undefined)[]> {
  return Promise.all(sets.map((set) => context.metadata.find(set, signal)));
}

async function firstOf(
  context: JournalContext,
  sets: readonly string[],
  signal: AbortSignal | undefined,
): Promise<EntityShape | undefined> {
  for (const set of sets) {
    const shape = await context.metadata.find(set, signal);
    if (shape) return shape;
  }
  return undefined;
}

const without = (kind: PostingKind, sentence: string): JournalSource => ({
  kind,
  set: '',
  lineSet: '',
  companions: [],
  watermark: 'none',
  unknown: [sentence],
});

/** What is said where an environment has none of the sets of a kind. */
const nothing: Readonly<Record<PostingKind, JournalSource>> = {
  confirmation: without(
    'confirmation',
    `Confirmations cannot be read: the environment has no ${confirmationSets.heads} with its lines, and nothing else tells them. Acknowledgments are drafted by a person.`,
  ),
  'packing-slip': without(
    'packing-slip',
    `Packing slips cannot be read: the environment has neither ${slipSets.heads} with its lines nor ${oneOrderSets.slips.at(-1)}. Ask the Dynamics administrator to make one of them public.`,
  ),
  invoice: without(
    'invoice',
    `Invoices cannot be read: the environment has neither ${invoiceSets.heads} nor ${salesInvoiceSets.heads.join(' or ')} with lines. Ask the Dynamics administrator to make one of them public.`,
  ),
};
