import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/CopyButton.tsx';
import styles from './Holds.module.css';

const kinds = [
  ['partner:', 'partners'],
  ['location:', 'locations'],
  ['item', 'items'],
  ['unit:', 'units'],
] as const;

/** How a missing mapping is given: the table as a file, out and in again. */
export function MappingHelp({ group }: { readonly group: string }): ReactNode {
  const kind = kinds.find(([prefix]) => group.startsWith(prefix))?.[1];
  if (kind === undefined) return null;
  const commands = [
    `npm run -s quayside -- export ${kind} ${kind}.csv`,
    `npm run -s quayside -- import ${kind} ${kind}.csv --apply`,
  ];
  return (
    <div className={styles['help']}>
      <p>Save the {kind} as a file, add the row, and read it in again; without --apply only the difference is shown.</p>
      {commands.map((command) => (
        <div key={command} className={styles['command']}>
          <code>{command}</code>
          <CopyButton text={command} label="Copy command" />
        </div>
      ))}
    </div>
  );
}
