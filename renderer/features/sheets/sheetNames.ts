import type { SheetChange } from '#core/domain/outboundSheets.ts';
import type { Difference } from '../../ui/Diff.tsx';
import { codeWords } from './codeWords.ts';
import { sheetFields } from './sheetFields.ts';

const byId = new Map(sheetFields.map((field) => [field.id, field]));

/** `855: A person looks at every one`: a field of the sheet as people call it. */
export function fieldName(id: string): string {
  const field = byId.get(id);
  if (field) return id.startsWith('documents.') ? `${field.group}: ${field.label}` : field.label;
  if (id === 'ack.codes') return 'Codes that an acknowledgment may say';
  const code = /^ack\.companions\.(\w+)$/.exec(id)?.[1];
  if (code !== undefined) return `What stands beside ${code}, ${codeWords[code] ?? ''}`;
  return id.startsWith('invoice.chargeCodes.') ? `Charge ${id.slice('invoice.chargeCodes.'.length)}` : id;
}

/** A change of the sheet as a person reads it. */
export function readable({ field, before, after }: SheetChange): Difference {
  return { name: fieldName(field), before: said(field, before), after: said(field, after) };
}

function said(id: string, value: string): string {
  const how = byId.get(id)?.how;
  if (how?.control === 'choice') return how.choices.find(([one]) => one === value)?.[1] ?? value;
  if (value === 'true') return 'yes';
  return value === 'false' ? 'no' : value;
}
