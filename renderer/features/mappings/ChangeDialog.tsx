import type { ReactNode } from 'react';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { ReleasePreview, RemovalPreview } from '#core/contract/views/mappings.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural, type Format } from '../../lib/format.ts';
import { worthInWords } from '../../lib/worth.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useSaving } from '../missing/useSaving.ts';

export interface ChangeDialogProps {
  readonly change: MappingChangeInput;
  readonly title: string;
  readonly subject: ReactNode;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says what a change of the map does to open orders before it is made, and asks why. */
export function ChangeDialog({ change, title, subject, onDone, onClose }: ChangeDialogProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const saving = useSaving();
  const existing = 'id' in change;
  const release = useAnswer('mappings.releasePreview', { change });
  const uses = useAnswer('mappings.removalPreview', existing ? { kind: change.kind, id: change.id } : { kind: 'items', id: 1 }, {
    enabled: existing,
  });
  const waiting = release.isPending || (existing && uses.isPending);
  const effects = waiting
    ? ['Looking up which orders this touches…']
    : [...usedInWords(change, uses.data, format, now), ...releasedInWords(release.data, format, now)];
  return (
    <ConfirmDialog
      title={title}
      subject={subject}
      effects={effects}
      confirmLabel={title}
      asksReason
      reasonHint="Kept in the history of the row with your name."
      ready={!waiting}
      busy={saving.busy}
      error={saving.error ?? release.error ?? uses.error}
      onClose={onClose}
      onConfirm={(why) => {
        void (async () => {
          if (await saving.save({ change, why, origin: 'screen', token: uses.data?.token })) onDone();
        })();
      }}
    />
  );
}

function usedInWords(
  change: MappingChangeInput,
  uses: RemovalPreview | undefined,
  format: Format,
  now: number,
): readonly string[] {
  if (!uses) return [];
  const { open, orders, used } = uses;
  const ever = `${used.capped ? 'More than ' : ''}${format.count(used.value)} ${plural(used.value, 'document')} used the row so far; what they made stays.`;
  if (open.orders === 0) return [used.value === 0 ? 'No document ever used the row.' : ever];
  const names = orders.slice(0, 5).map(({ purchaseOrder }) => purchaseOrder);
  const more = open.orders > names.length ? ` and ${format.count(open.orders - names.length)} more` : '';
  const by = open.earliestShipBy === undefined ? '' : `, the earliest ships ${format.day(open.earliestShipBy, now)}`;
  const verb =
    change.action === 'update' ? plural(open.orders, 'is looked at again', 'are looked at again') : 'will wait for a mapping';
  return [
    `${format.count(open.orders)} open ${plural(open.orders, 'order')} that ${plural(open.orders, 'uses', 'use')} it ${verb}: ${names.join(', ')}${more}${open.worth.length === 0 ? '' : `, worth ${worthInWords(open.worth, format)}`}${by}.`,
    ever,
  ];
}

function releasedInWords(preview: ReleasePreview | undefined, format: Format, now: number): readonly string[] {
  if (!preview) return [];
  const { freed, stillWaiting, next } = preview;
  const by = freed.earliestShipBy === undefined ? '' : `, the earliest ships ${format.day(freed.earliestShipBy, now)}`;
  return [
    freed.orders === 0
      ? 'No order that waits now is freed by it.'
      : `${format.count(freed.orders)} ${plural(freed.orders, 'order')} ${plural(freed.orders, 'goes', 'go')} on, worth ${worthInWords(freed.worth, format)}${by}.`,
    ...(stillWaiting.orders === 0
      ? []
      : [
          `${format.count(stillWaiting.orders)} more ${plural(stillWaiting.orders, 'waits', 'wait')} for something else as well.`,
        ]),
    ...next.map(({ title, orders }) => `Missing next: ${title}, for ${format.count(orders)} ${plural(orders, 'order')}.`),
    'It can be taken back: the change is kept under Changes.',
  ];
}
