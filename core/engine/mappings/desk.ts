import { AppError } from '#core/contract/errors.ts';
import type { ImportLine } from '#core/contract/views/mappingImports.ts';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { Kept, MappingChange, MappingKind } from '#core/domain/mapping.ts';
import { dayIn, instant, milliseconds, type LocalDate } from '#core/domain/time.ts';
import { diffMappings } from '#core/mapping/diff.ts';
import { givenOf, isGapFix } from '#core/mapping/frees.ts';
import { itemIndex } from '#core/mapping/gtin.ts';
import type { Store } from '#core/store/store.types.ts';
import type { MappingEventRow } from '#core/store/types/mappings.ts';
import type { EngineParts } from '../engine.types.ts';
import type { MappingDesk } from './desk.types.ts';
import { importCalls } from './importCalls.ts';
import type { MappingImports } from './imports.ts';
import { additionOf, changeOf } from './planChange.ts';
import { releaseOf } from './releases.ts';
import { entryOut, fieldErrors, rowOut } from './wire.ts';

export interface DeskParts {
  readonly store: Store;
  readonly ports: EngineParts['ports'];
  readonly publish: EngineParts['publish'];
  readonly imports: MappingImports;
  /** Starts a run, so that what a change freed goes on at once. */
  readonly wake: () => void;
}

const gone = (): AppError =>
  new AppError({ code: 'not-found', message: 'This row is not in the map any more. Look at the list again.' });

/** Partners, locations, items and units for screens: looked at, changed, imported, put back. */
export function createMappingDesk({ store, ports, publish, imports, wake }: DeskParts): MappingDesk {
  const today = (): LocalDate => dayIn(ports.timeZone, ports.clock.now());

  function changed(woken: number): void {
    for (const topic of ['mappings', 'attention', 'orders'] as const) publish({ topic });
    if (woken > 0) wake();
  }

  return {
    async list(input) {
      const { rows, ...rest } = await store.mappingsList({ ...input, today: today() });
      return { ...rest, rows: rows.map(entryOut) };
    },
    async get(input) {
      const found = await store.mappingDetail({ ...input, today: today() });
      if (!found) throw gone();
      return {
        entry: entryOut(found.entry),
        rows: found.rows.map(entryOut),
        history: found.history.map(({ kind, before, after, id: _, ...event }) => ({
          ...event,
          ...(before === undefined ? {} : { before: rowOut(kind, before) }),
          ...(after === undefined ? {} : { after: rowOut(kind, after) }),
        })),
        usedBy: found.usedBy,
      };
    },
    missing: (input) => store.mappingsMissing(input),
    async candidates({ key }) {
      const [gap] = (await store.openGaps({ prefixes: [key] })).filter((open) => open.key === key);
      if (!gap) throw new AppError({ code: 'not-found', message: 'Nothing waits for this any more.' });
      const { fix } = gap;
      const candidates = isGapFix(fix) && 'identifiers' in fix ? await candidatesOf(store, fix, today()) : [];
      return { fix: fix as Awaited<ReturnType<MappingDesk['candidates']>>['fix'], candidates };
    },
    releasePreview: async ({ change }) => releaseOf(store, change.kind, changeOf(change), today()),
    async removalPreview(input) {
      const uses = await store.mappingUses(input);
      if (!uses) throw gone();
      return uses;
    },
    async save({ change, also, why, origin, token }) {
      const made = changeOf(change);
      await refuseClashes(store, change.kind, made);
      const result = await store.applyMappings({
        kind: change.kind,
        changes: [made],
        ...(also === undefined ? {} : { units: [additionOf(also)] }),
        who: ports.identity.user,
        at: ports.clock.now(),
        why,
        origin,
        source: '',
        ...seenUses(change, token),
      });
      changed(result.woken);
      const { changeSetId, id, woken } = result;
      return { changeSetId, woken, ...(id === undefined ? {} : { id }) };
    },
    coverage: (input) =>
      store.mappingCoverage({ ...input, since: instant(milliseconds(ports.clock.now()) - input.days * 86_400_000) }),
    changes: (input) => store.mappingSets(input),
    async changeRows(input) {
      const { rows, ...rest } = await store.mappingSetRows(input);
      return { ...rest, rows: rows.map(eventLine) };
    },
    async undo({ changeSetId, why }) {
      const undone = await store.undoMappings({ changeSetId, who: ports.identity.user, at: ports.clock.now(), why });
      changed(undone.changes);
      return { changeSetId: undone.changeSetId };
    },
    ...importCalls(imports, changed),
  };
}

/** Removing and ending are what open orders must have been looked at for. */
function seenUses(change: MappingChangeInput, token: string | undefined) {
  return change.action === 'remove' || change.action === 'end' ? { seenUses: { id: change.id, token: token ?? '' } } : {};
}

function eventLine({ kind, id, change, before, after }: MappingEventRow): ImportLine {
  if (change === 'remove' && before) return { line: 'remove', row: id, before: rowOut(kind, before) };
  if (change === 'update' && before && after)
    return { line: 'update', row: id, before: rowOut(kind, before), after: rowOut(kind, after) };
  if (after) return { line: 'add', row: id, after: rowOut(kind, after) };
  throw new Error(`change ${id} has no row`);
}

/** Rows of the map that speak of a line's numbers, each with what it says. */
async function candidatesOf(
  store: Store,
  fix: Extract<Parameters<typeof givenOf>[0], { fix: 'item' | 'item-choice' }>,
  today: LocalDate,
): Promise<Awaited<ReturnType<MappingDesk['candidates']>>['candidates']> {
  const given = givenOf(fix);
  const blank = { buyerPart: '', vendorPart: '', upc: '', gtin: '', ean: '' };
  const { partnerId, vendor, identifiers } = fix;
  const { items } = await store.mappingRows({ partnerId, vendor, locationCodes: [], items: [{ ...blank, ...identifiers }] });
  const found = await Promise.all(items.map(({ id }) => store.mappingEntry({ kind: 'items', id, today })));
  const rows = itemIndex(items);
  return found.flatMap((entry, index) => {
    const row = items[index];
    if (!entry || !row) return [];
    const by = given.filter(({ kind, value }) => rows(kind, value).includes(row));
    return [{ entry: entryOut(entry), by }];
  });
}

/** A number of one partner points to one product on a day: refused with the row that says otherwise. */
async function refuseClashes(store: Store, kind: MappingKind, change: MappingChange<MappingKind>): Promise<void> {
  if (kind !== 'items' || change.change === 'remove' || !('buyerPart' in change.row)) return;
  const { row } = change;
  const { partnerId, buyerPart, vendorPart, upc, gtin, ean } = row;
  const { items } = await store.mappingRows({
    partnerId,
    vendor: '',
    locationCodes: [],
    items: [{ buyerPart, vendorPart, upc, gtin, ean }],
  });
  const others: readonly Kept<(typeof items)[number]>[] = items.filter((item) => item.id !== change.id);
  const { errors } = diffMappings('items', others, { rows: [{ row, line: 1 }], errors: [] });
  if (errors.length > 0) throw fieldErrors(errors);
}
