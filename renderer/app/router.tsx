import { createRootRoute, createRoute, createRouter, notFound } from '@tanstack/react-router';
import { AttentionScreen } from '../features/attention/AttentionScreen.tsx';
import { OrdersScreen } from '../features/orders/OrdersScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { ThreadScreen } from '../features/thread/ThreadScreen.tsx';
import { TodayScreen } from '../features/today/TodayScreen.tsx';
import { Frame } from './Frame.tsx';
import { RouteFailure } from './RouteFailure.tsx';
import { attentionSearch, ordersSearch, threadSearch } from '../lib/addressSearch.ts';
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
