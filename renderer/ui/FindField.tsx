import { SearchBox } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import styles from './FindField.module.css';

export interface FindFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** As wide as what it stands in, not as wide as in a bar above a list. */
  readonly wide?: boolean;
}

/** Where words to look for are typed, above a list. */
export function FindField({ label, placeholder, value, onChange, wide = false }: FindFieldProps): ReactNode {
  return (
    <SearchBox
      size="small"
      className={`${styles['find']} ${wide ? styles['wide'] : ''}`}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(_, data) => onChange(data.value)}
    />
  );
}
