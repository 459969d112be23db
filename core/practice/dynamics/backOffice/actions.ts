import type { Body } from '../../requests.ts';
import { confirm } from './confirm.ts';
import { cancelSlip, changeConfirmation, charge, correctSlip, credit } from './corrections.ts';
import { invoice } from './invoice.ts';
import { cancelOrders, changeOrder, pickOrders, splitLine } from './orderChanges.ts';
import type { BackOfficeParts } from './parts.ts';
import { ship } from './ship.ts';

/** The back office of the practice company as control requests; each says its JSON where it is written. */
export function backOfficeActions(parts: BackOfficeParts): Readonly<Record<string, (body: Body) => unknown>> {
  const run =
    (work: (parts: BackOfficeParts, body: Body) => object) =>
    (body: Body): object =>
      work(parts, body);
  return {
    'POST confirm': run(confirm),
    'POST ship': run(ship),
    'POST invoice': run(invoice),
    'POST correct': run(correctSlip),
    'POST cancel-slip': run(cancelSlip),
    'POST credit': run(credit),
    'POST charge': run(charge),
    'POST change-confirmation': run(changeConfirmation),
    'POST change': run(changeOrder),
    'POST split': run(splitLine),
    'POST cancel': run(cancelOrders),
    'POST pick': run(pickOrders),
    'GET events': () => parts.journals.events(),
  };
}
