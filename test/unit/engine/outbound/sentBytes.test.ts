import { expect, it } from 'vitest';
import { intentOf, originsOfSent, readSent } from '#core/engine/outbound/sentBytes.ts';

const notice = (purpose: string): Uint8Array =>
  new TextEncoder().encode(
    `<Shipment><Header><ShipmentHeader><TradingPartnerId>P</TradingPartnerId><ShipmentIdentification>PS-1</ShipmentIdentification>` +
      `<TsetPurposeCode>${purpose}</TsetPurposeCode></ShipmentHeader></Header>` +
      `<OrderLevel><OrderHeader><PurchaseOrderNumber>4711</PurchaseOrderNumber></OrderHeader></OrderLevel></Shipment>`,
  );

it.each([
  ['00', 'original'],
  ['01', 'cancel'],
  ['05', 'replace'],
] as const)('a notice of purpose %s is, by its bytes, %s', (purpose, intent) => {
  const sent = readSent('856', notice(purpose));
  expect(sent && intentOf(sent.document)).toBe(intent);
  expect([...(sent?.purchaseOrders ?? [])]).toEqual(['4711']);
  expect(Object.keys(sent ? originsOfSent(sent.document) : {})).toContain('Shipment/Header/ShipmentHeader/TsetPurposeCode');
});

it('what is no document of the kind says nothing', () => {
  expect(readSent('810', notice('00'))).toBeUndefined();
  expect(readSent('856', new TextEncoder().encode('gateway'))).toBeUndefined();
});
