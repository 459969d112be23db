import { AppError } from '#core/contract/errors.ts';
import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';

type Methods = 'desktop.get' | 'desktop.set';

/** What the desktop host does beyond any workspace. */
export type DesktopDesk = { readonly [M in Methods]: (input: ParsedInputOf<M>) => Promise<OutputOf<M>> };

/** The answers of a host that has no desktop. */
export const noDesktop: DesktopDesk = {
  'desktop.get': async () => ({ available: false }),
  'desktop.set': async () => {
    throw new AppError({
      code: 'not-allowed',
      message: 'These settings belong to the desktop app; this console runs without it.',
    });
  },
};
