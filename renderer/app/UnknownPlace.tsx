import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MapRegular } from '@fluentui/react-icons/svg/map';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';

export function UnknownPlace(): ReactNode {
  return (
    <Page title="Nothing is here">
      <EmptyState icon={<MapRegular />} title="This address leads nowhere" action={<Link to="/">Go to Today</Link>}>
        It may be from an older version, or mistyped.
      </EmptyState>
    </Page>
  );
}
