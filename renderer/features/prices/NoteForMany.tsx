import { Button } from '@fluentui/react-components';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { useState, type ReactNode } from 'react';
import type { PriceNote, PriceRow } from '#core/contract/views/prices.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { BuyerNote } from '../fixes/BuyerNote.tsx';

export interface NoteForManyProps {
  readonly rows: readonly PriceRow[];
  readonly ask: (keys: string[]) => Promise<PriceNote>;
}

/** One note to the buyer about all selected prices of one partner. */
export function NoteForMany({ rows, ask }: NoteForManyProps): ReactNode {
  const [note, setNote] = useState<PriceNote>();
  const [error, setError] = useState<unknown>();
  const one = new Set(rows.map(({ partnerId }) => partnerId)).size === 1;
  async function write(): Promise<void> {
    try {
      setNote(await ask(rows.map(({ key }) => key)));
      setError(undefined);
    } catch (thrown) {
      setError(thrown);
    }
  }
  return (
    <>
      <Button
        size="small"
        icon={<MailRegular />}
        disabledFocusable={!one}
        title={one ? 'The sentence and the table for the buyer' : 'A note goes to one partner: select rows of one partner only'}
        onClick={() => void (one ? write() : undefined)}
      >
        Write to the buyer
      </Button>
      {error ? <ErrorState error={error} doing="write the note" /> : null}
      {note ? <BuyerNote note={note} onClose={() => setNote(undefined)} /> : null}
    </>
  );
}
