import { plainSscc } from '#core/domain/sscc.ts';
import type { OverlayEntry } from '#core/drafting/draft.types.ts';
import type { OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import type { PrintedLabel, SerialUse } from '#core/rules/outbound/facts.ts';
import type { Store } from '#core/store/store.types.ts';
import { serialsOf } from '../outbound/content.ts';
import type { PlannedDocument } from '../outbound/plan.types.ts';

/** What packing knows of a notice's serials: other slips that use them, and the labels that were printed. */
export interface PackFacts {
  readonly uses: readonly SerialUse[];
  /** Undefined where no label of its cartons was printed here. */
  readonly labels: readonly PrintedLabel[] | undefined;
}

/** Asks for what the rules of labels and serials rest on (LBL-02, LBL-05, 856-10). Serials that a person typed count too. */
export async function packFacts(
  store: Pick<Store, 'serialUses' | 'printedLabels'>,
  { kind, postingKeys }: Pick<PlannedDocument, 'kind' | 'postingKeys'>,
  document: OutboundDocument,
  overlay: readonly Pick<OverlayEntry, 'value'>[],
): Promise<PackFacts | undefined> {
  if (kind !== '856') return undefined;
  const typed = overlay.map(({ value }) => plainSscc(value)).filter((value) => /^\d{18}$/.test(value));
  const serials = [...new Set([...serialsOf(document), ...typed])];
  const [uses, printed] = await Promise.all([store.serialUses({ serials }), store.printedLabels({ slipKeys: postingKeys })]);
  const labels = printed.filter(({ sscc }) => serials.includes(sscc)).map(({ label }) => JSON.parse(label) as PrintedLabel);
  return {
    uses: uses
      .filter(({ slipKey }) => !postingKeys.includes(slipKey))
      .map(({ sscc, number, at }) => ({ serial: sscc, used: 'packing', on: at.slice(0, 10), where: `packing slip ${number}` })),
    labels: labels.length === 0 ? undefined : labels,
  };
}
