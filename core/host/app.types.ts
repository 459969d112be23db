import type { Dispatch } from '#core/api/dispatcher.ts';
import type { EventHub } from '#core/api/events.ts';
import type { BackOffice } from '#core/api/handlers/backoffice.ts';
import type { PlaceOrders } from '#core/api/handlers.ts';
import type { WorkspaceDesk } from '#core/api/workspaceDesk.ts';
import type { Connection } from '#core/contract/connection.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import type { Engine } from '#core/engine/engine.types.ts';
import type { MappingImports } from '#core/engine/mappings/imports.ts';
import type { MasterSync } from '#core/engine/masterData/masterSync.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { OpenedStore, OpenStoreOptions } from '#core/store/openStore.ts';
import type { Store } from '#core/store/store.types.ts';
import type { prepareFolder } from './adapters/folders.ts';
import type { OffloadRequest } from './offload.ts';

export interface AppOptions {
  readonly ports: Ports;
  /** The workspace's folder. */
  readonly folder: string;
  readonly connection: Connection;
  readonly workspace: { readonly name: string; readonly word: string; readonly colour: StatusView['workspace']['colour'] };
  readonly version: string;
  /** Where a folder lies, as something else than this machine tells it (tests of a network share). */
  readonly placeOf?: Parameters<typeof prepareFolder>[1];
  /** What the disk has room for, as the store takes it (tests of a full disk). */
  readonly room?: Pick<OpenStoreOptions, 'maxPages' | 'guardRoom'>;
  /** The store's thread; without it the store runs in this one (tests, short commands). */
  readonly storeWorker?: URL;
  /** Runs long parsing elsewhere. */
  readonly offload?: (request: OffloadRequest) => Promise<unknown>;
  readonly placeOrders?: PlaceOrders;
  /** The practice world's back office. */
  readonly backOffice?: BackOffice;
  readonly secretsInMemoryOnly?: () => boolean;
  /** True where whoever started the program said which time zone; it is not changed on screen then. */
  readonly timeZoneFixed?: boolean;
  /** Hears the zone of the workspace's days, when it opens and when it is changed. */
  readonly onTimeZone?: (zone: string) => void;
  readonly checkOutput?: boolean;
  /** The console that shows this workspace; without it this workspace is all there is. */
  readonly workspaces?: WorkspaceDesk;
}

/** A workspace that is open: what a host puts behind its transport. */
export interface App {
  readonly dispatch: Dispatch;
  readonly events: Pick<EventHub, 'listen' | 'last'>;
  readonly engine: Engine;
  readonly master: MasterSync;
  readonly store: Store;
  readonly opened: OpenedStore;
  /** Importing and exporting mappings. */
  readonly imports: MappingImports;
  /** Starts the engine's schedule. */
  start(): Promise<void>;
  /** Stops the engine, closes the store, releases the lock; in this order. */
  stop(): Promise<void>;
}
