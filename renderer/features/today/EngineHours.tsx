import type { ReactNode } from 'react';
import type { EnginePart, MorningView } from '#core/contract/views/morning.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import styles from './MorningCard.module.css';

const words: Readonly<Record<EnginePart['state'], string>> = {
  ran: 'ran',
  failed: 'runs failed',
  quiet: 'quiet hours',
  none: 'no run',
};
const width = 1_000;

/** The hours behind this moment as a bar: where runs went well, where none came, where quiet was wanted. */
export function EngineHours({ hours }: { readonly hours: MorningView['engine'] }): ReactNode {
  const format = useFormat();
  const begin = Date.parse(hours.from);
  const span = Math.max(1, Date.parse(hours.to) - begin);
  const at = (moment: string): number => ((Date.parse(moment) - begin) / span) * width;
  const said = ({ from, to, state }: EnginePart): string => `${format.time(from)} to ${format.time(to)} ${words[state]}`;
  return (
    <div className={styles['hours']}>
      <svg viewBox={`0 0 ${width} 10`} preserveAspectRatio="none" role="img" aria-label={hours.parts.map(said).join(', ')}>
        {hours.parts.map((part) => (
          <rect
            key={part.from}
            className={styles[part.state]}
            x={at(part.from)}
            width={Math.max(4, at(part.to) - at(part.from))}
            y={part.state === 'ran' ? 0 : 2.5}
            height={part.state === 'ran' ? 10 : 5}
          >
            <title>{said(part)}</title>
          </rect>
        ))}
      </svg>
    </div>
  );
}
