import type { InputOf, OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { MappingChange, MappingKind, MappingOrigin, MappingRows, MappingTables } from '#core/domain/mapping.ts';
import type { MappingState } from '#core/domain/mappingState.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import type { MappingQuery } from '../rows.types.ts';

type Weight = OutputOf<'mappings.releasePreview'>['freed'];
type OrderBrief = OutputOf<'mappings.releasePreview'>['orders'][number];

/** A row with what is known of it. */
export interface MappingEntryRow<K extends MappingKind = MappingKind> {
  readonly kind: K;
  readonly id: number;
  readonly row: MappingTables[K];
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly why: string;
  readonly origin: MappingOrigin;
  readonly state: MappingState;
  readonly validTo?: LocalDate;
}

/** One change as it was made. */
export interface MappingEventRow {
  readonly id: number;
  readonly changeSetId: number;
  readonly kind: MappingKind;
  readonly change: 'add' | 'update' | 'remove';
  readonly at: Instant;
  readonly who: string;
  readonly why: string;
  readonly origin: MappingOrigin;
  readonly before: MappingTables[MappingKind] | undefined;
  readonly after: MappingTables[MappingKind] | undefined;
}

export interface MappingPage<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor?: string;
}

/** What a change set says of itself, and its changes: as rows, or as parts of JSON that nobody had to read on their way. */
export type MappingApply<K extends MappingKind> = {
  readonly kind: K;
  readonly who: string;
  readonly at: Instant;
  readonly why: string;
  readonly origin: MappingOrigin;
  readonly source: string;
  /** Set where a person removes or ends a row: the open orders that use it must be those that were shown. */
  readonly seenUses?: { readonly id: number; readonly token: string };
  /** Units that the changes need beside them: made with them, taken back with them. */
  readonly units?: readonly MappingChange<'units'>[];
} & ({ readonly changes: readonly MappingChange<K>[] } | { readonly packed: readonly Uint8Array[] });

/** A change set that came by file, paste or the practice world. */
export interface ImportedSet {
  readonly changeSetId: number;
  readonly kind: MappingKind;
  /** The file's name; '' where there was none. */
  readonly source: string;
  readonly at: Instant;
  readonly changes: number;
}

export interface MappingsStore {
  /** Only the rows that could match one document, whatever their day. */
  mappingRows(input: MappingQuery): Promise<MappingRows>;
  /** Rows of a kind in key order, `after` the cursor of the page before. */
  mappingPage<K extends MappingKind>(input: {
    readonly kind: K;
    readonly limit: number;
    readonly after?: string;
  }): Promise<{ readonly rows: readonly MappingTables[K][]; readonly nextCursor?: string }>;
  /** All rows of a kind (of one partner) in key order as JSON text in parts, for other threads: `[row, …]` each. */
  mappingsPacked(input: {
    readonly kind: MappingKind;
    readonly partnerId?: string;
    readonly after?: string;
  }): Promise<{ readonly rows: number; readonly bytes: Uint8Array; readonly nextCursor?: string }>;
  mappingsList(input: ParsedInputOf<'mappings.list'> & { readonly today: LocalDate }): Promise<MappingPage<MappingEntryRow>>;
  mappingEntry(input: {
    readonly kind: MappingKind;
    readonly id: number;
    readonly today: LocalDate;
  }): Promise<MappingEntryRow | undefined>;
  mappingDetail(input: ParsedInputOf<'mappings.get'> & { readonly today: LocalDate }): Promise<
    | {
        readonly entry: MappingEntryRow;
        readonly rows: readonly MappingEntryRow[];
        readonly history: readonly MappingEventRow[];
        readonly usedBy: OutputOf<'mappings.get'>['usedBy'];
      }
    | undefined
  >;
  /**
   * Makes all changes in one transaction, keeps them for undo, and lets documents be looked at again: parked ones of the
   * partners concerned, and those not yet begun in Dynamics that use a row that changed or that a new one may decide
   * otherwise. Throws `conflict` where a row is not as it was seen.
   */
  applyMappings<K extends MappingKind>(
    input: MappingApply<K>,
  ): Promise<{ readonly changeSetId: number; readonly id: number | undefined; readonly woken: number }>;
  /** Puts back what a change set changed, as a change set of its own; `conflict` names the rows that changed since. */
  undoMappings(input: {
    readonly changeSetId: number;
    readonly who: string;
    readonly at: Instant;
    readonly why: string;
  }): Promise<{ readonly changeSetId: number; readonly kind: MappingKind; readonly changes: number }>;
  /** The newest import, taken back or not, and the newest of those that stand. */
  lastImport(
    input: Record<string, never>,
  ): Promise<{ readonly last: ImportedSet; readonly undoneAt?: Instant; readonly standing?: ImportedSet } | undefined>;
  mappingSets(input: ParsedInputOf<'mappings.changes'>): Promise<OutputOf<'mappings.changes'>>;
  mappingSetRows(input: ParsedInputOf<'mappings.changeRows'>): Promise<MappingPage<MappingEventRow>>;
  mappingsMissing(input: ParsedInputOf<'mappings.missing'>): Promise<OutputOf<'mappings.missing'>>;
  /** Open gaps whose group begins so, one fix a group. */
  openGaps(input: { readonly prefixes: readonly string[] }): Promise<readonly { readonly key: string; readonly fix: Fix }[]>;
  /**
   * The orders that wait for these groups, apart those that wait for nothing else. With `gapsOnly` what rules said does not
   * count: without a partner they were asked without its sheet, and are asked again.
   */
  waitingFor(input: { readonly keys: readonly string[]; readonly gapsOnly: boolean }): Promise<{
    readonly freed: Weight;
    readonly stillWaiting: Weight;
    readonly orders: readonly OrderBrief[];
  }>;
  /** How many orders wait for each of these groups. */
  ordersOf(input: { readonly keys: readonly string[] }): Promise<Readonly<Record<string, number>>>;
  mappingUses(input: InputOf<'mappings.removalPreview'>): Promise<OutputOf<'mappings.removalPreview'> | undefined>;
  mappingCoverage(
    input: ParsedInputOf<'mappings.coverage'> & { readonly since: Instant },
  ): Promise<OutputOf<'mappings.coverage'>>;
  /** Parked documents of partners for whom a row begins to hold on a day after the last one asked about are looked at again. */
  wakeForDay(input: { readonly today: LocalDate }): Promise<{ readonly woken: number }>;
}
