import { toAppError } from '#core/contract/errors.ts';
import { checkPacking } from '#core/domain/checkPacking.ts';
import type { PackLine } from '#core/domain/packing.ts';
import { packByRule } from '#core/packing/pack.ts';
import { reuseNumbers } from '#core/packing/keepNumbers.ts';
import type { StoredSlip } from '#core/store/types/packing.ts';
import type { EngineParts } from '../engine.types.ts';
import { engineName } from '../intake/process.ts';
import { hasLeft } from '../outbound/planParts.ts';
import type { PackingAnswer, PackingSource, SlipToPack } from '../outbound/packing.types.ts';
import { onPallets, packLinesOf, ruleOf, slipFacts } from './slip.ts';

type Parts = Pick<EngineParts, 'store' | 'ports' | 'publish'>;

/**
 * Packing as drafting asks for it: what is kept holds; a slip that nobody packed is packed by the sheet's rule once and kept
 * with its numbers, or waits for a person. A packing that is not the slip any more (it changed in Dynamics) is made anew
 * by rule as long as no label of it was printed; else it waits for whoever has the cartons before them.
 */
export function createPackingSource(parts: Parts): PackingSource {
  return {
    async packingOf(slips) {
      const known = await parts.store.packedSlips({ slipKeys: slips.map(({ posting }) => posting.key) });
      const byKey = new Map(known.map((slip) => [slip.slipKey, slip]));
      const answers = await Promise.all(
        slips.map(async (slip) => [slip.posting.key, await answerOf(parts, slip, byKey.get(slip.posting.key))] as const),
      );
      return new Map(answers.flatMap(([key, answer]) => (answer ? [[key, answer] as const] : [])));
    },
  };
}

async function answerOf(parts: Parts, slip: SlipToPack, known: StoredSlip | undefined): Promise<PackingAnswer | undefined> {
  const lines = packLinesOf(slip);
  if (lines.length === 0) return undefined;
  if (!known?.record) return byRule(parts, slip, lines, known);
  const wrong = checkPacking(lines, known.record, onPallets(slip))[0];
  if (!wrong) return numbered(parts, known);
  const printed = await parts.store.printedLabels({ slipKeys: [known.slipKey] });
  if (known.record.source === 'rule' && ruleOf(slip) && printed.length === 0) return byRule(parts, slip, lines, known);
  const text = `Its packing is not the slip any more: ${wrong.message}`;
  await waits(parts, slip, text);
  return {
    packed: false,
    what: `Packing slip ${slip.posting.number}: ${wrong.message}`,
    nextStep: 'Pack it again on the packing screen; cartons whose content is as it was keep their numbers.',
  };
}

async function numbered({ store, ports, publish }: Parts, known: StoredSlip): Promise<PackingAnswer | undefined> {
  if (known.state === 'packed' && known.record) return { packed: true, record: known.record };
  const again = await store.numberPacking({ slipKey: known.slipKey, at: ports.clock.now() });
  if (again?.state === 'packed') publish({ topic: 'outbound' });
  return again?.record && { packed: true, record: again.record };
}

async function byRule(
  parts: Parts,
  slip: SlipToPack,
  lines: readonly PackLine[],
  known: StoredSlip | undefined,
): Promise<PackingAnswer | undefined> {
  if (!known?.record && (await leftBefore(parts, slip, known))) {
    await waits(parts, slip, leftWords);
    return { packed: false, what: `Packing slip ${slip.posting.number}: ${leftWords}`, nextStep: leftStep };
  }
  const rule = ruleOf(slip);
  if (!rule) {
    await waits(parts, slip, 'how it is packed: this partner’s slips are packed by a person or a packing list');
    return undefined;
  }
  const packed = packByRule(lines, rule);
  if (!packed.packed) {
    await waits(parts, slip, packed.what);
    return { packed: false, what: packed.what, nextStep: 'Pack it on the packing screen, or correct the pack in the order.' };
  }
  const { store, ports, publish } = parts;
  try {
    const [saved] = await store.savePackings({
      packings: [
        {
          slip: slipFacts(slip),
          seen: known?.version ?? 0,
          record: { ...packed.record, ...reuseNumbers(known?.record, packed.record) },
          why: known?.record ? 'the packing slip changed in Dynamics' : 'by the rule of the partner’s sheet',
        },
      ],
      who: engineName,
      at: ports.clock.now(),
      wake: false,
    });
    publish({ topic: 'outbound' });
    return saved?.record && { packed: true, record: saved.record };
  } catch (thrown) {
    // Another notice of the same slip, or a person, packed it a moment ago: theirs holds.
    if (toAppError(thrown).code !== 'conflict') throw thrown;
    const [now] = await store.packedSlips({ slipKeys: [slip.posting.key] });
    return now?.record && { packed: true, record: now.record };
  }
}

const leftWords =
  'its ship notice left before this copy of the database was restored, and its cartons have the numbers of that notice; nothing is packed anew';
const leftStep = 'Type or import the cartons with the numbers that stand on them; the file that left shows them too.';

/** True where the cartons of a slip have numbers that a restored copy does not know: new ones would be on no carton. */
async function leftBefore(
  { store }: Parts,
  { posting, partnerId, vendor }: SlipToPack,
  known: StoredSlip | undefined,
): Promise<boolean> {
  if (await store.guardedNotice({ partnerId, vendor, slip: posting.number })) return true;
  if (known?.state !== 'waiting') return false;
  // Drafted since, the notice has taken its send over from the journal.
  const notices = await store.outboundOfPosting({ postingKey: posting.key });
  return notices.some((notice) => notice.kind === '856' && hasLeft(notice));
}

const waits = ({ store, ports }: Parts, slip: SlipToPack, text: string): Promise<void> =>
  store.notePackingWaits({ slip: slipFacts(slip), text, at: ports.clock.now() });
