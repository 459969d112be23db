import { Button, type ButtonProps } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState, type ReactNode } from 'react';

export interface CopyButtonProps {
  /** What is copied, made when it is asked for. */
  readonly text: string | (() => string);
  readonly label: string;
  /** Without it the label shows as a tooltip only. */
  readonly labelled?: boolean;
  readonly appearance?: NonNullable<ButtonProps['appearance']>;
  readonly disabled?: boolean;
}

/** Copies a text and says so for a moment. */
export function CopyButton({
  text,
  label,
  labelled = false,
  appearance = 'subtle',
  disabled = false,
}: CopyButtonProps): ReactNode {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const said = { idle: label, copied: 'Copied', refused: 'The browser refused to copy' }[state];
  return (
    <Button
      size="small"
      appearance={appearance}
      disabled={disabled}
      icon={state === 'copied' ? <CheckmarkRegular /> : <CopyRegular />}
      aria-label={said}
      title={said}
      onClick={() => {
        navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
          () => setState('copied'),
          () => setState('refused'),
        );
      }}
    >
      {labelled ? said : null}
    </Button>
  );
}
