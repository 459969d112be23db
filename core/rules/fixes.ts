import type { Fix } from '#core/domain/fix.ts';
import type { Found } from './rule.ts';

/** Ways of putting findings right that several rules share; each is told the finding. */

/** Only the retailer can: `ask` is what the buyer is asked for. */
export const askFor = (ask: string) => (): Fix => ({ fix: 'retailer', ask });

/** The same with the value that would be right, where the rule knows it. */
export const askForRight =
  (what: string) =>
  ({ expected }: Found): Fix => ({ fix: 'retailer', ask: expected === undefined ? what : `${what}: ${expected}` });

/** A value of the draft, at the place of the finding. */
export const inDraft = ({ path }: Found): Fix => ({ fix: 'draft', path });

/** How the goods are packed and labelled. */
export const inPacking = (): Fix => ({ fix: 'packing' });

/** What was posted: `act` says what to do there. */
export const inDynamics = (act: string) => (): Fix => ({ fix: 'dynamics', act });

/** What the partner's sheet says. */
export const inSheet =
  (...fields: readonly string[]) =>
  ({ partnerId, vendor }: { readonly partnerId: string; readonly vendor: string }): Fix => ({
    fix: 'sheet',
    partnerId,
    vendor,
    fields,
  });
