import { describe, expect, test } from 'vitest';
import { contentHash, valueHash } from '#core/engine/intake/contentHash.ts';
import { changed, example, readOne } from '../rsx/helpers.ts';

const order = readOne(example('850-order'));
const respelled = readOne(changed(example('850-order'), '>12.50<', '>12.5<'));

describe('what a document says', () => {
  test('is kept under the hash that earlier versions kept: their documents are compared with ours', () => {
    expect(contentHash(order, '00')).toBe('929be4940e03e9f6a1a57b83c7683080f331b44dfd3dace79f2bcf5b444a1974');
  });
  test('is told apart by the kept hash where a number is spelled otherwise, and by value is not', () => {
    expect(contentHash(respelled, '00')).not.toBe(contentHash(order, '00'));
    expect(valueHash(respelled)).toBe(valueHash(order));
  });
  test('is another thing with another value, by either', () => {
    const other = readOne(changed(example('850-order'), '>12.50<', '>12.51<'));
    expect(valueHash(other)).not.toBe(valueHash(order));
  });
});
