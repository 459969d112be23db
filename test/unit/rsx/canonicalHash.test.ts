import { describe, expect, test } from 'vitest';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { codeMeanings } from '#core/rsx/codeMeanings.ts';
import { changed, example, readOne } from './helpers.ts';

const order = example('850-order');
const hash = (text: string): string => canonicalHash(readOne(text).root);

describe('the canonical hash', () => {
  test.each<[string, string, string]>([
    ['space around a value', '>0088123<', '>\n  0088123 <'],
    ['order of different elements', '<City>Joliet</City>\n        <State>IL</State>', '<State>IL</State><City>Joliet</City>'],
    ['an empty element written otherwise', '<FOBPayCode>CC</FOBPayCode>', '<FOBPayCode>CC</FOBPayCode><!-- x -->'],
  ])('does not see %s', (_what, from, to) => {
    expect(hash(changed(order, from, to))).toBe(hash(order));
  });

  test.each<[string, string, string]>([
    ['a value', '>0088123<', '>0088124<'],
    ['leading zeros', '>0088123<', '>88123<'],
    ['how a decimal is written', '>12.50<', '>12.5<'],
    ['space inside a value', '>ABF Freight<', '>ABF  Freight<'],
    ['an element more', '<Vendor>', '<Division>1</Division><Vendor>'],
    ['an unknown element', '<Vendor>', '<Odd>1</Odd><Vendor>'],
    ['a value in another element', '>OH<', '>IL<'],
  ])('sees %s', (_what, from, to) => {
    expect(hash(changed(order, from, to))).not.toBe(hash(order));
  });

  test('sees the order of lines', () => {
    const [first = '', second = ''] = order.match(/<LineItem>[\s\S]*?<\/LineItem>/g) ?? [];
    const swapped = changed(order.replace(first, '@'), second, first).replace('@', second);
    expect(hash(swapped)).not.toBe(hash(order));
  });

  test('takes unknown elements of different names in any order', () => {
    const base = '<Order><Header/><A>1</A><B>2</B><A>3</A></Order>';
    expect(hash('<Order><B>2</B><A>1</A><A>3</A><Header/></Order>')).toBe(hash(base));
    expect(hash('<Order><B>2</B><A>3</A><A>1</A><Header/></Order>')).not.toBe(hash(base));
  });
});

test('the meanings of the codes that occur', () => {
  expect(codeMeanings(readOne(order).root)).toMatchObject({
    'DateTimeQualifier 010': 'Requested Ship',
    'TsetPurposeCode 00': 'Original',
    'PrimaryPOTypeCode SA': 'Stand Alone',
  });
  expect(codeMeanings(readOne(changed(order, '>IC<', '>AC<')).root)).not.toHaveProperty('ContactTypeCode AC');
});
