/** What an import says of the sheets of a workbook that it did not read, from their names; '' where there are none. */
export function otherSheetsInWords(names: readonly string[]): string {
  if (names.length === 0) return '';
  const quoted = names.map((name) => `"${name}"`).join(', ');
  return `Only the first sheet with rows is read. Passed over: ${quoted}. Save what is needed of ${names.length === 1 ? 'it' : 'them'} as a file of its own and import that.`;
}
