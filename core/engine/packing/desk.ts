import { AppError } from '#core/contract/errors.ts';
import { checkPacking } from '#core/domain/checkPacking.ts';
import type { PackingRecord } from '#core/domain/packing.ts';
import { keepNumbers, reuseNumbers } from '#core/packing/keepNumbers.ts';
import { packByRule } from '#core/packing/pack.ts';
import { draftCompany } from '../outbound/company.ts';
import type { OutboundContext } from '../outbound/gather.ts';
import type { PackingDesk } from './desk.types.ts';
import { createPackingImports, type RunPackingTask } from './imports.ts';
import { contentListOf, labelsOf, placeCartons, withoutLabel, type PlacedCarton } from './labelFacts.ts';
import { loadSlip, noticeKeys, standing, viewOf, type LoadedSlip } from './load.ts';
import { onPallets, packLinesOf, ruleOf, slipFacts } from './slip.ts';
import { runPackingTask, type PackingTask } from './task.ts';

/** `wake` starts a run, so that what was packed shows in its notice at once. `offload` reads files and draws PDFs elsewhere. */
export function createPackingDesk(
  context: OutboundContext,
  wake: () => void,
  offload?: (task: PackingTask) => Promise<unknown>,
): PackingDesk {
  const { store, ports, publish, connection } = context.parts;
  const runTask = (async (task) => (offload ?? runPackingTask)(task)) as RunPackingTask;
  const imports = createPackingImports(context, runTask);
  const person = () => ({ who: ports.identity.user, at: ports.clock.now() });

  function changed(): void {
    for (const topic of ['outbound', 'orders'] as const) publish({ topic });
    wake();
  }

  async function keep(loaded: LoadedSlip, seen: number, record: PackingRecord, why: string) {
    const slip = standing(loaded);
    const wrong = checkPacking(packLinesOf(slip), record, onPallets(slip));
    if (wrong[0])
      throw new AppError({
        code: 'invalid-input',
        message: `${wrong[0].message}${wrong.length > 1 ? ` And ${wrong.length - 1} more.` : ''} Nothing was saved: what is in the cartons must be what the slip says.`,
      });
    await store.savePackings({ packings: [{ slip: slipFacts(slip), seen, record, why }], ...person(), wake: true });
    changed();
    return viewOf(context, await loadSlip(context, loaded.row.slipId));
  }

  return {
    get: async ({ slipId }) => viewOf(context, await loadSlip(context, slipId)),
    async save({ slipId, seen, packing, why }) {
      const loaded = await loadSlip(context, slipId);
      const given: Pick<PackingRecord, 'cartons' | 'pallets'> = {
        cartons: packing.cartons.map(({ pallet, weight, lines, ...carton }) => ({
          ...carton,
          ...(pallet === undefined ? {} : { pallet }),
          ...(weight === undefined ? {} : { weight }),
          lines: lines.map(({ slipLine, quantity, lot, expiry }) => ({
            slipLine,
            quantity,
            ...(lot === undefined || lot === '' ? {} : { lot }),
            ...(expiry === undefined ? {} : { expiry }),
          })),
        })),
        pallets: packing.pallets.map(({ weight, ...pallet }) => ({ ...pallet, ...(weight === undefined ? {} : { weight }) })),
      };
      return keep(loaded, seen, { source: 'person', ...keepNumbers(loaded.stored.record, given) }, why);
    },
    async byRule({ slipId, seen, rule, cartonsPerPallet, why }) {
      const loaded = await loadSlip(context, slipId);
      const slip = standing(loaded);
      const own = ruleOf(slip);
      const perPallet = onPallets(slip) ? (cartonsPerPallet ?? slip.sheet.shipNotice.cartonsPerPallet) : undefined;
      const packed = packByRule(packLinesOf(slip), {
        cartons: rule ?? own?.cartons ?? 'case-pack',
        ...(perPallet === undefined ? {} : { cartonsPerPallet: perPallet }),
      });
      if (!packed.packed) throw new AppError({ code: 'invalid-input', message: packed.what });
      return keep(loaded, seen, { source: 'rule', ...reuseNumbers(loaded.stored.record, packed.record) }, why);
    },
    async labels({ slipId, what, cartons }) {
      const loaded = await loadSlip(context, slipId);
      const placed = await place(loaded);
      if (placed.length === 0)
        throw new AppError({
          code: 'invalid-input',
          message: `Packing slip ${loaded.row.number} is not packed yet: pack it first.`,
        });
      return what === 'labels' ? print(loaded, placed, cartons) : list(loaded, placed);
    },
    async previewImport({ name, bytes, encoding }) {
      return imports.preview({ name, bytes: Buffer.from(bytes, 'base64'), ...(encoding === undefined ? {} : { encoding }) });
    },
    async applyImport({ previewId, why }) {
      const done = await imports.apply(previewId, why);
      changed();
      return done;
    },
    dropPreview: (previewId) => imports.drop(previewId),
    async setRange(input) {
      await store.setSsccRange({ ...input, ...person() });
      return numbersChanged();
    },
    async setNextStart({ serial, why }) {
      await store.setSsccStart({ serial: Number(serial), why, ...person() });
      return numbersChanged();
    },
  };

  /** Cartons that waited for numbers get them with the next look at their orders. */
  async function numbersChanged() {
    const threadIds: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.packingList({ state: 'waiting', limit: 500, ...(cursor === undefined ? {} : { cursor }) });
      threadIds.push(...page.rows.flatMap(({ bare, threadId }) => (bare > 0 && threadId !== undefined ? [threadId] : [])));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    await store.wakeOutbound({ threadIds, why: 'there are numbers for its cartons', at: ports.clock.now() });
    changed();
    return store.ssccState({});
  }

  async function place(loaded: LoadedSlip): Promise<readonly PlacedCarton[]> {
    const notices = noticeKeys(loaded);
    const siblings = await store.packedSlips({ slipKeys: [...new Set(notices.flatMap(({ postingKeys }) => postingKeys))] });
    return placeCartons(loaded.stored, notices, siblings);
  }

  async function print(loaded: LoadedSlip, placed: readonly PlacedCarton[], wanted: readonly number[] | undefined) {
    const chosen = wanted ? placed.filter(({ carton }) => wanted.includes(carton.number)) : placed;
    const bare = chosen.find(({ carton }) => carton.sscc === '');
    if (bare)
      throw new AppError({
        code: 'invalid-input',
        message: `Carton ${bare.carton.number} has no number (SSCC) yet. Set the range of numbers first; it gets one by itself then.`,
      });
    const labels = labelsOf(standing(loaded), chosen, draftCompany(connection.company));
    if (labels.length === 0) throw new AppError({ code: 'invalid-input', message: 'No such carton is packed.' });
    const strange = withoutLabel(chosen, labels);
    if (strange)
      throw new AppError({
        code: 'conflict',
        message: `Carton ${strange.carton.number} holds what is not on packing slip ${loaded.row.number} any more, so nobody knows to whom it goes. Pack the slip again, then print its labels; none was printed.`,
      });
    const { number, slipId } = loaded.row;
    const bytes = await runTask({
      task: 'packing-labels',
      title: `Carton labels of packing slip ${number}`,
      labels: labels.map(({ label }) => label),
    });
    await store.notePrinted({
      slipId,
      labels: labels.map(({ printed }) => ({ sscc: printed.serial, label: JSON.stringify(printed) })),
      ...person(),
    });
    changed();
    return { name: `labels-${fileName(number)}.pdf`, pages: labels.length, bytes: Buffer.from(bytes).toString('base64') };
  }

  async function list(loaded: LoadedSlip, placed: readonly PlacedCarton[]) {
    const { number, partnerName } = loaded.row;
    const contents = contentListOf(standing(loaded), placed, partnerName);
    const bytes = await runTask({ task: 'packing-contents', list: contents });
    return { name: `contents-${fileName(number)}.pdf`, pages: 0, bytes: Buffer.from(bytes).toString('base64') };
  }
}

const fileName = (number: string): string => number.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 60);
