import { placeOf, type BusinessState, type DraftState, type OutboundPlace, type TransportState } from '#core/domain/outbound.ts';
import { all, type Db } from '../../database.ts';
import { correctionPlaceColumn } from './corrected.ts';

interface Placed {
  readonly id: number;
  readonly draft: DraftState;
  readonly transport: TransportState;
  readonly business: BusinessState;
  readonly place: OutboundPlace;
  readonly correction: OutboundPlace | null;
}

/** Documents whose stored place is not the one that their states make: none, ever. Used by tests and the integrity check. */
export function driftedPlaces(db: Db): readonly number[] {
  return all<Placed>(
    db,
    `SELECT o.id, o.draft_state AS draft, o.transport, o.business, o.place, ${correctionPlaceColumn} FROM outbound_documents o`,
  ).flatMap(({ id, draft, transport, business, place, correction }) =>
    placeOf(draft, transport, business, correction ?? undefined) === place ? [] : [id],
  );
}
