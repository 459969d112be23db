import type { Fix } from './fix.ts';

/** How much a finding weighs. BLOCK has no override, HOLD needs a person, WARN and INFO only show. */
export type Severity = 'BLOCK' | 'HOLD' | 'WARN' | 'INFO';

/** What a reader or a rule has to say about one document, in words for the coordinator. */
export interface Finding {
  readonly severity: Severity;
  /** Rule id of the catalogue (`850-06`) or a reader's own (`RSX-DATE`). */
  readonly rule: string;
  /** Path of the field in the document, `Order/LineItem[2]/OrderLine/OrderQty`; empty for the whole document. */
  readonly path: string;
  readonly message: string;
  readonly value?: string;
  readonly expected?: string;
  /** What it rests on, where value and expectation do not say it (or move by themselves): a release binds to it. */
  readonly basis?: string;
  /** Why it costs, where that is known. */
  readonly cost?: string;
  /** The act that puts it right, where one act does. */
  readonly fix?: Fix;
}
