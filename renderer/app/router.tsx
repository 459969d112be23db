import { createRootRoute, createRoute, createRouter, notFound, redirect } from '@tanstack/react-router';
import { datedKinds } from '#core/contract/views/mappingRows.ts';
import { AuditScreen } from '../features/audit/AuditScreen.tsx';
import { AttentionScreen } from '../features/attention/AttentionScreen.tsx';
import { BackOfficeScreen } from '../features/backoffice/BackOfficeScreen.tsx';
import { MappingsScreen } from '../features/mappings/MappingsScreen.tsx';
import { MissingScreen } from '../features/missing/MissingScreen.tsx';
import { OrdersScreen } from '../features/orders/OrdersScreen.tsx';
import { DocumentScreen } from '../features/outbound/DocumentScreen.tsx';
import { DocumentsScreen } from '../features/outbound/DocumentsScreen.tsx';
import { NotOursScreen } from '../features/outbound/NotOursScreen.tsx';
import { UnknownScreen } from '../features/outbound/UnknownScreen.tsx';
import { PackingScreen } from '../features/packing/PackingScreen.tsx';
import { SlipScreen } from '../features/packing/SlipScreen.tsx';
import { PartnerScreen } from '../features/partners/PartnerScreen.tsx';
import { PartnersScreen } from '../features/partners/PartnersScreen.tsx';
import { PricesScreen } from '../features/prices/PricesScreen.tsx';
import { RunRowsScreen } from '../features/runs/RunRowsScreen.tsx';
import { RunsScreen } from '../features/runs/RunsScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { ThreadScreen } from '../features/thread/ThreadScreen.tsx';
import { TodayScreen } from '../features/today/TodayScreen.tsx';
import { WizardScreen } from '../features/connections/WizardScreen.tsx';
import { WorkspacesScreen } from '../features/connections/WorkspacesScreen.tsx';
import { Frame } from './Frame.tsx';
import { RouteFailure } from './RouteFailure.tsx';
import {
  attentionSearch,
  auditSearch,
  backOfficeSearch,
  documentSearch,
  documentsSearch,
  mappingsSearch,
  missingSearch,
  notOursSearch,
  ordersSearch,
  packingSearch,
  partnerSearch,
  partnersSearch,
  pricesSearch,
  runRowsSearch,
  runsSearch,
  threadSearch,
  unknownSearch,
  wizardSearch,
} from '../lib/addressSearch.ts';
import { UnknownPlace } from './UnknownPlace.tsx';

const rootRoute = createRootRoute({ component: Frame, notFoundComponent: UnknownPlace });

const todayRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: TodayScreen });

const ordersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/orders',
  component: OrdersScreen,
  validateSearch: (search: Record<string, unknown>) => ordersSearch.parse(search),
});

const threadRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/orders/$threadId',
  component: ThreadScreen,
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,14}$/.test(params.threadId)) throw notFound();
  },
  validateSearch: (search: Record<string, unknown>) => threadSearch.parse(search),
});

const documentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents',
  component: DocumentsScreen,
  validateSearch: (search: Record<string, unknown>) => documentsSearch.parse(search),
});

const unknownRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents/unknown',
  component: UnknownScreen,
  validateSearch: (search: Record<string, unknown>) => unknownSearch.parse(search),
});

const notOursRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents/not-ours',
  component: NotOursScreen,
  validateSearch: (search: Record<string, unknown>) => notOursSearch.parse(search),
});

const documentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents/$outboundId',
  component: DocumentScreen,
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,14}$/.test(params.outboundId)) throw notFound();
  },
  validateSearch: (search: Record<string, unknown>) => documentSearch.parse(search),
});

const backOfficeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/backoffice',
  component: BackOfficeScreen,
  validateSearch: (search: Record<string, unknown>) => backOfficeSearch.parse(search),
});

const attentionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/attention',
  component: AttentionScreen,
  validateSearch: (search: Record<string, unknown>) => attentionSearch.parse(search),
});

const missingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/missing',
  component: MissingScreen,
  validateSearch: (search: Record<string, unknown>) => missingSearch.parse(search),
});

const pricesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prices',
  component: PricesScreen,
  validateSearch: (search: Record<string, unknown>) => pricesSearch.parse(search),
});

const mappingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mappings',
  beforeLoad: () => {
    throw redirect({ to: '/mappings/$kind', params: { kind: 'items' }, replace: true });
  },
});

const mappingKindRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mappings/$kind',
  component: MappingsScreen,
  beforeLoad: ({ params }) => {
    if (params.kind !== 'changes' && params.kind !== 'findings' && !datedKinds.some((kind) => kind === params.kind))
      throw notFound();
  },
  validateSearch: (search: Record<string, unknown>) => mappingsSearch.parse(search),
});

const partnersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/partners',
  component: PartnersScreen,
  validateSearch: (search: Record<string, unknown>) => partnersSearch.parse(search),
});

const partnerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/partners/$id',
  component: PartnerScreen,
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,14}$/.test(params.id)) throw notFound();
  },
  validateSearch: (search: Record<string, unknown>) => partnerSearch.parse(search),
});

const packingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents/packing',
  component: PackingScreen,
  validateSearch: (search: Record<string, unknown>) => packingSearch.parse(search),
});

const slipRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents/packing/$slipId',
  component: SlipScreen,
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,14}$/.test(params.slipId)) throw notFound();
  },
});

const runsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs',
  component: RunsScreen,
  validateSearch: (search: Record<string, unknown>) => runsSearch.parse(search),
});

const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$runId',
  component: RunRowsScreen,
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,14}$/.test(params.runId)) throw notFound();
  },
  validateSearch: (search: Record<string, unknown>) => runRowsSearch.parse(search),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  component: AuditScreen,
  validateSearch: (search: Record<string, unknown>) => auditSearch.parse(search),
});

const settingsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/settings', component: SettingsScreen });

const workspacesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/workspaces', component: WorkspacesScreen });

const wizardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workspaces/$workspace',
  component: WizardScreen,
  validateSearch: (search: Record<string, unknown>) => wizardSearch.parse(search),
});

const routeTree = rootRoute.addChildren([
  todayRoute,
  ordersRoute,
  threadRoute,
  documentsRoute,
  unknownRoute,
  notOursRoute,
  documentRoute,
  backOfficeRoute,
  attentionRoute,
  missingRoute,
  pricesRoute,
  mappingsRoute,
  mappingKindRoute,
  partnersRoute,
  partnerRoute,
  packingRoute,
  slipRoute,
  runsRoute,
  runRoute,
  auditRoute,
  workspacesRoute,
  wizardRoute,
  settingsRoute,
]);

/** One router for both hosts: browser history (DESIGN 2). */
export function createAppRouter() {
  return createRouter({ routeTree, defaultErrorComponent: RouteFailure });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Set when a thread was opened from a list: Escape goes back to it. */
    fromList?: boolean;
  }
}
