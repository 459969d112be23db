import { Button, Field, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { logLevels, type LogLevel, type RecordsSettings } from '#core/contract/views/records.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { bytesInWords } from '../../lib/bytes.ts';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useNow } from '../../ui/useNow.ts';
import { DiagnosticsDialog } from './DiagnosticsDialog.tsx';
import styles from './Settings.module.css';

const levelWords: Readonly<Record<LogLevel, string>> = {
  debug: 'Everything',
  info: 'What happens',
  warn: 'Warnings and errors',
  error: 'Errors',
};

/** What the log keeps, its newest lines, and what goes to support. */
export function LogCard({ log }: { readonly log: RecordsSettings['log'] }): ReactNode {
  const set = useCommand('settings.set');
  const [shown, setShown] = useState<LogLevel>();
  const [support, setSupport] = useState(false);
  return (
    <Card
      title="Log and diagnostics"
      actions={
        <Button size="small" onClick={() => setSupport(true)}>
          For support…
        </Button>
      }
    >
      <div className={styles['form']}>
        <div className={styles['hours']}>
          <Field label="The log keeps" hint={`${log.path}, ${bytesInWords(log.bytes)}`}>
            <Select
              value={log.level}
              onChange={(_, { value }) => {
                const level = logLevels.find((known) => known === value);
                if (level) set.mutate({ logLevel: level });
              }}
            >
              {logLevels.map((level) => (
                <option key={level} value={level}>
                  {levelWords[level]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        {set.error ? <ErrorState error={set.error} doing="set the level of the log" /> : null}
        {shown === undefined ? (
          <Button size="small" onClick={() => setShown('info')}>
            Show the newest lines
          </Button>
        ) : (
          <Lines level={shown} onLevel={setShown} />
        )}
      </div>
      {support ? <DiagnosticsDialog onClose={() => setSupport(false)} /> : null}
    </Card>
  );
}

interface LinesProps {
  readonly level: LogLevel;
  readonly onLevel: (level: LogLevel | undefined) => void;
}

function Lines({ level, onLevel }: LinesProps): ReactNode {
  const answer = useAnswer('log.lines', { level, limit: 200 });
  const format = useFormat();
  const now = useNow(60_000);
  const texts =
    answer.data?.lines.map((line) => [line.at, line.level, line.message, JSON.stringify(line.fields)].join(' ')) ?? [];
  return (
    <div className={styles['wide']}>
      <div className={styles['row']}>
        <Select
          size="small"
          aria-label="Lines shown"
          value={level}
          onChange={(_, { value }) => onLevel(logLevels.find((known) => known === value))}
        >
          {logLevels.map((known) => (
            <option key={known} value={known}>
              {levelWords[known]}
            </option>
          ))}
        </Select>
        <Button size="small" onClick={() => void answer.refetch()}>
          Newer
        </Button>
        <CopyButton labelled label="Copy" text={() => texts.join('\n')} disabled={texts.length === 0} />
        <Button size="small" appearance="subtle" onClick={() => onLevel(undefined)}>
          Hide
        </Button>
      </div>
      <Shown answer={answer}>
        {({ lines }) =>
          lines.length === 0 ? (
            <p className={styles['quiet']}>No line of this kind.</p>
          ) : (
            <ol className={styles['lines']} tabIndex={0} aria-label="Newest lines of the log">
              {lines.map((line, index) => (
                <li key={`${line.at} ${index}`} data-level={line.level}>
                  <span className={styles['quiet']}>
                    {line.at === '' ? '' : format.moment(line.at, now)} {line.level}
                  </span>{' '}
                  {line.message}{' '}
                  <span className={styles['quiet']}>
                    {Object.entries(line.fields)
                      .map(([name, value]) => `${name}=${value}`)
                      .join(' ')}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
    </div>
  );
}
