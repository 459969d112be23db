import type { CompanyProfile } from '#core/contract/connection.ts';
import type { CompanyAddress, DraftCompany } from '#core/drafting/draft.types.ts';

/** Our own company as drafting knows it, from the connection's profile. */
export function draftCompany(profile: CompanyProfile | undefined): DraftCompany {
  const remitTo = profile?.remitTo && address(profile.remitTo, profile.name);
  const shipFrom = profile?.shipFrom && address(profile.shipFrom, profile.name);
  const warehouses = Object.entries(profile?.warehouses ?? {}).map(([warehouse, given]) => [
    warehouse,
    address(given, profile?.name ?? ''),
  ]);
  return {
    name: profile?.name ?? '',
    ...(remitTo === undefined ? {} : { remitTo }),
    shipFrom: { ...(shipFrom === undefined ? {} : { '': shipFrom }), ...Object.fromEntries(warehouses) },
    weightUnit: profile?.weightUnit ?? 'LB',
    carriers: profile?.carriers ?? {},
  };
}

type Given = NonNullable<CompanyProfile['shipFrom']>;

/** X12 66: 91 says that the code is the seller's own. */
function address(given: Given, company: string): CompanyAddress {
  const { code = '', name, address1 = '', address2 = '', city = '', state = '', postalCode = '', country = '' } = given;
  return {
    qualifier: code === '' ? '' : '91',
    code,
    name: name ?? company,
    alternateName: '',
    lines: [address1, address2].filter((line) => line !== ''),
    city,
    state,
    postalCode,
    country,
  };
}
