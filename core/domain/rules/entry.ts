import type { Severity } from '../finding.ts';
import type { DocumentKind } from '../purchaseOrder.ts';

/**
 * Where a rule of the catalogue is decided. `rules`: a check of `core/rules` · `identity`: what a document is, given
 * what came before · `mapping`: resolving numbers of the retailer into ours · `sales order`: making it in Dynamics ·
 * `drafting`: making a document that leaves · `draft`: a check of `core/rules/outbound` about the finished draft ·
 * `sending`: whether its turn has come.
 */
export type RulePlace = 'rules' | 'identity' | 'mapping' | 'sales order' | 'drafting' | 'draft' | 'sending';

/** One rule of the catalogue as data: what screens name it by, and what a partner's sheet may change about it. */
export interface RuleEntry {
  /** `850-07`: findings, holds, releases and partners' sheets use it. */
  readonly id: string;
  /** What must hold, in one plain sentence. */
  readonly title: string;
  readonly documents: readonly DocumentKind[];
  /** Unless the partner's sheet says otherwise. A single finding may weigh less where its data is weak. */
  readonly severity: Severity;
  /** What breaking it costs. */
  readonly cost: string;
  /** Source of the requirement in the field's documents (`S124`); empty where it is common practice. */
  readonly sources: readonly string[];
  /** True where no partner's sheet may lower it or switch it off. */
  readonly noOverride: boolean;
  readonly place: RulePlace;
}
