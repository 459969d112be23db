import type { OrderLookup } from './client.types.ts';
import { anyOf, quoted } from './literals.ts';
import { requireWire } from './metadata.ts';
import type { EntityShape } from './metadata.ts';
import { queryString } from './query.ts';
import type { QueryOptions } from './query.ts';
import { readHeaderProperties } from './properties.ts';

/** Look-ups that share one request; F&O has no `in`, so they are joined with `or` (dynamics.md 2.1, 5.3). */
const mostTogether = 30;
/** Gateways refuse longer URLs; measured after encoding. */
const longestQuery = 6000;

/** The requests that these look-ups take, each as full as it may be. A look-up without any value finds nothing and is left out. */
export function packLookups(lookups: readonly OrderLookup[], shape: EntityShape): readonly QueryOptions[] {
  const packs: QueryOptions[] = [];
  let held: OrderLookup[] = [];
  for (const lookup of lookups.filter(({ reference, requisition }) => reference !== '' || requisition !== '')) {
    const wider = [...held, lookup];
    const fits = wider.length <= mostTogether && queryString(optionsOf(wider, shape)).length <= longestQuery;
    if (!fits && held.length > 0) packs.push(optionsOf(held, shape));
    held = fits ? wider : [lookup];
  }
  return held.length > 0 ? [...packs, optionsOf(held, shape)] : packs;
}

function optionsOf(lookups: readonly OrderLookup[], shape: EntityShape): QueryOptions {
  // Without the status a cancelled order would be taken for an open one.
  const select = readHeaderProperties.flatMap((name) =>
    name === 'OrderCreationDateTime' ? (shape.wire(name) ?? []) : requireWire(shape, name),
  );
  return { filter: filterOf(lookups, shape), select, crossCompany: true };
}

/** Look-ups of one company and customer share that part of the condition; those of nobody in particular have none. */
function filterOf(lookups: readonly OrderLookup[], shape: EntityShape): string {
  const wire = (name: string): string => requireWire(shape, name);
  const ownerOf = ({ owner }: OrderLookup): string =>
    owner === undefined
      ? ''
      : `${wire('dataAreaId')} eq ${quoted(owner.company.toLowerCase())}` +
        ` and ${wire('OrderingCustomerAccountNumber')} eq ${quoted(owner.customer)} and `;
  const groups = Map.groupBy(lookups, ownerOf);
  const clauses = [...groups].map(([shared, members]) => {
    const fields = members.flatMap(({ reference, requisition }) => [
      ...(reference === '' ? [] : [`${wire('CustomersOrderReference')} eq ${quoted(reference)}`]),
      ...(requisition === '' ? [] : [`${wire('CustomerRequisitionNumber')} eq ${quoted(requisition)}`]),
    ]);
    const one = `${shared}${anyOf([...new Set(fields)])}`;
    return groups.size === 1 ? one : `(${one})`;
  });
  return clauses.join(' or ');
}
