import { assertNever } from '#core/domain/assertNever.ts';
import type { DecimalText } from '#core/domain/decimal.ts';
import type { Shipment, ShipmentLevel } from '#core/domain/shipment.ts';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { fromOutbound, type OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import type { SearchKey } from '#core/store/rows.types.ts';

/** The number of the business key, as the document carries it. */
export function numberOf(document: OutboundDocument): string {
  switch (document.kind) {
    case '855':
    case '865':
      return document.acknowledgementNumber;
    case '856':
    case '810':
      return document.number;
    default:
      return assertNever(document, 'outbound document');
  }
}

/** What lists show as its worth. */
export function amountOf(document: OutboundDocument): DecimalText | undefined {
  return document.kind === '856' ? undefined : document.totalAmount;
}

/**
 * Hash of what a document says to the retailer, whatever the day of drafting. Of an answer to an order the number and the
 * purpose are left out, too: a second confirmation that says the same as the first has nothing to tell.
 */
export function contentHashOf(document: OutboundDocument): string {
  return canonicalHash(fromOutbound(timeless(document)));
}

function timeless(document: OutboundDocument): OutboundDocument {
  switch (document.kind) {
    case '855':
      return { ...document, acknowledgementNumber: '', purpose: '', acknowledgementDate: '', acknowledgementTime: '' };
    case '865':
      return { ...document, acknowledgementDate: '', acknowledgementTime: '', changeAcknowledgeDate: '' };
    case '856':
      return { ...document, noticeDate: '', noticeTime: '' };
    case '810':
      return document;
    default:
      return assertNever(document, 'outbound document');
  }
}

/** Serials of a notice's packs, 18 digits each. */
export function serialsOf(document: OutboundDocument): readonly string[] {
  if (document.kind !== '856') return [];
  return [...new Set(levelsOf(document.levels).flatMap((level) => (level.level === 'pack' ? plainSerial(level.serial) : [])))];
}

const plainSerial = (serial: string): readonly string[] =>
  serial === '' ? [] : [serial.length === 20 && serial.startsWith('00') ? serial.slice(2) : serial];

function levelsOf(levels: readonly ShipmentLevel[]): readonly ShipmentLevel[] {
  return levels.flatMap((level) => [level, ...levelsOf(level.levels)]);
}

/** Numbers that a person may have in hand, beside the document's own. */
export function searchKeysOf(document: OutboundDocument): readonly SearchKey[] {
  if (document.kind === '810') return keys('bill of lading', [document.billOfLading]);
  if (document.kind !== '856') return [];
  return [
    ...keys('bill of lading', [document.billOfLading]),
    ...keys('PRO', [document.pro]),
    ...keys('SSCC', serialsOf(document)),
    ...keys('tracking', trackingOf(document)),
  ];
}

function trackingOf({ levels }: Shipment): readonly string[] {
  return levelsOf(levels).flatMap((level) => (level.level === 'pack' ? [level.packageId] : []));
}

const keys = (kind: string, values: readonly string[]): readonly SearchKey[] =>
  [...new Set(values.filter((value) => value !== ''))].map((key) => ({ kind, key }));
