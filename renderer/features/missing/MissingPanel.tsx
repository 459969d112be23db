import type { ReactNode } from 'react';
import type { FixView } from '#core/contract/views/fix.ts';
import type { MissingMapping } from '#core/contract/views/mappings.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { daysInWords, plural } from '../../lib/format.ts';
import { missingWords } from '../../lib/mappingWords.ts';
import { worthInWords } from '../../lib/worth.ts';
import { Facts } from '../../ui/Details.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { useNow } from '../../ui/useNow.ts';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { asSent, missingName } from './asSent.ts';
import { ChoiceFix } from './ChoiceFix.tsx';
import { ItemFix } from './ItemFix.tsx';
import { LocationFix } from './LocationFix.tsx';
import { PartnerFix } from './PartnerFix.tsx';
import { ReleaseFoot, type ReleaseFootProps } from './ReleaseFoot.tsx';
import { UnitFix } from './UnitFix.tsx';

/** What the form of one kind of fix gives: its fields, and what they would save. */
export interface FixForm {
  readonly body: ReactNode;
  readonly foot: Omit<ReleaseFootProps, 'onDone'>;
}

export interface FixProps<F> {
  readonly row: MissingMapping;
  readonly fix: F;
  readonly render: (form: FixForm) => ReactNode;
}

/** One missing mapping: what was sent, what waits for it, and the fix. */
export function MissingPanel({ row, focused, onClose, onDone }: PanelProps<MissingMapping>): ReactNode {
  return (
    <FixOf
      key={row.key}
      row={row}
      fix={row.fix}
      render={({ body, foot }) => (
        <SidePanel
          title={`${missingWords[row.fix.fix]} ${missingName(row.fix)}`}
          note={<Waiting row={row} />}
          focused={focused}
          onClose={onClose}
          footer={<ReleaseFoot {...foot} onDone={onDone} />}
        >
          <PanelPart title="As sent">
            <Facts short entries={asSent(row.fix)} />
          </PanelPart>
          {body}
        </SidePanel>
      )}
    />
  );
}

/** The form of a fix; a panel of another list may carry it too. */
export function FixOf({ row, fix, render }: FixProps<FixView>): ReactNode {
  switch (fix.fix) {
    case 'item':
      return <ItemFix row={row} fix={fix} render={render} />;
    case 'location':
      return <LocationFix row={row} fix={fix} render={render} />;
    case 'unit':
      return <UnitFix row={row} fix={fix} render={render} />;
    case 'partner':
      return <PartnerFix row={row} fix={fix} render={render} />;
    case 'item-choice':
      return <ChoiceFix row={row} fix={fix} render={render} />;
    // Neither is a missing mapping; the list does not hold them.
    case 'price':
    case 'read':
      return null;
  }
}

function Waiting({ row }: { readonly row: MissingMapping }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const parts = [
    row.partnerName || row.partnerId,
    `${format.count(row.orders)} ${plural(row.orders, 'order')} ${plural(row.orders, 'waits', 'wait')}`,
    row.lines === 0 ? '' : `${format.count(row.lines)} ${plural(row.lines, 'line')}`,
    worthInWords(row.worth, format),
    row.earliestShipBy === undefined
      ? ''
      : `ships ${format.day(row.earliestShipBy, now)}, ${daysInWords(format.daysTo(row.earliestShipBy, now))}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
