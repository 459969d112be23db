import { describe, expect, it } from 'vitest';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { CorrectionPolicy, OutboundSheet } from '#core/domain/outboundSheet.ts';
import { app, bench, open, run, theOrder, useDesk } from '../support/desk.ts';
import { call, documents, holdsOut, ordered, received, withSheets } from '../support/wayBack.ts';

useDesk(82);

const act = (what: string, body: object = {}) => bench.control(what, { orders: 'all', ...body });

const correcting =
  (correction: CorrectionPolicy, structure: OutboundSheet['shipNotice']['structure']) =>
  (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: { ...sheet.documents, '856': { ...sheet.documents['856'], correction } },
    shipNotice: { ...sheet.shipNotice, structure },
  });

/** A slip whose notice SPS collected is cancelled in Dynamics, and the goods leave with another one. */
async function shippedAnew(policy: CorrectionPolicy, as: string, structure: OutboundSheet['shipNotice']['structure']) {
  await open();
  await withSheets(correcting(policy, structure));
  await ordered({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 2 });
  await act('confirm');
  await act('ship');
  await run();
  await bench.control('advance', { minutes: 30 });
  await run();
  await bench.control('cancel-slip', { slip: 'PS-000001', as });
  await act('ship');
  await run();
}

const numbered = async (number: string) => (await documents()).filter((one) => one.number === number);
const said = async (): Promise<readonly string[]> =>
  (await documents()).filter(({ kind }) => kind === '856').map((one) => `${one.number} ${one.intent} ${one.place}`);
const purposes = async (): Promise<readonly (string | undefined)[]> =>
  (await received())
    .filter(({ path }) => path.startsWith('in/SH'))
    .map(({ body }) => `${/<ShipmentIdentification>([^<]*)</.exec(body)?.[1]} ${/<TsetPurposeCode>(\d\d)</.exec(body)?.[1]}`);

describe('a slip that is cancelled in Dynamics after its notice left', () => {
  it.each([
    ['free', 'negative', 'items'],
    ['replace', 'zero', 'items'],
    ['cancel-and-new', 'negative', 'carton'],
    ['call-first', 'vanish', 'carton'],
  ] as const)('has one that cancels it (%s, %s, %s), and the new slip goes', async (policy, as, structure) => {
    await shippedAnew(policy, as, structure);
    expect(await said()).toEqual(['PS-000001 original collected', 'PS-000002 original held']);
    const [first] = await numbered('PS-000001');
    const outboundId = first?.id;
    // What vanished or changed in place has no new stamp: it is looked for right before the correction is drafted.
    if (as === 'negative') {
      const { correction } = await call<OutboundView>('outbound.get', { outboundId });
      expect(correction?.warning).toContain('A ship notice that cancels it is drafted, and nothing in its place.');
    }
    await call('outbound.sendAgain', { outboundId, reason: 'the slip was cancelled', called: true });
    await run();
    const cancellation = (await numbered('PS-000001')).find(({ intent }) => intent === 'cancel');
    expect((await said()).toSorted()).toEqual([
      'PS-000001 cancel review',
      'PS-000001 original collected',
      'PS-000002 original held',
    ]);
    await call('outbound.release', {
      documents: [{ outboundId: cancellation?.id, versionId: cancellation?.versionId }],
    });
    await run();
    await run();
    expect(await holdsOut()).toEqual([]);
    expect(await purposes()).toEqual(['PS-000001 00', 'PS-000001 01', 'PS-000002 00']);
    const { balance } = await call<ThreadView>('orders.thread', { threadId: (await theOrder())?.threadId });
    for (const line of balance) expect(line).toMatchObject({ shipped: line.ordered, open: '0', disagreements: [] });
  });
});

it('a slip that was corrected is not said to be corrected any more once its replacement left, whatever is posted later', async () => {
  await open();
  await withSheets(correcting('replace', 'items'));
  await ordered({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 1 });
  await act('confirm');
  await act('ship');
  await run();
  await bench.control('correct', { slip: 'PS-000001', lines: [{ line: 1, quantity: 1 }], as: 'reversal' });
  await run();
  expect(await holdsOut()).toEqual([expect.stringContaining('Corrected in Dynamics')]);
  const [first] = await numbered('PS-000001');
  await call('outbound.sendAgain', { outboundId: first?.id, reason: 'one piece left only', called: false });
  await run();
  const replacement = (await numbered('PS-000001')).at(-1);
  await call('outbound.release', { documents: [{ outboundId: replacement?.id, versionId: replacement?.versionId }] });
  await run();
  for (const what of ['invoice', 'ship', 'invoice']) await act(what);
  await run();
  expect(await holdsOut()).toEqual([]);
  expect(await purposes()).toEqual(['PS-000001 00', 'PS-000001 05', 'PS-000002 00']);
  // Another change is said of the one that the partner works with.
  await bench.control('correct', { slip: 'PS-000001', lines: [{ line: 1, quantity: 2 }], as: 'reversal' });
  await run();
  const holds = await Promise.all((await numbered('PS-000001')).map(({ id }) => app.store.draftHolds({ outboundId: id })));
  expect(holds.map((of) => of.filter(({ open: isOpen }) => isOpen).length)).toEqual([0, 1]);
});
