import { describe, expect, it } from 'vitest';
import { nudgeText } from '../../../renderer/features/missing/nudge.ts';

const waits = { partnerName: 'Northwind Home', orders: 2, lines: 3, earliestShipBy: '2026-03-09' };

describe('the question to whoever can give what is missing', () => {
  it('says what was sent, what waits and until when', () => {
    const text = nudgeText({
      ...waits,
      fix: {
        fix: 'location',
        partnerId: 'P',
        vendor: 'V',
        qualifier: '92',
        code: '0817',
        name: 'Store 817',
        address: ['1 Pier Road', 'Tacoma'],
      },
    });
    expect(text.split('\n')).toEqual([
      'Northwind Home orders to a place that we cannot match to an address of ours:',
      '',
      'Code: 0817 (qualifier 92)',
      'Name: Store 817',
      'Address: 1 Pier Road, Tacoma',
      '',
      '2 order(s) with 3 line(s) wait for it, the earliest ships 2026-03-09.',
      'Which delivery address of the customer in Dynamics is it? If it is a new one, please create it and tell me its location id.',
    ]);
  });

  it('asks for a partner without lines or a ship date', () => {
    const fix = { fix: 'partner', partnerId: 'P', vendor: '', inactive: false } as const;
    const text = nudgeText({ partnerName: '', orders: 1, lines: 0, fix });
    expect(text).toContain('1 order(s) wait for it.');
    expect(text).toContain('Partner id: P');
    expect(text).not.toContain('Vendor number');
  });
});
