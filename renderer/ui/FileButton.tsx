import { Button } from '@fluentui/react-components';
import { ArrowImportRegular } from '@fluentui/react-icons/svg/arrow-import';
import { useRef, type ReactNode } from 'react';

export interface FileButtonProps {
  /** What the chosen file is. */
  readonly label: string;
  /** Endings that the system's dialog offers, `.csv,.xlsx`. */
  readonly accept: string;
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}

/** Asks for one file of this machine; the same file can be chosen again, once it was corrected. */
export function FileButton({ label, accept, disabled, onFile, children }: FileButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          target.value = '';
          if (chosen) onFile(chosen);
        }}
      />
      <Button size="small" icon={<ArrowImportRegular />} disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}
