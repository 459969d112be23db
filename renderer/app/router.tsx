import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { z } from 'zod';
import { attentionKinds, orderSorts } from '#core/contract/views.ts';
import { threadStates } from '#core/domain/states.ts';
import { AttentionScreen } from '../features/attention/AttentionScreen.tsx';
import { OrdersScreen } from '../features/orders/OrdersScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { ThreadScreen } from '../features/thread/ThreadScreen.tsx';
import { TodayScreen } from '../features/today/TodayScreen.tsx';
import { Frame } from './Frame.tsx';
import { RouteFailure } from './RouteFailure.tsx';
import { UnknownPlace } from './UnknownPlace.tsx';

/** What stands in the address of the orders list: what it shows can be bookmarked and sent to a colleague. */
const ordersSearch = z.object({
  state: z.enum(threadStates).optional().catch(undefined),
  partner: z.string().max(35).optional().catch(undefined),
  sort: z.enum(orderSorts).optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
});
export type OrdersSearch = z.infer<typeof ordersSearch>;

const attentionSearch = z.object({
  kind: z.enum(attentionKinds).optional().catch(undefined),
  group: z.string().max(300).optional().catch(undefined),
});

const threadSearch = z.object({
  document: z.number().int().positive().optional().catch(undefined),
  /** Path of an element that is shown and highlighted at once. */
  path: z.string().max(500).optional().catch(undefined),
});

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
  validateSearch: (search: Record<string, unknown>) => threadSearch.parse(search),
});

const attentionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/attention',
  component: AttentionScreen,
  validateSearch: (search: Record<string, unknown>) => attentionSearch.parse(search),
});

const settingsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/settings', component: SettingsScreen });

const routeTree = rootRoute.addChildren([todayRoute, ordersRoute, threadRoute, attentionRoute, settingsRoute]);

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
