import type { ReactNode } from 'react';
import { AskDialog, AskEffects, AskSubject, type AskDialogProps } from './AskDialog.tsx';

export interface ConfirmDialogProps extends Pick<
  AskDialogProps,
  'title' | 'confirmLabel' | 'ready' | 'asksReason' | 'reasonHint' | 'busy' | 'error' | 'onConfirm' | 'onClose'
> {
  /** What it is about: order, file. */
  readonly subject: ReactNode;
  /** What will happen, one sentence each. */
  readonly effects: readonly string[];
}

/** Says what will happen before it does, and asks for the reason that the record keeps. */
export function ConfirmDialog({ subject, effects, ...frame }: ConfirmDialogProps): ReactNode {
  return (
    <AskDialog {...frame}>
      <AskSubject>{subject}</AskSubject>
      <AskEffects effects={effects} />
    </AskDialog>
  );
}
