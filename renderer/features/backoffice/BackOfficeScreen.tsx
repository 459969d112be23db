import { Tab, TabList } from '@fluentui/react-components';
import { BuildingFactoryRegular } from '@fluentui/react-icons/svg/building-factory';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useStatus } from '../../api/StatusContext.tsx';
import { backOfficeParts } from '../../lib/addressSearch.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { OfficeOrders } from './OfficeOrders.tsx';
import { ReceivedFiles } from './ReceivedFiles.tsx';

/** Practice only: what people at the practice company do in Dynamics, and what SPS and the retailers do on their side. */
export function BackOfficeScreen(): ReactNode {
  const { practice } = useStatus();
  const { part = 'orders' } = useSearch({ from: '/backoffice' });
  const navigate = useNavigate({ from: '/backoffice' });
  if (!practice) {
    return (
      <Page title="Back office">
        <EmptyState icon={<BuildingFactoryRegular />} title="Only in the practice workspace">
          Here the people of the practice company confirm, ship and bill. In this workspace real people do that in Dynamics.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title="Back office"
      layout="fill"
      note={
        part === 'orders'
          ? 'You are the practice company: confirm, ship and bill its sales orders in the practice Dynamics. Quayside reads what was posted and drafts the answer.'
          : 'You are SPS and the retailers: collect what was sent, and answer it.'
      }
    >
      <TabList
        size="small"
        aria-label="Part"
        selectedValue={part}
        onTabSelect={(_, { value }) =>
          void navigate({ search: { part: backOfficeParts.find((known) => known === value) }, replace: true })
        }
      >
        <Tab value="orders">In Dynamics</Tab>
        <Tab value="received">At SPS</Tab>
      </TabList>
      {part === 'orders' ? <OfficeOrders /> : <ReceivedFiles />}
    </Page>
  );
}
