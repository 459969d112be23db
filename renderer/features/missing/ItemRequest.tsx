import type { ReactNode } from 'react';
import type { MissingMapping } from '#core/contract/views/mappings.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { nudgeText } from './nudge.ts';

/** For an item that Dynamics does not have: the text to send to whoever creates items. */
export function ItemRequest({ row }: { readonly row: MissingMapping }): ReactNode {
  return <CopyButton labelled label="Copy a request for a new item" text={() => nudgeText(row)} />;
}
