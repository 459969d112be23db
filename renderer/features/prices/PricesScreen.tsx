import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import type { PriceRow } from '#core/contract/views/prices.ts';
import { useAnswer, useAsk, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { pricesSearch } from '../../lib/addressSearch.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PartnerSelect } from '../../ui/PartnerSelect.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { ListView, type PanelProps } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { PriceFix } from '../fixes/PriceFix.tsx';
import { priceColumns } from './columns.tsx';
import { NoteForMany } from './NoteForMany.tsx';

const pageRows = 100;
const keyOf = (row: PriceRow): string => row.key;

/** Prices and units that are not what we expected, one row a cause, with everything to judge it by beside it. */
export function PricesScreen(): ReactNode {
  const { partner } = useSearch({ from: '/prices' });
  const navigate = useNavigate({ from: '/prices' });
  const format = useFormat();
  const now = useNow(60_000);
  const ask = useAsk();
  const list = useRows(useList('prices.desk', { limit: pageRows, ...(partner === undefined ? {} : { partnerId: partner }) }));
  const columns = useMemo(() => priceColumns(format, now), [format, now]);
  const partners = useAnswer('orders.partners', {});
  const filter = useMemo(() => ({ partner }), [partner]);

  return (
    <Page title="Prices" layout="fill" note="Prices and units of orders that are not what you expected, by partner and item">
      <ListView
        name="prices"
        label="Prices"
        columns={columns}
        list={list}
        rowKey={keyOf}
        opened
        panel={(props) => <PricePanel key={props.row.key} {...props} />}
        actions={(rows) => <NoteForMany rows={rows} ask={(keys) => ask('prices.note', { keys })} />}
        filter={filter}
        onFilter={(saved) => void navigate({ search: pricesSearch.parse(saved), replace: true })}
        filters={
          <PartnerSelect
            partners={partners.data?.partners ?? []}
            value={partner}
            onChange={(next) => void navigate({ search: { partner: next }, replace: true })}
          />
        }
        empty={
          <EmptyState icon={<CheckmarkCircleRegular />} title="No price waits for a word">
            {partner === undefined
              ? 'Every price was what you expected, within what you allow the partner. One that is not appears here by itself.'
              : 'No price of this partner waits for a word.'}
          </EmptyState>
        }
      />
    </Page>
  );
}

function PricePanel({ row, focused, onClose, onDone }: PanelProps<PriceRow>): ReactNode {
  return (
    <PriceFix
      causeKey={row.key}
      onDone={onDone}
      render={({ body, footer }) => (
        <SidePanel
          title={`${row.partnerName}, item ${row.itemNumber}`}
          note={[row.buyerPart, row.vendorPart].filter((part) => part !== '').join(' · ')}
          focused={focused}
          onClose={onClose}
          footer={footer}
        >
          {body}
        </SidePanel>
      )}
    />
  );
}
