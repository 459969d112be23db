import { placeOf, type BusinessState, type DraftState, type OutboundPlace, type TransportState } from '#core/domain/outbound.ts';
import { all, type Db } from '../../database.ts';

/** Documents whose stored place is not the one that their states make: none, ever. Used by tests and the integrity check. */
export function driftedPlaces(db: Db): readonly number[] {
  return all<{ id: number; draft: DraftState; transport: TransportState; business: BusinessState; place: OutboundPlace }>(
    db,
    'SELECT id, draft_state AS draft, transport, business, place FROM outbound_documents',
  ).flatMap(({ id, draft, transport, business, place }) => (placeOf(draft, transport, business) === place ? [] : [id]));
}
