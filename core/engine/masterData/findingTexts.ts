import type { MasterFinding } from '#core/contract/views/master.ts';
import { assertNever } from '#core/domain/assertNever.ts';
import { dayIn } from '#core/domain/time.ts';
import type { MasterFindingFacts } from '#core/store/types/master.ts';

/** What the review of the mappings found, in words for the coordinator: what is wrong, what follows, what to do. Days are of `timeZone`. */
export function findingInWords({ goneName, goneAt, ...facts }: MasterFindingFacts, timeZone: string): MasterFinding {
  return { ...facts, ...words(facts, goneName ?? '', goneAt === undefined ? '' : dayIn(timeZone, goneAt)) };
}

function words(
  { kind, key, code, company, partnerName }: MasterFindingFacts,
  goneName: string,
  goneOn: string,
): Pick<MasterFinding, 'message' | 'nextStep'> {
  switch (kind) {
    case 'item-not-released':
      return {
        message: `${key}${goneName ? ` (${goneName})` : ''} was a released product of ${company} until ${goneOn} and is none now; items of ${partnerName} are mapped to it.`,
        nextStep:
          'Release the product again in Dynamics, or map these items to its successor. Until then Dynamics refuses orders for it.',
      };
    case 'item-unknown':
      return {
        message: `${key} is no released product of ${company}, yet items of ${partnerName} are mapped to it.`,
        nextStep: 'Correct the item number in the map, or release the product to this legal entity in Dynamics.',
      };
    case 'customer-on-hold':
      return {
        message: `Customer ${key} of ${company} (${partnerName}) is on hold in Dynamics.`,
        nextStep: 'Ask the credit department. Until the hold is lifted Dynamics refuses the orders of this partner.',
      };
    case 'customer-unknown':
      return {
        message: `Dynamics has no customer ${key} in ${company}, which ${partnerName} names.`,
        nextStep: 'Correct the customer account or the legal entity of the partner.',
      };
    case 'address-unknown':
      return {
        message: `Location ${code} of ${partnerName} is mapped to address ${key}, which is no address of the customer in ${company} now.`,
        nextStep: 'Choose another address for this location; the old one was removed or has expired in Dynamics.',
      };
    default:
      return assertNever(kind, 'kind of finding');
  }
}
