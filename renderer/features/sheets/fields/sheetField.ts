import type { z } from 'zod';
import type { outboundSheetView } from '#core/contract/views/sheets.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';

export type Sheet = z.infer<typeof outboundSheetView>;

export type SheetControl =
  | { readonly control: 'text' }
  | { readonly control: 'number' }
  | { readonly control: 'yes-no' }
  /** Texts, separated by commas. */
  | { readonly control: 'list' }
  /** `freight = D240`, one a line or separated by commas. */
  | { readonly control: 'pairs' }
  | { readonly control: 'choice'; readonly choices: readonly (readonly [string, string])[] };

export type SheetGroup = OutboundKind | 'ack' | 'shipNotice' | 'invoice' | 'echo';

export interface SheetField {
  /** Where it stands in the sheet: `documents.855.review`. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly group: SheetGroup;
  readonly how: SheetControl;
}

export const text = { control: 'text' } as const;
export const number = { control: 'number' } as const;
export const yesNo = { control: 'yes-no' } as const;
export const list = { control: 'list' } as const;
/** One of a few values, each with its words. */
export const choice = (...choices: readonly (readonly [string, string])[]): SheetControl => ({ control: 'choice', choices });
