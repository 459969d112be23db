import type { Partner } from '#core/domain/mapping.ts';
import type { PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { Column } from './table.ts';

type SheetField = keyof PartnerSheet;

function sheetOf(draft: Record<string, unknown>): Record<string, unknown> {
  const sheet = { ...(draft['sheet'] as Record<string, unknown>) };
  draft['sheet'] = sheet;
  return sheet;
}

/** A column that stands in the partner's sheet; an empty cell keeps the default. */
export function sheetColumn(
  name: SheetField,
  read: (text: string) => { readonly value: unknown } | { readonly sentence: string },
  write: (sheet: PartnerSheet) => string,
): Column<Partner> {
  return {
    name,
    required: false,
    read(text, draft) {
      if (text === '') return undefined;
      const cell = read(text);
      if ('sentence' in cell) return cell.sentence;
      sheetOf(draft)[name] = cell.value;
      return undefined;
    },
    write: (row) => write(row.sheet),
  };
}

/** Words of a cell, whatever separates them. */
export const words = (text: string): readonly string[] => text.split(/[\s;|>]+/).filter(Boolean);
