import { toAppError } from '#core/contract/errors.ts';
import { assertNever } from '#core/domain/assertNever.ts';
import { checkPacking } from '#core/domain/checkPacking.ts';
import type { PackingRecord, PackLine } from '#core/domain/packing.ts';
import { packByRule } from '#core/packing/pack.ts';
import { reuseNumbers } from '#core/packing/keepNumbers.ts';
import type { StoredSlip } from '#core/store/types/packing.ts';
import type { EngineParts } from '../engine.types.ts';
import { engineName } from '../engineName.ts';
import type { PackingAnswer, PackingSource, SlipToPack } from '../outbound/packing.types.ts';
import { readPackingBack, type ReadBack } from './readBack.ts';
import { onPallets, packLinesOf, ruleOf, slipFacts } from './slip.ts';

type Parts = Pick<EngineParts, 'store' | 'ports' | 'publish'>;

/**
 * Packing as drafting asks for it: what is kept holds; a slip that nobody packed is packed by the sheet's rule once and kept
 * with its numbers, or waits for a person. A packing that is not the slip any more (it changed in Dynamics) is made anew
 * by rule as long as no label of it was printed; else it waits for whoever has the cartons before them. One whose notice left
 * before this copy of the database was restored is read back from what left.
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
  if (await leftBefore(parts, slip, known)) return asItLeft(parts, slip, known);
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
  const why = known?.record ? 'the packing slip changed in Dynamics' : 'by the rule of the partner’s sheet';
  const record = await save(parts, slip, known, { ...packed.record, ...reuseNumbers(known?.record, packed.record) }, why);
  return record && { packed: true, record };
}

async function save(
  { store, ports, publish }: Parts,
  slip: SlipToPack,
  known: StoredSlip | undefined,
  record: PackingRecord,
  why: string,
): Promise<PackingRecord | undefined> {
  try {
    const packings = [{ slip: slipFacts(slip), seen: known?.version ?? 0, record, why }];
    const [saved] = await store.savePackings({ packings, who: engineName, at: ports.clock.now(), wake: false });
    publish({ topic: 'outbound' });
    return saved?.record;
  } catch (thrown) {
    // Another notice of the same slip, or a person, packed it a moment ago: theirs holds.
    if (toAppError(thrown).code !== 'conflict') throw thrown;
    const [now] = await store.packedSlips({ slipKeys: [slip.posting.key] });
    return now?.record;
  }
}

/** True where the cartons of a slip have numbers that a restored copy does not know: new ones would be on no carton. */
async function leftBefore(
  { store }: Parts,
  { posting, partnerId, vendor }: SlipToPack,
  known: StoredSlip | undefined,
): Promise<boolean> {
  if (known && known.leftBefore !== '') return true;
  return !known?.record && (await store.guardedNotice({ partnerId, vendor, slip: posting.number }));
}

/** Its cartons as its notice told them; where that cannot be read any more nothing is packed anew without a person's word. */
async function asItLeft(parts: Parts, slip: SlipToPack, known: StoredSlip | undefined): Promise<PackingAnswer> {
  const back = await readPackingBack(parts.store, slip);
  if (back.is === 'read') {
    const why = `read back from the ship notice that left before this copy of the database was restored (${back.from.join(', ')})`;
    const saved = await save(parts, slip, known, back.record, why);
    if (saved) return { packed: true, record: saved };
  }
  const [said, nextStep] = saidOf(back);
  if (known?.leftBefore !== 'unknown')
    await waits(parts, slip, said, { lost: true, ...(back.is === 'cancelled' ? { usedUp: back.usedUp } : {}) });
  return { packed: false, what: `Packing slip ${slip.posting.number}: ${said}`, nextStep };
}

function saidOf(back: ReadBack): readonly [said: string, nextStep: string] {
  switch (back.is) {
    case 'cancelled':
      return [
        `its ship notice ${back.numbers.join(', ')} was cancelled before this copy of the database was restored; it is to be packed anew, and the numbers of the cancelled notice are not used again`,
        'Pack it on the packing screen; its cartons get new numbers, and need new labels.',
      ];
    case 'lost':
      return [`${lostWords}: ${back.why}`, lostStep];
    case 'read':
      return [lostWords, lostStep];
    default:
      return assertNever(back, 'what was read back');
  }
}

const lostWords =
  'how it was packed is not known after the restore, and its ship notice has left; nothing is packed anew without a word of a person';
const lostStep = 'Type or import the cartons with the numbers that stand on them on the packing screen.';

type Left = Pick<Parameters<Parts['store']['notePackingWaits']>[0], 'lost' | 'usedUp'>;

const waits = ({ store, ports }: Parts, slip: SlipToPack, text: string, left: Left = {}): Promise<void> =>
  store.notePackingWaits({ slip: slipFacts(slip), text, at: ports.clock.now(), ...left });
