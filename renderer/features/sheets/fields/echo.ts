import { choice, list, text, yesNo, type SheetField } from './sheetField.ts';

/** What goes back from the order, and how the retailer writes. */
export const echoFields: readonly SheetField[] = [
  {
    id: 'echo.references',
    label: 'References',
    help: 'Qualifiers that go back on every document; * is all.',
    group: 'echo',
    how: list,
  },
  {
    id: 'echo.lineReferences',
    label: 'References of lines',
    help: 'Qualifiers that go back on every line; * is all.',
    group: 'echo',
    how: list,
  },
  { id: 'echo.notes', label: 'Notes go back', help: 'The notes of the order, word for word.', group: 'echo', how: yesNo },
  { id: 'echo.department', label: 'The department goes back', help: 'Most partners match by it.', group: 'echo', how: yesNo },
  {
    id: 'echo.description',
    label: 'Item texts',
    help: 'As the order wrote them, or as Dynamics has them.',
    group: 'echo',
    how: choice(['850', 'Of the order'], ['dynamics', 'Of Dynamics']),
  },
  {
    id: 'changes.quantityIs',
    label: 'The quantity of a change (860)',
    help: 'What the retailer means by the number of a changed line.',
    group: 'echo',
    how: choice(['total', 'The new quantity'], ['difference', 'How much more or less']),
  },
  {
    id: 'forbiddenCharacters',
    label: 'Characters that it refuses',
    help: 'Written one after the other; texts that hold one are held.',
    group: 'echo',
    how: text,
  },
];
