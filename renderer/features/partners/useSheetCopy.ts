import { useCallback } from 'react';
import type { PartnerRow } from '#core/contract/views/mappingRows.ts';
import { useAsk, useCommand } from '../../api/ApiContext.tsx';
import { useToast } from '../../ui/useToast.tsx';

type Whose = Pick<PartnerRow, 'partnerId' | 'vendor'>;

/** Gives a new partner the sheet of documents that another one has; where it has none, the careful defaults stay. */
export function useSheetCopy(): (like: Whose & Pick<PartnerRow, 'name'>, to: Whose) => void {
  const ask = useAsk();
  const save = useCommand('sheets.save');
  const say = useToast();
  return useCallback(
    ({ name, partnerId, vendor }, to) => {
      void (async () => {
        try {
          const pattern = await ask('sheets.get', { partnerId, vendor });
          if (pattern.version === 0) return;
          await save.mutateAsync({ ...to, seen: 0, sheet: pattern.sheet, why: `like ${name}` });
        } catch {
          say('Its documents begin with the defaults', `The sheet of ${name} could not be copied: set it under Documents.`);
        }
      })();
    },
    [ask, save, say],
  );
}
