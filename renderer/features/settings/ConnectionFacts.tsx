import type { ReactNode } from 'react';
import { useStatus } from '../../api/StatusContext.tsx';
import { healthWords } from '../../lib/words/engine.ts';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Details.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './Settings.module.css';

/** What this workspace is connected to; secrets never reach a screen. */
export function ConnectionFacts(): ReactNode {
  const { connection, sps, dynamics } = useStatus();
  return (
    <Card title="Connection">
      <div className={styles['connection']}>
        <section>
          <h3>
            SPS Commerce <StatusBadge state={healthWords[sps.state]} plain />
          </h3>
          {connection ? (
            <Facts
              entries={[
                ['Address', connection.sps.apiBase],
                ['Client id', connection.sps.clientId],
                ['Folders', connection.sps.inbound.join(', ')],
                ['After storing', connection.sps.keep ? 'files are kept at SPS (shadow running)' : 'files are deleted at SPS'],
              ]}
            />
          ) : null}
        </section>
        <section>
          <h3>
            Dynamics 365 <StatusBadge state={healthWords[dynamics.state]} plain />
          </h3>
          {connection ? (
            <Facts
              entries={[
                ['Environment', connection.dynamics.environmentUrl],
                ['Tenant', connection.dynamics.tenantId],
                ['Client id', connection.dynamics.clientId],
                ['Companies', connection.dynamics.companies.join(', ')],
                ['Entity sets', `${connection.dynamics.headerSet}, ${connection.dynamics.lineSet}`],
              ]}
            />
          ) : null}
        </section>
      </div>
    </Card>
  );
}
