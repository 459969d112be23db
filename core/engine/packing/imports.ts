import { AppError } from '#core/contract/errors.ts';
import type { PackingImportPreview } from '#core/contract/views/packing.ts';
import { checkPacking } from '#core/domain/checkPacking.ts';
import { otherSheetsInWords } from '#core/domain/otherSheets.ts';
import { instant, milliseconds } from '#core/domain/time.ts';
import { packingsOf, repeatedNumbers } from '#core/packing/fromList.ts';
import { reuseNumbers } from '#core/packing/keepNumbers.ts';
import type { CellProblem, ListRow } from '#core/packing/packingList.ts';
import type { NewPacking, StoredSlip } from '#core/store/types/packing.ts';
import { gatherBasis, type OutboundContext } from '../outbound/gather.ts';
import type { SlipToPack } from '../outbound/packing.types.ts';
import { plainFinding } from './load.ts';
import { onPallets, packLinesOf, slipFacts, slipOf } from './slip.ts';
import type { PackingTask, PackingTaskResult, ReadList } from './task.ts';

/** How a task is run: on the task thread where there is one. */
export type RunPackingTask = <T extends PackingTask>(task: T) => Promise<PackingTaskResult<T['task']>>;

interface KnownSlip {
  readonly stored: StoredSlip;
  readonly slip: SlipToPack;
}

interface Kept {
  readonly preview: PackingImportPreview;
  readonly packings: readonly NewPacking[];
  readonly at: string;
}

const shownErrors = 500;
const keptPreviews = 5;
const keptMs = 3_600_000;
/** Slips whose orders are gathered together. */
const atOnce = 40;
/** More slips than a warehouse packs in a day come of a wrong column. */
const mostSlips = 2_000;

/** Packing lists: a look at what a file would do, kept until it is applied, and then all of it at once. */
export function createPackingImports(context: OutboundContext, runTask: RunPackingTask) {
  const { store, ports } = context.parts;
  const kept = new Map<string, Kept>();

  function keep(preview: PackingImportPreview, packings: readonly NewPacking[]): PackingImportPreview {
    const now = ports.clock.now();
    for (const [id, { at }] of kept) if (at < instant(milliseconds(now) - keptMs) || kept.size >= keptPreviews) kept.delete(id);
    kept.set(preview.previewId, { preview, packings, at: now });
    return preview;
  }

  async function known(read: ReadList): Promise<readonly KnownSlip[]> {
    const numbers = [...new Set(read.rows.map(({ slip }) => slip).filter(Boolean))];
    if (numbers.length > mostSlips)
      throw new AppError({
        code: 'invalid-input',
        message: `The file names ${numbers.length} packing slips; at most ${mostSlips} are taken at once. Is the column of slips the right one?`,
      });
    const stored = await store.packingSlipsNumbered({ numbers });
    const found: KnownSlip[] = [];
    for (let start = 0; start < stored.length; start += atOnce) {
      const page = stored.slice(start, start + atOnce);
      const basis = await gatherBasis(
        context,
        page.flatMap(({ threadIds }) => threadIds),
      );
      for (const entry of page) {
        const slip = slipOf(basis, entry.slipKey);
        if (slip) found.push({ stored: entry, slip });
      }
    }
    return found;
  }

  /** Numbers of the file that another slip has. */
  async function usedElsewhere(rows: readonly ListRow[]): Promise<readonly CellProblem[]> {
    const serials = [...new Set(rows.flatMap(({ sscc, palletSscc }) => [sscc, palletSscc].filter(Boolean)))];
    const uses = new Map((await store.serialUses({ serials })).map((use) => [use.sscc, use]));
    return rows.flatMap((row) =>
      (['sscc', 'palletSscc'] as const).flatMap((column): readonly CellProblem[] => {
        const use = uses.get(row[column]);
        return !use || use.number === row.slip
          ? []
          : [{ row: row.row, column, value: row[column], sentence: `was used before, on packing slip ${use.number}` }];
      }),
    );
  }

  return {
    async preview(input: {
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly encoding?: 'windows-1252';
    }): Promise<PackingImportPreview> {
      const read = await runTask({ task: 'packing-read', ...input });
      if (read.problem !== undefined)
        throw new AppError({
          code: 'invalid-input',
          message: `${read.problem} ${otherSheetsInWords(read.otherSheets)}`.trimEnd(),
        });
      const bad = new Set(read.errors.map(({ row }) => row));
      const good = read.rows.filter(({ row }) => !bad.has(row));
      const slips = await known(read);
      const listed = slips.map(({ stored: { slipId, number }, slip }) => ({ slipId, number, lines: packLinesOf(slip) }));
      const placed = packingsOf(good, listed);
      const errors = [...read.errors, ...placed.errors, ...repeatedNumbers(good), ...(await usedElsewhere(good))];
      const weightUnit = context.parts.connection.company?.weightUnit ?? 'LB';
      const results = placed.packings.flatMap(({ slipId, record }) => {
        const known = slips.find(({ stored }) => stored.slipId === slipId);
        if (!known) return [];
        const weighed = {
          ...record,
          cartons: record.cartons.map((carton) =>
            carton.weight !== undefined && carton.weightUnit === '' ? { ...carton, weightUnit } : carton,
          ),
        };
        const numbered = weighed.cartons.some(({ sscc }) => sscc !== '')
          ? weighed
          : { ...weighed, ...reuseNumbers(known.stored.record, weighed) };
        return [
          resultOf(
            known,
            { ...weighed, cartons: mergeTold(weighed.cartons, numbered.cartons), pallets: numbered.pallets },
            input.name,
          ),
        ];
      });
      return keep(
        {
          previewId: ports.random.id(),
          source: input.name,
          readAs: read.readAs,
          otherSheets: [...read.otherSheets],
          rows: read.rows.length,
          errors: errors.toSorted((a, b) => a.row - b.row).slice(0, shownErrors),
          errorCount: errors.length,
          unknownColumns: [...read.unknownColumns],
          slips: results.map(({ shown }) => shown),
        },
        results.map(({ packing }) => packing),
      );
    },
    async apply(previewId: string, why: string): Promise<{ readonly slips: number; readonly cartons: number }> {
      const found = kept.get(previewId);
      if (!found)
        throw new AppError({
          code: 'not-found',
          message: 'This preview is not kept any more. Choose the file again; nothing was changed.',
        });
      const { preview, packings } = found;
      if (preview.errorCount > 0)
        throw new AppError({
          code: 'invalid-input',
          message: `${preview.errorCount} cells have errors. Correct the file and choose it again; nothing was changed.`,
        });
      const wrong = preview.slips.find(({ findings }) => findings.length > 0);
      if (wrong)
        throw new AppError({
          code: 'invalid-input',
          message: `Packing slip ${wrong.number}: ${wrong.findings[0]?.message ?? ''} Nothing was changed.`,
        });
      if (packings.length === 0) throw new AppError({ code: 'invalid-input', message: 'The file packs nothing.' });
      await store.savePackings({
        packings: packings.map((packing) => ({ ...packing, why: `${why} (${preview.source})` })),
        who: ports.identity.user,
        at: ports.clock.now(),
        wake: true,
      });
      kept.delete(previewId);
      return { slips: packings.length, cartons: packings.reduce((sum, { record }) => sum + record.cartons.length, 0) };
    },
    drop: (previewId: string): void => void kept.delete(previewId),
  };
}

/** What the file says of weight and tracking holds; the number of a carton that is as it was comes from the former packing. */
function mergeTold(
  told: NewPacking['record']['cartons'],
  numbered: NewPacking['record']['cartons'],
): NewPacking['record']['cartons'] {
  return told.map((carton, index) => ({ ...carton, sscc: numbered[index]?.sscc ?? carton.sscc }));
}

function resultOf({ stored, slip }: KnownSlip, record: NewPacking['record'], source: string) {
  const findings = checkPacking(packLinesOf(slip), record, onPallets(slip)).map(plainFinding);
  return {
    shown: {
      slipId: stored.slipId,
      number: stored.number,
      purchaseOrders: stored.purchaseOrders,
      cartons: record.cartons.length,
      pallets: record.pallets.length,
      replaces: stored.version > 0,
      findings,
    },
    packing: { slip: slipFacts(slip), seen: stored.version, record, why: source } satisfies NewPacking,
  };
}
