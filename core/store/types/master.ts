import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { MasterFinding, MasterSetState } from '#core/contract/views/master.ts';
import type { MasterCandidates } from '#core/domain/candidates.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { MasterFacts, MasterRows, MasterSet } from '#core/domain/masterData.ts';
import type { Instant } from '#core/domain/time.ts';

/** One set of one legal entity, and the reading of it that is going on. `company` is '' for sets of the whole environment. */
export interface MasterReading {
  readonly set: MasterSet;
  readonly company: string;
  readonly generation: number;
}

export interface MasterSchedule {
  readonly everyHours: number;
  readonly nextAt: Instant | undefined;
  /** Start of the sync that has not got through all sets yet; sets that ended since are not read again by it. */
  readonly roundAt: Instant | undefined;
  readonly startedAt: Instant | undefined;
  readonly finishedAt: Instant | undefined;
  readonly requests: number;
  readonly message: string | undefined;
}

/** A set as the database knows it; whether its reading still runs, only the engine knows. */
export interface MasterSetRow extends Omit<MasterSetState, 'progress' | 'incompleteSince' | 'missing'> {
  readonly state: 'reading' | 'done' | 'cut-off' | 'empty' | 'missing';
  readonly read: number;
  readonly startedAt: Instant;
  readonly endedAt: Instant | undefined;
}

/** What the review found, without the words for it. */
export interface MasterFindingFacts extends Omit<MasterFinding, 'message' | 'nextStep'> {
  /** Of a product that was there: what it was called, and when it was missed. */
  readonly goneName?: string;
  readonly goneAt?: Instant;
}

/** The copy of Dynamics' master data. */
export interface MasterStore {
  masterSchedule(input: Record<string, never>): Promise<MasterSchedule>;
  changeMasterSchedule(
    input: Partial<{
      readonly everyHours: number;
      readonly nextAt: Instant | null;
      readonly roundAt: Instant | null;
      readonly startedAt: Instant;
      readonly finishedAt: Instant;
      readonly requests: number;
      readonly message: string | null;
    }>,
  ): Promise<MasterSchedule>;
  masterSetRows(input: Record<string, never>): Promise<{ readonly sets: readonly MasterSetRow[]; readonly openFindings: number }>;
  /** A reading begins: what it sees gets a new generation, what is there stays until it ends. */
  beginMasterSet(input: {
    readonly set: MasterSet;
    readonly company: string;
    readonly entitySet: string;
    readonly missingProperties: readonly string[];
    readonly at: Instant;
  }): Promise<MasterReading & { readonly rowsBefore: number; readonly stateBefore: MasterSetRow['state'] | undefined }>;
  /** Puts rows in or renews them. A row that comes twice stays one. */
  putMasterRows<S extends MasterSet>(
    input: MasterReading & { readonly set: S; readonly rows: readonly MasterRows[S][] },
  ): Promise<void>;
  /** Keys of rows that the reading did not see, `limit` at most; walks so many rows after `afterId`. */
  masterLeftovers(
    input: MasterReading & { readonly afterId: number; readonly limit: number },
  ): Promise<{ readonly keys: readonly string[]; readonly lastId: number; readonly ended: boolean }>;
  /** Removes what the reading did not see, among `limit` rows after `afterId`. */
  pruneMasterRows(
    input: MasterReading & { readonly afterId: number; readonly limit: number; readonly at: Instant },
  ): Promise<{ readonly lastId: number; readonly ended: boolean; readonly removed: number }>;
  /** The reading came to its end (`done`), or did not. */
  endMasterSet(input: {
    readonly set: MasterSet;
    readonly company: string;
    readonly state: Exclude<MasterSetRow['state'], 'reading'>;
    readonly entitySet?: string;
    readonly message?: string;
    readonly at: Instant;
  }): Promise<void>;
  /** Holds one piece of the mappings against the copy; `after` goes from piece to piece until none is left. */
  reviewMappings(input: {
    readonly review: number;
    readonly at: Instant;
    readonly after?: string;
    readonly limit: number;
  }): Promise<{ readonly after?: string }>;
  /** What the review did not find again is settled. */
  endReview(input: { readonly review: number }): Promise<{ readonly settled: number }>;
  /** For rules: one order's customer and items as the copy knows them. */
  masterFactsFor(input: {
    readonly company: string;
    readonly customer: string;
    readonly items: readonly string[];
  }): Promise<MasterFacts>;
  /** Candidates for each of a page of missing mappings, in the same order. */
  masterCandidates(input: { readonly fixes: readonly Fix[] }): Promise<readonly MasterCandidates[]>;

  masterCompanies(input: Record<string, never>): Promise<OutputOf<'master.companies'>>;
  masterUnits(input: Record<string, never>): Promise<OutputOf<'master.units'>>;
  masterWarehouses(input: ParsedInputOf<'master.warehouses'>): Promise<OutputOf<'master.warehouses'>>;
  masterProducts(input: ParsedInputOf<'master.products'>): Promise<OutputOf<'master.products'>>;
  masterCustomers(input: ParsedInputOf<'master.customers'>): Promise<OutputOf<'master.customers'>>;
  masterAddresses(input: ParsedInputOf<'master.addresses'>): Promise<OutputOf<'master.addresses'>>;
  masterFindings(
    input: ParsedInputOf<'master.findings'>,
  ): Promise<{ readonly rows: readonly MasterFindingFacts[]; readonly nextCursor?: string }>;
}
