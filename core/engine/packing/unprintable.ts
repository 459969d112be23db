import type { PackingView } from '#core/contract/views/packing.ts';
import type { Carton } from '#core/domain/packing.ts';
import type { DraftCompany } from '#core/drafting/draft.types.ts';
import type { CartonLabel, ContentList } from '#core/packing/packing.types.ts';
import { isLost, printable } from '#core/packing/printable.ts';
import type { SlipToPack } from '../outbound/packing.types.ts';
import { contentListOf, labelsOf } from './labelFacts.ts';

const most = 10;

/**
 * Texts of the labels and the content list whose letters no font of ours has, each with what would be printed: a person sees it
 * before there are labels that nobody can read. At most ten. Pure.
 */
export function unprintableTexts(
  { slip, cartons, partner }: { readonly slip: SlipToPack; readonly cartons: readonly Carton[]; readonly partner: string },
  company: DraftCompany,
): PackingView['unprintable'] {
  const placed = cartons.map((carton) => ({ carton, place: carton.number, of: cartons.length }));
  const texts = new Set([
    ...labelsOf(slip, placed, company).flatMap(({ label }) => textsOfLabel(label)),
    ...textsOfList(contentListOf(slip, placed, partner)),
  ]);
  const lost: PackingView['unprintable'] = [];
  for (const text of texts) {
    if (lost.length === most) break;
    if (isLost(text)) lost.push({ text, printed: printable(text) });
  }
  return lost;
}

const textsOfLabel = ({ from, to, storeName, ...label }: CartonLabel): readonly string[] => [
  ...from,
  ...to,
  label.carrier,
  label.pro,
  label.billOfLading,
  label.purchaseOrder,
  label.department,
  label.store,
  storeName,
];

const textsOfList = ({ facts, cartons }: ContentList): readonly string[] => [
  ...facts.map(([, value]) => value),
  ...cartons.flatMap(({ tracking, lines }) => [
    tracking,
    ...lines.flatMap(({ purchaseOrder, item, description, unit }) => [purchaseOrder, item, description, unit]),
  ]),
];
