import { brief } from '#core/domain/brief.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { IntakeContext } from './context.ts';
import { finding, type Rule } from './rule.ts';

/** More notes than this are read in the document itself. */
const mostTexts = 20;

/** 850-14: what stands in free text must have been read. One finding for all of them: they are read together. */
export const notesRead: Rule<PurchaseOrder, IntakeContext> = {
  id: '850-14',
  fix: () => ({ fix: 'read', texts: [] }),
  check: (order, { partner, sheet, lines }) => {
    // Which notes need no reading is the partner's own: while nobody knows the partner, nothing is asked for.
    if (!partner || !sheet.notesMustBeRead) return [];
    const exempt = new Set(sheet.exemptNotes.map((code) => code.toUpperCase()));
    const all = [
      ...order.notes.map((note) => ({ ...note, where: '' })),
      ...lines.flatMap(({ line, name }) => line.notes.map((note) => ({ ...note, where: `${name}: ` }))),
    ];
    const notes = all.filter((note) => note.text.trim() !== '' && !exempt.has(note.code.toUpperCase()));
    const [first] = notes;
    if (!first) return [];
    const texts = notes.slice(0, mostTexts).map(({ where, text }) => `${where}${brief(text.trim())}`);
    const rest = notes.length > mostTexts ? ` and ${notes.length - mostTexts} more` : '';
    const count = notes.length === 1 ? 'A note must be read' : `${notes.length} notes must be read`;
    return [
      finding('HOLD', first.path, `${count} before the order goes on: ${brief(`“${texts.join('” · “')}”`)}${rest}`, {
        value: notes.length === 1 ? '1 note' : `${notes.length} notes`,
        expected: 'read by a person',
        basis: JSON.stringify([notes.length, ...texts]),
        cost: 'Instructions hide in notes: an appointment, a label, a gift text.',
        fix: { fix: 'read', texts },
      }),
    ];
  },
};
