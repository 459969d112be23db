import type { OutboundKind } from '../outbound.ts';
import type { RuleEntry } from './entry.ts';
import { generalRules } from './general.ts';
import { itemRules } from './item.ts';
import { orderRules } from './order.ts';
import { outboundRules } from './outbound.ts';

/** Every rule that Quayside decides today, whichever part of it does. Add one: its family's file, its check, three tests. */
export const ruleCatalogue: readonly RuleEntry[] = [...generalRules, ...itemRules, ...orderRules, ...outboundRules];

/** Rules that compare with the copy of the master data: a new copy may answer what they hold. */
export const rulesByMasterData: readonly string[] = ['ITM-01', 'ITM-03', '850-08', '850-09'];

const byId: ReadonlyMap<string, RuleEntry> = new Map(ruleCatalogue.map((entry) => [entry.id, entry]));

/** The rule with an id of the catalogue; `undefined` for a reader's own (`RSX-DATE`). */
export function ruleEntry(id: string): RuleEntry | undefined {
  return byId.get(id);
}

/**
 * The rule by which a document lets another one go first. That an 856 goes behind its 855 is the sheet's, and has no rule of
 * its own.
 */
export function turnRule(kind: OutboundKind): RuleEntry | undefined {
  return kind === '810' ? ruleEntry('810-03') : undefined;
}
