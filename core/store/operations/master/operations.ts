import { masterCandidates } from './candidates.ts';
import { masterFactsFor } from './facts.ts';
import { endReview, masterFindings } from './findings.ts';
import { masterAddresses, masterCompanies, masterCustomers, masterUnits, masterWarehouses } from './lists.ts';
import { masterProducts } from './products.ts';
import { reviewMappings } from './review.ts';
import { masterLeftovers, pruneMasterRows, putMasterRows } from './rows.ts';
import { beginMasterSet, changeMasterSchedule, endMasterSet, masterSchedule, masterSetRows } from './sync.ts';

export const masterReads = {
  masterSchedule,
  masterSetRows,
  masterLeftovers,
  masterFactsFor,
  masterCandidates,
  masterCompanies,
  masterUnits,
  masterWarehouses,
  masterProducts,
  masterCustomers,
  masterAddresses,
  masterFindings,
} as const;

export const masterWrites = {
  changeMasterSchedule,
  beginMasterSet,
  putMasterRows,
  pruneMasterRows,
  endMasterSet,
  reviewMappings,
  endReview,
} as const;
