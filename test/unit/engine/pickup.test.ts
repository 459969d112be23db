import { describe, expect, it } from 'vitest';
import { instant } from '#core/domain/time.ts';
import { takenAt } from '#core/engine/outbound/pickup.ts';

const at = (time: string) => instant(Date.parse(`2026-03-10T${time}Z`));
const event = (status: string, time: string) => ({ status, at: at(time) });

describe('when SPS took a file', () => {
  const uploaded = event('uploaded', '08:00:00');
  it('is its first download, or its deletion', () => {
    expect(takenAt([uploaded], undefined)).toBeUndefined();
    expect(takenAt([uploaded, event('downloaded', '08:05:00'), event('deleted', '08:05:01')], undefined)).toBe(at('08:05:00'));
    expect(takenAt([uploaded, event('deleted', '08:06:00')], undefined)).toBe(at('08:06:00'));
  });
  it('is not our own reading of it, only what came after', () => {
    const ours = event('downloaded', '09:00:01');
    expect(takenAt([uploaded, ours], at('09:00:00'))).toBeUndefined();
    expect(takenAt([uploaded, ours, event('downloaded', '09:30:00')], at('09:00:00'))).toBe(at('09:30:00'));
    expect(takenAt([uploaded, ours, event('deleted', '09:00:30')], at('09:00:00'))).toBe(at('09:00:30'));
  });
});
