import { expect, it } from 'vitest';
import { noticeNamed } from '#core/engine/outbound/laterNotices.ts';
import { remoteName } from '#core/engine/outbound/remoteName.ts';

const named = (number: string, kind: '856' | '810' = '856') =>
  noticeNamed(`in/${remoteName({ kind, number, partnerId: '7QA-X' }, 'abcdef0123456789', '2026-03-02T09:00:00.000Z')}`);

it('finds the number of a notice in its name, and of which one it is the new one', () => {
  expect(named('PS-1')).toEqual({ start: 'in/SHPS_1-7QA_X-' });
  expect(named('PS-1-R2')).toEqual({ start: 'in/SHPS_1_R2-7QA_X-', first: { start: 'in/SHPS_1-7QA_X-', anew: 2 } });
});

it('leaves alone what is no notice of ours, or was cut', () => {
  expect(named('IN-1', '810')).toBeUndefined();
  expect(named('P'.repeat(40))).toBeUndefined();
  expect(noticeNamed('in/SH1.xml')).toBeUndefined();
  expect(noticeNamed('in/SHPS_1-7QA-20260302T090000000-abcdef01.json')).toBeUndefined();
});
