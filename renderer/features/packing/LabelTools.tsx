import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { PrintRegular } from '@fluentui/react-icons/svg/print';
import type { ReactNode } from 'react';
import type { PackingView } from '#core/contract/views/packing.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { base64ToBytes } from '../../lib/base64.ts';
import { saveBytes } from '../../lib/csv.ts';
import { plural } from '../../lib/format.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useToast } from '../../ui/useToast.tsx';

/** Labels and content list as PDF. What is printed is what is saved, never what is being changed. */
export function LabelTools({ view, changed }: { readonly view: PackingView; readonly changed: boolean }): ReactNode {
  const print = useCommand('packing.labels');
  const say = useToast();
  const { slip, cartons, printed } = view;
  const fresh = cartons.filter(({ number }) => !printed.includes(number)).map(({ number }) => number);
  function run(what: 'labels' | 'content-list', numbers?: number[]): void {
    print.mutate(
      { slipId: slip.slipId, what, ...(numbers === undefined ? {} : { cartons: numbers }) },
      {
        onSuccess: ({ name, bytes, pages }) => {
          saveBytes(name, base64ToBytes(bytes), 'application/pdf');
          say('Saved', what === 'labels' ? `${pages} ${plural(pages, 'label')} in ${name}.` : name);
        },
      },
    );
  }
  const off = changed || cartons.length === 0 || print.isPending;
  return (
    <>
      {off ? (
        <Button size="small" icon={<PrintRegular />} disabledFocusable title={changed ? 'Save the packing first' : ''}>
          Labels
        </Button>
      ) : (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" icon={<PrintRegular />}>
              Labels
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem onClick={() => run('labels')}>All {cartons.length} labels</MenuItem>
              {fresh.length > 0 && fresh.length < cartons.length ? (
                <MenuItem onClick={() => run('labels', fresh)}>{fresh.length} labels that were not printed yet</MenuItem>
              ) : null}
              <MenuItem onClick={() => run('content-list')}>Content list</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {print.error ? <ErrorState error={print.error} doing="print" /> : null}
    </>
  );
}
