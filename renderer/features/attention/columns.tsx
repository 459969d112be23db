import type { ReactNode } from 'react';
import type { TriageGroup } from '#core/contract/views/triage.ts';
import { daysInWords, type Format } from '../../lib/format.ts';
import { attentionWords, waitedForWords } from '../../lib/words/attention.ts';
import { causeWords } from '../../lib/words/holds.ts';
import { worthInWords } from '../../lib/worth.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import styles from './Attention.module.css';

/** Everything that the list can show of a group. */
export function groupColumns(format: Format, now: number): readonly Column<TriageGroup>[] {
  return [
    {
      id: 'what',
      header: 'What is wrong',
      width: 284,
      grow: 4,
      names: true,
      text: ({ title }) => title,
      cell: (group) => (
        <span title={group.message}>
          <b>{group.title}</b>
          {/* Beside a panel there is no room for the column, and several partners may have the same. */}
          {group.partnerCount !== 1 || group.title.includes(partnersOf(group)) ? '' : `, ${partnersOf(group)}`}
        </span>
      ),
    },
    {
      id: 'shipBy',
      header: 'Ship by',
      width: 132,
      text: ({ earliestShipBy }) => earliestShipBy ?? '',
      cell: ({ earliestShipBy }) => <Due day={earliestShipBy} format={format} now={now} />,
    },
    { id: 'members', header: 'Open', width: 62, align: 'end', text: ({ members }) => String(members) },
    {
      id: 'kind',
      header: 'State',
      width: 128,
      text: ({ kind }) => attentionWords[kind].word,
      cell: ({ kind }) => <StatusBadge state={attentionWords[kind]} />,
    },
    { id: 'partner', header: 'Partner', width: 148, grow: 1, text: partnersOf },
    {
      id: 'worth',
      header: 'Worth',
      width: 112,
      align: 'end',
      text: ({ worth }) => worth.map(({ amount, currency }) => `${amount} ${currency}`).join(' + '),
      cell: ({ worth }) => worthInWords(worth, format),
    },
    {
      id: 'waitingOn',
      header: 'Waiting on',
      width: 96,
      text: ({ note }) => (note?.waitingOn === undefined ? '' : waitedForWords[note.waitingOn]),
      cell: ({ note }) => (note?.waitingOn === undefined ? '' : <span title={note.text}>{waitedForWords[note.waitingOn]}</span>),
    },
    { id: 'owner', header: 'Owner', width: 84, text: ({ note }) => note?.owner ?? '' },
    {
      id: 'since',
      header: 'Since',
      width: 104,
      text: ({ since }) => since,
      cell: ({ since }) => <span title={format.exact(since)}>{format.age(since, now)}</span>,
    },
    { id: 'orders', header: 'Orders', width: 70, align: 'end', extra: true, text: ({ orders }) => String(orders) },
    {
      id: 'cancelAfter',
      header: 'Cancel after',
      width: 140,
      extra: true,
      text: ({ earliestCancelAfter }) => earliestCancelAfter ?? '',
      cell: ({ earliestCancelAfter }) => <Due day={earliestCancelAfter} format={format} now={now} />,
    },
    {
      id: 'cause',
      header: 'Cause',
      width: 150,
      extra: true,
      text: ({ cause, rule }) => [cause && causeWords[cause], rule && `rule ${rule}`].filter(Boolean).join(', '),
    },
    { id: 'nextStep', header: 'Next step', width: 200, grow: 2, extra: true, text: ({ nextStep }) => nextStep },
  ];
}

export function partnersOf({ partners, partnerCount }: Pick<TriageGroup, 'partners' | 'partnerCount'>): string {
  const more = partnerCount - partners.length;
  return `${partners.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A day and how near it is; one that is today or gone stands out. */
export function Due({
  day,
  format,
  now,
}: {
  readonly day: string | undefined;
  readonly format: Format;
  readonly now: number;
}): ReactNode {
  if (day === undefined) return '';
  const days = format.daysTo(day, now);
  return (
    <span className={days < 1 ? styles['late'] : undefined}>
      {format.day(day, now)} <small>({daysInWords(days)})</small>
    </span>
  );
}
