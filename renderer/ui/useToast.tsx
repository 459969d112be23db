import { Link, Toast, ToastBody, ToastTitle, ToastTrigger, useToastController } from '@fluentui/react-components';
import { useCallback } from 'react';
import { toasterId } from './toaster.ts';

/** What a toast offers: taking back what it tells of. */
export interface ToastAction {
  readonly label: string;
  readonly onPress: () => void;
  /** How long it can be taken back; else long enough to read, look and decide. */
  readonly forMs?: number;
}

const shortMs = 4_000;
/** Long enough to read, look and decide. */
const actionMs = 12_000;

/** Says shortly that something was done, and where it can be taken back offers that. */
export function useToast(): (title: string, text?: string, action?: ToastAction) => void {
  const { dispatchToast } = useToastController(toasterId);
  return useCallback(
    (title, text, action) => {
      dispatchToast(
        <Toast>
          <ToastTitle
            {...(action
              ? {
                  action: (
                    <ToastTrigger>
                      <Link as="button" onClick={action.onPress}>
                        {action.label}
                      </Link>
                    </ToastTrigger>
                  ),
                }
              : {})}
          >
            {title}
          </ToastTitle>
          {text === undefined ? null : <ToastBody>{text}</ToastBody>}
        </Toast>,
        { intent: 'success', timeout: action ? (action.forMs ?? actionMs) : shortMs, pauseOnHover: true },
      );
    },
    [dispatchToast],
  );
}
