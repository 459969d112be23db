import { Link } from '@tanstack/react-router';
import { BoxMultipleRegular } from '@fluentui/react-icons/svg/box-multiple';
import { BuildingShopRegular } from '@fluentui/react-icons/svg/building-shop';
import { BuildingFactoryRegular } from '@fluentui/react-icons/svg/building-factory';
import { DocumentSearchRegular } from '@fluentui/react-icons/svg/document-search';
import { HandRightRegular } from '@fluentui/react-icons/svg/hand-right';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { LinkDismissRegular } from '@fluentui/react-icons/svg/link-dismiss';
import { MoneyRegular } from '@fluentui/react-icons/svg/money';
import { LinkSquareRegular } from '@fluentui/react-icons/svg/link-square';
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { DocumentArrowUpRegular } from '@fluentui/react-icons/svg/document-arrow-up';
import { WeatherSunnyLowRegular } from '@fluentui/react-icons/svg/weather-sunny-low';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/ApiContext.tsx';
import { useFormat, useStatus } from '../api/StatusContext.tsx';
import { openDocuments, openWork } from '../lib/openWork.ts';
import styles from './Rail.module.css';

/** The ways to the screens; a number is open work only, and opens its rows. */
export function Rail(): ReactNode {
  const { attention, practice } = useStatus();
  const format = useFormat();
  const open = openWork(attention);
  const leaving = openDocuments(useAnswer('outbound.counts', {}).data);
  const missing = useAnswer('mappings.missing', { limit: 1 }).data?.total ?? 0;
  return (
    <nav className={styles['rail']} aria-label="Screens">
      <Place to="/" icon={<WeatherSunnyLowRegular />} label="Today" exact />
      <Place to="/orders" icon={<BoxMultipleRegular />} label="Orders" />
      <Place
        to="/documents"
        icon={<DocumentArrowUpRegular />}
        label="Documents"
        {...(leaving > 0 ? { badge: format.count(leaving) } : {})}
      />
      <Place
        to="/attention"
        icon={<HandRightRegular />}
        label="Needs a hand"
        {...(open > 0 ? { badge: format.count(open) } : {})}
      />
      <Place
        to="/missing"
        icon={<LinkDismissRegular />}
        label="Missing"
        {...(missing > 0 ? { badge: format.count(missing) } : {})}
      />
      <Place to="/prices" icon={<MoneyRegular />} label="Prices" />
      <Place to="/mappings" icon={<LinkSquareRegular />} label="Mappings" />
      <Place to="/partners" icon={<BuildingShopRegular />} label="Partners" />
      {practice ? <Place to="/backoffice" icon={<BuildingFactoryRegular />} label="Back office" /> : null}
      <span className={styles['space']} />
      <Place to="/runs" icon={<HistoryRegular />} label="Runs" />
      <Place to="/audit" icon={<DocumentSearchRegular />} label="Audit" />
      <Place to="/workspaces" icon={<PlugConnectedRegular />} label="Workspaces" />
      <Place to="/settings" icon={<SettingsRegular />} label="Settings" />
    </nav>
  );
}

interface PlaceProps {
  readonly to:
    | '/'
    | '/orders'
    | '/documents'
    | '/backoffice'
    | '/attention'
    | '/missing'
    | '/prices'
    | '/mappings'
    | '/partners'
    | '/runs'
    | '/audit'
    | '/workspaces'
    | '/settings';
  readonly icon: ReactNode;
  readonly label: string;
  readonly badge?: string;
  readonly exact?: boolean;
}

function Place({ to, icon, label, badge, exact = false }: PlaceProps): ReactNode {
  return (
    <Link to={to} className={styles['place'] ?? ''} activeOptions={{ exact, includeSearch: false }}>
      <span className={styles['icon']} aria-hidden>
        {icon}
      </span>
      <span>{label}</span>
      {badge === undefined ? null : (
        <span className={styles['badge']}>
          {badge}
          <span className="visually-hidden"> open</span>
        </span>
      )}
    </Link>
  );
}
