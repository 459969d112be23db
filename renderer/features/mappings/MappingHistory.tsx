import type { ReactNode } from 'react';
import type { KindRow } from '#core/contract/views/mappingRows.ts';
import type { MappingDetail } from '#core/contract/views/mappings.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { originWords } from '../../lib/mappingWords.ts';
import { Diff, differences } from '../../ui/Diff.tsx';
import { useNow } from '../../ui/useNow.ts';
import { nameOfField } from './rowTexts.ts';
import styles from './Mappings.module.css';

const changeWords = { add: 'Added', update: 'Changed', remove: 'Removed' } as const;

/** What happened to a row, newest first: who, when, why, and what it was before. */
export function MappingHistory({ events }: { readonly events: MappingDetail['history'] }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <ol className={styles['history']}>
      {events.map((event, index) => (
        // A row may be changed twice in one set; the list is append-only, so the place from the end is stable.
        <li key={events.length - index}>
          <p>
            <b>{changeWords[event.change]}</b> by {event.who} {originWords[event.origin]}: {event.why}
          </p>
          <p className={styles['quiet']}>
            <time dateTime={event.at} title={format.exact(event.at)}>
              {format.stamp(event.at, now)}
            </time>
          </p>
          <Diff rows={differences(flat(event.before), flat(event.after), nameOfField)} />
        </li>
      ))}
    </ol>
  );
}

/** The fields of a row as texts by name, those of a partner's sheet among them. */
export function flat(kindRow: KindRow | undefined): Readonly<Record<string, string>> | undefined {
  if (kindRow === undefined) return undefined;
  const { sheet = {}, ...rest }: { readonly sheet?: Readonly<Record<string, string>> } = kindRow.row as KindRow['row'] & {
    readonly sheet?: Readonly<Record<string, string>>;
  };
  const texts = Object.entries(rest).map(([name, value]) => [name, textOf(value)] as const);
  return Object.fromEntries([...texts, ...Object.entries(sheet)]);
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
