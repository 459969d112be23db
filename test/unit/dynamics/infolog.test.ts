import { describe, expect, test } from 'vitest';
import { cleanMessages, isDuplicate, isRefusedWrite, tieToLines } from '#core/dynamics/infolog.ts';
import { plan, planLine } from '../../integration/dynamics/support.ts';

const bodyOf = (message: string): string =>
  JSON.stringify({ error: { code: '', message: 'An error has occurred.', innererror: { message } } });
const unit = `Write failed for table row of type 'SalesOrderLineV3Entity'. Infolog: Warning: The value 'BOX9' in field 'Unit' is not found in the related table 'Units'.; Warning: validateField failed on field 'SalesOrderLineV3Entity.SalesUnitSymbol'.`;

describe('Infolog texts for people', () => {
  test.each([
    [unit, ["The value 'BOX9' in field 'Unit' is not found in the related table 'Units'."]],
    [
      "Write failed for table row of type 'SalesOrderLineEntity'. Infolog: Error: Inventory dimension Site is mandatory and must consequently be specified.; Error: Update has been canceled..",
      ['Inventory dimension Site is mandatory and must consequently be specified.'],
    ],
    [
      "Infolog: Error: Item 'D0001' is blocked for 'Sales order'.; Warning: validateWrite failed on data source 'SalesLine (SalesLine)'.; Error: Item 'D0001' is blocked for 'Sales order'.",
      ["Item 'D0001' is blocked for 'Sales order'."],
    ],
    ["Write returned RecId 0. Infolog: Error: Mandatory field 'Currency' not set.", ["Mandatory field 'Currency' not set."]],
    ['Exception occurred while executing action release on Entity SalesOrder: not possible', ['not possible']],
    ['Infolog: Error: Update has been canceled..', ['Update has been canceled.']],
  ])('%s', (message, expected) => {
    expect(cleanMessages(bodyOf(message))).toEqual(expected);
  });

  test('other shapes give their own message, what is no JSON gives nothing', () => {
    expect(cleanMessages('{"error":{"code":"","message":"No HTTP resource was found."}}')).toEqual([
      'No HTTP resource was found.',
    ]);
    expect(cleanMessages('{"Message":"Authorization has been denied."}')).toEqual(['Authorization has been denied.']);
    expect(cleanMessages('<html>Bad gateway</html>')).toEqual([]);
    expect(cleanMessages('')).toEqual([]);
  });

  test('a refused write and a duplicate are told apart from a failure', () => {
    expect(isRefusedWrite(bodyOf(unit))).toBe(true);
    expect(isRefusedWrite('{"error":{"message":"An error has occurred."}}')).toBe(false);
    const duplicate = 'Cannot create a record in Sales orders (SalesTable). Sales order: EDI0000417. The record already exists.';
    expect(isDuplicate(bodyOf(duplicate))).toBe(true);
    expect(isDuplicate(bodyOf(unit))).toBe(false);
  });
});

describe('lines that a message names', () => {
  const lines = [planLine(1), planLine(2, { unit: 'BOX9' }), planLine(3, { unit: 'box9' })];
  const texts = cleanMessages(bodyOf(unit));

  test('a value that several lines share names each of them', () => {
    expect(tieToLines(texts, lines)).toEqual([2, 3].map((position) => ({ text: texts[0], position })));
  });

  test('the operation that the server points at wins among them', () => {
    expect(tieToLines(texts, lines, 3)).toEqual([{ text: texts[0], position: 3 }]);
  });

  test('an item tells more than a unit', () => {
    const text = "Item 'D0002' cannot be converted from unit 'ea'.";
    expect(tieToLines([text], lines)).toEqual([{ text, position: 2 }]);
  });

  test('an item without quotes and a line number count too', () => {
    expect(tieToLines(['Item number: D0003. The item is not released.'], lines)[0]?.position).toBe(3);
    expect(tieToLines(['Quantity of line 2 is not valid.'], lines)[0]?.position).toBe(2);
  });

  test('what names no line stays with the order, or with the operation pointed at', () => {
    const text = "The value 'US-999' in field 'Customer account' is not found in the related table 'Customers'.";
    expect(tieToLines([text], plan().lines)).toEqual([{ text }]);
    expect(tieToLines([text], plan().lines, 1)).toEqual([{ text, position: 1 }]);
  });
});
