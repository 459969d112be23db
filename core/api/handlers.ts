import type { EngineParts, Engine } from '#core/engine/engine.types.ts';
import type { MasterSync } from '#core/engine/masterData/masterSync.ts';
import type { DraftDesk } from '#core/engine/outbound/draftDesk.types.ts';
import type { SendDesk } from '#core/engine/outbound/sendDesk.types.ts';
import type { PackingDesk } from '#core/engine/packing/desk.types.ts';
import type { MappingDesk } from '#core/engine/mappings/desk.types.ts';
import type { MorningDesk } from '#core/engine/morning/desk.ts';
import type { AuditDesk } from '#core/engine/records/auditDesk.ts';
import type { Backups } from '#core/engine/backups/backups.ts';
import type { Store } from '#core/store/store.types.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import type { DocumentContent } from '#core/contract/views/documents.ts';
import type { ContentRequest } from './documentContent.ts';
import type { Handlers } from './dispatcher.ts';
import type { RecordsDesk } from './recordsDesk.ts';
import type { WorkspaceDesk } from './workspaceDesk.ts';
import { noDesktop } from './desktopDesk.ts';
import { backofficeHandlers, type BackOffice } from './handlers/backoffice.ts';
import { businessEventsHandlers, type BusinessEventsDesk } from './handlers/businessEvents.ts';
import { draftHandlers } from './handlers/drafts.ts';
import { documentHandlers } from './handlers/documents.ts';
import { engineHandlers } from './handlers/engine.ts';
import { mappingHandlers } from './handlers/mappings.ts';
import { masterHandlers } from './handlers/master.ts';
import { morningHandlers } from './handlers/morning.ts';
import { orderHandlers } from './handlers/orders.ts';
import { packingHandlers } from './handlers/packing.ts';
import { priceHandlers } from './handlers/prices.ts';
import { recordHandlers } from './handlers/records.ts';
import { sendHandlers } from './handlers/sends.ts';
import { statusHandlers } from './handlers/status.ts';
import { triageHandlers } from './handlers/triage.ts';

/** Places practice orders; absent outside the practice workspace. */
export type PlaceOrders = (request: { readonly count: number; readonly family?: string; readonly oddity?: string }) => number;

/** What handlers are made of. */
export interface ApiParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly ports: EngineParts['ports'];
  readonly workspace: StatusView['workspace'];
  readonly version: string;
  /** Where the workspace is connected to, without any secret. */
  readonly connection: NonNullable<StatusView['connection']>;
  /** False where a typed secret would be gone after a restart. */
  readonly secretsInMemoryOnly: () => boolean;
  readonly mappings: MappingDesk;
  readonly drafts: DraftDesk;
  readonly sends: SendDesk;
  readonly packing: PackingDesk;
  readonly master: MasterSync;
  /** What the host does beyond this workspace: the others, and how each is connected. */
  readonly workspaces: WorkspaceDesk;
  readonly audit: AuditDesk;
  readonly morning: MorningDesk;
  readonly backups: Backups;
  readonly businessEvents: BusinessEventsDesk;
  /** What the host knows of this machine. */
  readonly records: RecordsDesk;
  readonly placeOrders: PlaceOrders | undefined;
  /** Present in the practice workspace only. */
  readonly backOffice: BackOffice | undefined;
  readonly publish: EngineParts['publish'];
  /** What a document shows; large ones are read off the main thread. */
  readonly content: (request: ContentRequest) => Promise<DocumentContent>;
}

/** Every endpoint's handler; a missing one does not compile. */
export function createHandlers(parts: ApiParts): Handlers {
  return {
    ...statusHandlers(parts),
    ...morningHandlers(parts),
    ...orderHandlers(parts),
    ...documentHandlers(parts),
    ...draftHandlers(parts),
    ...sendHandlers(parts),
    ...packingHandlers(parts),
    ...backofficeHandlers(parts),
    ...engineHandlers(parts),
    ...masterHandlers(parts),
    ...mappingHandlers(parts),
    ...priceHandlers(parts),
    ...triageHandlers(parts),
    ...recordHandlers(parts),
    ...businessEventsHandlers(parts),
    ...parts.records,
    ...parts.workspaces,
    // A console answers for the desktop itself; a program without a console has none.
    ...noDesktop,
  };
}
