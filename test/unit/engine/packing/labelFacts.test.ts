import { describe, expect, it } from 'vitest';
import type { Carton } from '#core/domain/packing.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { DocumentAddress, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { labelsOf, withoutLabel } from '#core/engine/packing/labelFacts.ts';
import { unprintableTexts } from '#core/engine/packing/unprintable.ts';
import type { SlipToPack } from '#core/engine/outbound/packing.types.ts';
import { basis, company, draftOrder, join, posting, postingLine } from '../../drafting/fixture.ts';
import { address, line, order } from '../../mapping/fixture.ts';

const center = address({ code: '0817', name: 'DC Joliet', lines: ['700 Freight Way'], city: 'Joliet', postalCode: '60433' });
const store = address({
  type: 'BY',
  code: '0101',
  name: 'Springfield Store',
  lines: ['1 Main Street'],
  city: 'Springfield',
  state: 'IL',
  postalCode: '62701',
});

/** A slip with line 1 of an order. */
function slipWith(says: OutboundSheet['shipNotice']['label'], bought: PurchaseOrder): SlipToPack {
  const slip = posting('packing-slip', [postingLine(1)]);
  const { threadId } = draftOrder(bought);
  return {
    posting: slip,
    lines: join(slip, [draftOrder(bought)]).lines,
    orders: [{ threadId, order: bought }],
    partnerId: 'P',
    vendor: 'V',
    sheet: basis({ shipNotice: { label: says } }).sheet,
  };
}

const cartonFor = (forStore: string): Carton => ({
  number: 1,
  sscc: '106141411234567897',
  store: forStore,
  weightUnit: 'LB',
  tracking: '',
  lines: [{ slipLine: 1, quantity: '1' }],
});

/** The one label of a carton with line 1, by what the partner's sheet says. */
function labelOf(says: OutboundSheet['shipNotice']['label'], bought: PurchaseOrder, forStore: string) {
  const [placed] = labelsOf(slipWith(says, bought), [{ carton: cartonFor(forStore), place: 1, of: 1 }], company);
  if (!placed) throw new Error('no label');
  return placed;
}

const bought = (addresses: readonly DocumentAddress[]): PurchaseOrder => order({ lines: [line(1)], addresses });

describe('whom a carton label names', () => {
  it('is where the carton goes first, where the sheet says so', () => {
    const { label, printed } = labelOf('dc', bought([center, store]), '0101');
    expect(label.to).toEqual(['DC Joliet', '700 Freight Way', 'Joliet, 60433']);
    expect([label.store, label.storeName]).toEqual(['0101', 'Springfield Store']);
    expect(printed).toMatchObject({ shipTo: '0817', store: '0101' });
  });
  it('is its store with the center that it goes through; the carrier’s code stays the center’s', () => {
    const { label, printed } = labelOf('store', bought([center, store]), '0101');
    expect(label.to).toEqual(['Springfield Store', '1 Main Street', 'Springfield, IL 62701', 'via 0817 DC Joliet Joliet']);
    expect(label.postalCode).toBe('60433');
    expect(printed).toMatchObject({ shipTo: '0817', store: '0101' });
  });
  it('keeps the town of a long address: what stands before it shares lines', () => {
    const lines = ['Building 7', '700 Freight Way', 'Dock 12', 'Gate B'];
    const long = { ...center, alternateName: 'Receiving', lines, country: 'USA' };
    expect(labelOf('dc', bought([long]), '').label.to).toEqual([
      'DC Joliet',
      'Receiving',
      'Building 7',
      '700 Freight Way, Dock 12, Gate B',
      'Joliet, 60433',
      'USA',
    ]);
    const remote = { ...store, alternateName: 'Mall', lines, country: 'USA' };
    expect(labelOf('store', bought([long, remote]), '0101').label.to).toEqual([
      'Springfield Store',
      'Mall',
      'Building 7, 700 Freight Way, Dock 12, Gate B',
      'Springfield, IL 62701',
      'USA',
      'via 0817 DC Joliet Joliet',
    ]);
  });
  it('is the store by its number where the order has no address of it', () => {
    expect(labelOf('store', bought([center]), '0101').label.to).toEqual(['Store 0101', 'via 0817 DC Joliet Joliet']);
  });
  it('is the mark-for of an order that is for one store', () => {
    const marked = bought([center, { ...store, type: 'Z7' }]);
    expect(labelOf('store', marked, '').label.to[0]).toBe('Springfield Store');
    expect(labelOf('dc', marked, '').label.to[0]).toBe('DC Joliet');
  });
  it('is the ship-to where no store is named, whatever the sheet says', () => {
    expect(labelOf('store', bought([center]), '').label.to).toEqual(labelOf('dc', bought([center]), '').label.to);
  });
});

describe('a carton whose goods the slip lost', () => {
  it('has no label, and is named instead of being left out unsaid', () => {
    const made = labelOf('dc', bought([center]), '');
    const carton = { number: 2, sscc: '106141411234567903', store: '', weightUnit: '', tracking: '', lines: [] };
    const placed = [
      { carton: { ...carton, number: 1, sscc: made.printed.serial }, place: 1, of: 2 },
      { carton, place: 2, of: 2 },
    ];
    expect(withoutLabel(placed, [made])?.carton.number).toBe(2);
    expect(withoutLabel(placed.slice(0, 1), [made])).toBeUndefined();
  });
});

describe('texts that no label can print', () => {
  const lost = (to: DocumentAddress) =>
    unprintableTexts({ slip: slipWith('dc', bought([to])), cartons: [cartonFor('')], partner: 'Northwind' }, company);

  it('are named with what would stand there, each once, and only they', () => {
    expect(lost(center)).toEqual([]);
    expect(lost({ ...center, city: 'Łódź' })).toEqual([]);
    expect(lost({ ...center, name: '東京 DC' })[0]).toEqual({ text: '東京 DC', printed: '?? DC' });
  });
});
