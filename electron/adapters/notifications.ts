import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Logger } from '#core/ports/ports.ts';
import type { Notice } from '../notices/plan.ts';

export interface NotificationParts {
  readonly create: (options: NotificationConstructorOptions) => Pick<Notification, 'on' | 'show'>;
  readonly isSupported: () => boolean;
  readonly open: (path: string) => void;
  readonly log: Logger;
}

/** Shows notices of the system. They are kept until they are closed, or a click would find nobody. */
export function notifier({ create, isSupported, open, log }: NotificationParts): (notices: readonly Notice[]) => void {
  const shown = new Set<object>();
  return (notices) => {
    if (!isSupported()) return;
    for (const { title, body, path } of notices) {
      const notification = create({ title, body: body.slice(0, 240) });
      shown.add(notification);
      const gone = (): void => void shown.delete(notification);
      notification.on('click', () => {
        gone();
        open(path);
      });
      notification.on('close', gone);
      // An app that is not signed gets no notifications from macOS: the tray says the same.
      notification.on('failed', (_event, error) => {
        gone();
        log.warn('a notification was not shown', { message: error });
      });
      notification.show();
    }
  };
}
