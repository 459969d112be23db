import { Checkbox } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { lineCodes } from '#core/domain/outboundSheet.ts';
import { codeWords } from './codeWords.ts';
import { companionsId, type SheetValues } from './sheetValues.ts';
import styles from './Sheets.module.css';

const needs = ['date', 'price', 'item', 'reason'] as const;
const needWords = { date: 'a date', price: 'a price', item: 'the other item', reason: 'a reason' } as const;

interface CodesFieldProps {
  readonly values: SheetValues;
  readonly problem: string | undefined;
  readonly onChange: (change: SheetValues) => void;
}

/** Which answers to a line the partner takes, and what must stand beside each. */
export function CodesField({ values, problem, onChange }: CodesFieldProps): ReactNode {
  const taken = partsOf(values['ack.codes']);
  return (
    <div className={styles['scroll']} role="group" aria-label="Codes of an acknowledgment" tabIndex={0}>
      <table className={styles['codes']}>
        <thead>
          <tr>
            <th scope="col">The partner takes</th>
            {needs.map((need) => (
              <th key={need} scope="col">
                with {needWords[need]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lineCodes.map((code) => {
            const beside = partsOf(values[companionsId(code)]);
            const isTaken = taken.includes(code);
            return (
              <tr key={code}>
                <th scope="row">
                  <Checkbox
                    label={`${code} ${codeWords[code] ?? ''}`}
                    checked={isTaken}
                    onChange={(_, { checked }) =>
                      onChange({
                        'ack.codes': joined(lineCodes.filter((one) => (one === code ? checked === true : taken.includes(one)))),
                      })
                    }
                  />
                </th>
                {needs.map((need) => (
                  <td key={need}>
                    <Checkbox
                      aria-label={`${code} with ${needWords[need]}`}
                      disabled={!isTaken}
                      checked={beside.includes(need)}
                      onChange={(_, { checked }) =>
                        onChange({
                          [companionsId(code)]: joined(
                            needs.filter((one) => (one === need ? checked === true : beside.includes(one))),
                          ),
                        })
                      }
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {problem === undefined ? null : (
        <p className={styles['problem']} role="alert">
          The partner takes no answer at all. Name at least one.
        </p>
      )}
    </div>
  );
}

const partsOf = (text: string | undefined): readonly string[] => (text ?? '').split(', ').filter((part) => part !== '');
const joined = (parts: readonly string[]): string => parts.join(', ');
