import { plainSscc } from '#core/domain/sscc.ts';
import type { OverlayEntry } from '#core/drafting/draft.types.ts';
import type { OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import type { PrintedLabel, SerialUse } from '#core/rules/outbound/facts.ts';
import type { Store } from '#core/store/store.types.ts';
import { serialsOf } from '../outbound/content.ts';
import type { PlannedDocument } from '../outbound/plan.types.ts';

/** What is known of a notice's serials in the workspace: other slips and notices that use them, and the labels that were printed. */
export interface PackFacts {
  readonly uses: readonly SerialUse[];
  /** Undefined where no label of its cartons was printed here. */
  readonly labels: readonly PrintedLabel[] | undefined;
}

/**
 * Asks for what the rules of labels and serials rest on (LBL-02, 03, 05, 856-10). Serials that a person typed count too.
 * Notices of the same slips are corrections of this one, with its serials.
 */
export async function packFacts(
  store: Pick<Store, 'serialUses' | 'printedLabels' | 'noticesOfSerials' | 'outboundOfPosting'>,
  { kind, postingKeys }: Pick<PlannedDocument, 'kind' | 'postingKeys'>,
  document: OutboundDocument,
  overlay: readonly Pick<OverlayEntry, 'value'>[],
  outboundId: number | undefined,
): Promise<PackFacts | undefined> {
  if (kind !== '856') return undefined;
  const typed = overlay.map(({ value }) => plainSscc(value)).filter((value) => /^\d{18}$/.test(value));
  const serials = [...new Set([...serialsOf(document), ...typed])];
  const [uses, printed, notices, own] = await Promise.all([
    store.serialUses({ serials }),
    store.printedLabels({ slipKeys: postingKeys }),
    store.noticesOfSerials({ serials }),
    Promise.all(postingKeys.map((postingKey) => store.outboundOfPosting({ postingKey }))),
  ]);
  const same = new Set([...own.flat().map(({ id }) => id), ...(outboundId === undefined ? [] : [outboundId])]);
  const labels = printed.filter(({ sscc }) => serials.includes(sscc)).map(({ label }) => JSON.parse(label) as PrintedLabel);
  return {
    uses: [
      ...notices
        .filter((notice) => !same.has(notice.outboundId))
        .map(({ serial, number, at }) => useOf(serial, 'document', at, `ship notice ${number}`)),
      ...uses
        .filter(({ slipKey }) => !postingKeys.includes(slipKey))
        .map(({ sscc, number, at }) => useOf(sscc, 'packing', at, `packing slip ${number}`)),
    ],
    labels: labels.length === 0 ? undefined : labels,
  };
}

const useOf = (serial: string, used: SerialUse['used'], at: string, where: string): SerialUse => ({
  serial,
  used,
  on: at.slice(0, 10),
  where,
});
