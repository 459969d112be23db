import { expect, it } from 'vitest';
import { app, bench, open, run, useDesk } from '../support/desk.ts';
import {
  advance,
  answering,
  clientOf,
  lostOnTheWay,
  mishaps,
  rowOf,
  said,
  stillSps,
  threadsOf,
  type Mishaps,
} from '../support/outboundDesk.ts';
import { put } from '../support/outboundDraft.ts';

useDesk(53);

let happens: Mishaps;
let threadId = 0;

const ready = async (number: string): Promise<number> =>
  (await put(app, { kind: '855', number, threadIds: [threadId] })).outboundId;
const unknown = async () => (await clientOf(app).call('outbound.unknown', {})).rows;

/** An acknowledgment that was looked for long enough, and that a person wants sent once more. */
async function wantedAgain(): Promise<number> {
  const made = mishaps();
  ({ happens } = made);
  await open(undefined, made.ports);
  await stillSps(bench);
  [threadId = 0] = await threadsOf(app, bench, 1);
  const outboundId = await ready('A1');
  happens.upload = lostOnTheWay;
  await run();
  await advance(bench, 16);
  await run();
  expect((await unknown())[0]).toMatchObject({ state: 'not-found' });
  const decision = 'send-same-bytes';
  const told = await clientOf(app).call('outbound.settle', {
    outboundIds: [outboundId],
    decision,
    reason: 'looked in the portal',
  });
  expect(told).toMatchObject({ done: [outboundId] });
  return outboundId;
}

it('a look that was begun before it went once more says nothing of that attempt', async () => {
  await wantedAgain();
  let inTheMiddle = false;
  happens.history = async (pass) => {
    if (!inTheMiddle) {
      inTheMiddle = true;
      await run();
    }
    return pass();
  };
  await clientOf(app).call('outbound.look', {});
  happens.history = undefined;
  expect(inTheMiddle).toBe(true);
  expect((await unknown())[0]).toMatchObject({ state: 'looking' });
});

it('that SPS cannot be asked about one that is to go once more keeps no other document back', async () => {
  const outboundId = await wantedAgain();
  happens.upload = undefined;
  await ready('A2');
  happens.history = answering(500);
  expect(await run()).toMatchObject({ outcome: 'failed' });
  expect(await said(bench)).toEqual(['A2']);
  expect(await rowOf(app, outboundId)).toMatchObject({ place: 'unknown' });
  happens.history = undefined;
  await run();
  expect(await said(bench)).toEqual(['A2', 'A1']);
});
