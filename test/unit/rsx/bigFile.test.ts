import { expect, test } from 'vitest';
import { readRsx } from '#core/rsx/readRsx.ts';
import { example, utf8 } from './helpers.ts';

const limits = { megabytes: 40, seconds: 20, heapMegabytes: 700 };

/** The example order with so many lines that it has this many megabytes, cut off before its end where asked. */
function bigOrder(megabytes: number): Uint8Array {
  const xml = example('850-order');
  const start = xml.indexOf('<LineItem>');
  const line = xml.slice(start, xml.indexOf('</LineItem>') + '</LineItem>'.length);
  return utf8(xml.slice(0, start) + line.repeat(Math.ceil((megabytes * 1_000_000) / line.length)) + xml.slice(start));
}

test('a file of 40 MB is read in bounded time and memory', { timeout: 60_000 }, () => {
  const bytes = bigOrder(limits.megabytes);
  const heapBefore = process.memoryUsage().heapUsed;
  const before = process.cpuUsage();
  const reading = readRsx(bytes);
  const seconds = process.cpuUsage(before).user / 1_000_000;
  const heap = (process.memoryUsage().heapUsed - heapBefore) / 1_000_000;
  expect(reading).toMatchObject({ outcome: 'documents' });
  expect(seconds).toBeLessThan(limits.seconds);
  expect(heap).toBeLessThan(limits.heapMegabytes);
});

test('a file of 40 MB that ends early says so', { timeout: 60_000 }, () => {
  const bytes = bigOrder(limits.megabytes);
  expect(readRsx(bytes.subarray(0, bytes.length - 5000))).toMatchObject({ reason: 'truncated', complete: false });
});
