import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { BoxRegular } from '@fluentui/react-icons/svg/box';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { PackingView } from '#core/contract/views/packing.ts';
import { checkPacking } from '#core/domain/checkPacking.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useBack } from '../../lib/useBack.ts';
import { Page } from '../../ui/Page.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import { CartonPanel } from './CartonPanel.tsx';
import { cartonColumns } from './columns.tsx';
import { addCarton, type Carton, type Packing } from './edit.ts';
import { LabelTools } from './LabelTools.tsx';
import { LinesLeft } from './LinesLeft.tsx';
import { UnprintableNote } from './UnprintableNote.tsx';
import styles from './Packing.module.css';

/** A packing is here as a whole. */
const whole = {
  state: 'ready',
  error: null,
  retry: () => undefined,
  hasMore: false,
  onEnd: () => undefined,
  old: false,
} as const;
const keyOf = ({ number }: Carton): string => String(number);

/** The packing of a slip: cartons with their contents, beside what of the slip is still open. */
export function SlipEditor({ view }: { readonly view: PackingView }): ReactNode {
  const { slip, lines, version, structure, left, lost, cancelled } = view;
  const format = useFormat();
  const now = useNow(60_000);
  const kept: Packing = useMemo(() => ({ cartons: view.cartons, pallets: view.pallets }), [view]);
  const [packing, setPacking] = useState<Packing>(kept);
  const [asked, setAsked] = useState<'save' | 'rule'>();
  const save = useCommand('packing.save');
  const byRule = useCommand('packing.byRule');
  const say = useToast();
  const onPallets = structure === 'pallet-carton';
  const changed = packing !== kept;
  useBack('/documents/packing', !changed);
  const wrong = useMemo(() => checkPacking(lines, packing, onPallets), [lines, packing, onPallets]);
  const columns = useMemo(() => cartonColumns(view, onPallets), [view, onPallets]);
  const list = useMemo(() => ({ rows: packing.cartons, ...whole }), [packing]);
  const saved = ({ cartons }: PackingView): void => {
    setAsked(undefined);
    say('Packed', `${cartons.length} ${plural(cartons.length, 'carton')}. The ship notice is looked at again.`);
  };
  return (
    <Page
      title={`Packing slip ${slip.number}`}
      layout="fill"
      note={`${slip.partnerName}, ${slip.purchaseOrders}, posted ${format.day(slip.postedOn, now)}. The partner’s rule: ${view.rule}.`}
      actions={
        <>
          <Link to="/documents/packing">
            <ArrowLeftRegular aria-hidden /> All slips
          </Link>
          <Button size="small" icon={<AddRegular />} onClick={() => setPacking(addCarton(packing))}>
            Add a carton
          </Button>
          <Button size="small" onClick={() => setAsked('rule')}>
            Pack by rule…
          </Button>
          <LabelTools view={view} changed={changed} />
          <Button
            size="small"
            appearance="primary"
            icon={<CheckmarkRegular />}
            disabledFocusable={!changed || wrong.length > 0}
            title={wrong[0]?.message ?? ''}
            onClick={() => (changed && wrong.length === 0 ? setAsked('save') : undefined)}
          >
            Save {packing.cartons.length} {plural(packing.cartons.length, 'carton')}…
          </Button>
        </>
      }
    >
      {lost ? (
        <p role="status">
          Packing slip {slip.number}: {slip.waitText}.{' '}
          {cancelled
            ? 'Pack it here: its cartons get new numbers, and need new labels.'
            : 'Type or import the cartons with the numbers that stand on them.'}
        </p>
      ) : null}
      {left.length === 0 || lost ? null : (
        <p role="status">
          Ship notice {left.map(({ number }) => number).join(', ')} left with this packing. A change here reaches the partner only
          by “send again”.
        </p>
      )}
      <UnprintableNote texts={view.unprintable} />
      <LinesLeft lines={lines} packing={packing} />
      {wrong.length === 0 ? null : (
        <p role="status" className={styles['open']}>
          {wrong[0]?.message} {wrong.length > 1 ? `And ${wrong.length - 1} more.` : ''}
        </p>
      )}
      <ListView<Carton>
        name="cartons"
        label="Cartons"
        columns={columns}
        list={list}
        rowKey={keyOf}
        panel={(panel) => <CartonPanel {...panel} view={view} packing={packing} onPallets={onPallets} onChange={setPacking} />}
        empty={
          <EmptyState icon={<BoxRegular />} title="Nothing is packed yet">
            Add a carton and scan what goes in, pack by the rule, or import a packing list.
          </EmptyState>
        }
      />
      {asked === undefined ? null : (
        <ConfirmDialog
          title={asked === 'save' ? 'Save this packing' : 'Pack by rule'}
          subject={`Packing slip ${slip.number}`}
          effects={[
            asked === 'save'
              ? `${packing.cartons.length} ${plural(packing.cartons.length, 'carton')} take the place of ${view.cartons.length}.`
              : `Packed anew by the partner’s rule: ${view.rule}. What was changed here and not saved is gone.`,
            'A carton whose content is as it was keeps its number; a repacked or new one gets a new number and needs a new label.',
            lost && !cancelled
              ? 'Its ship notice has left: cartons without a number get new ones, which are in no notice that the partner has.'
              : 'The ship notice is looked at again at once.',
          ]}
          confirmLabel={asked === 'save' ? 'Save' : 'Pack by rule'}
          asksReason
          reasonHint="Kept with the packing and your name."
          busy={save.isPending || byRule.isPending}
          error={asked === 'save' ? save.error : byRule.error}
          onClose={() => setAsked(undefined)}
          onConfirm={(why) =>
            asked === 'save'
              ? save.mutate({ slipId: slip.slipId, seen: version, packing, why }, { onSuccess: saved })
              : byRule.mutate({ slipId: slip.slipId, seen: version, why }, { onSuccess: saved })
          }
        />
      )}
    </Page>
  );
}
