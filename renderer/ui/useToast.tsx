import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components';
import { useCallback } from 'react';
import { toasterId } from './toaster.ts';

/** Says shortly that something was done. */
export function useToast(): (title: string, text?: string) => void {
  const { dispatchToast } = useToastController(toasterId);
  return useCallback(
    (title, text) => {
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {text === undefined ? null : <ToastBody>{text}</ToastBody>}
        </Toast>,
        { intent: 'success', timeout: 4000 },
      );
    },
    [dispatchToast],
  );
}
