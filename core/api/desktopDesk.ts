import { AppError } from '#core/contract/errors.ts';
import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';

type Methods = 'desktop.get' | 'desktop.set' | 'desktop.checkForUpdates' | 'desktop.installUpdate' | 'desktop.openFolder';

/** What the desktop host does beyond any workspace. */
export type DesktopDesk = { readonly [M in Methods]: (input: ParsedInputOf<M>) => Promise<OutputOf<M>> };

const refuse = async (): Promise<never> => {
  throw new AppError({
    code: 'not-allowed',
    message: 'This belongs to the desktop app; this console runs without it.',
  });
};

/** The answers of a host that has no desktop. */
export const noDesktop: DesktopDesk = {
  'desktop.get': async () => ({ available: false }),
  'desktop.set': refuse,
  'desktop.checkForUpdates': refuse,
  'desktop.installUpdate': refuse,
  'desktop.openFolder': refuse,
};
