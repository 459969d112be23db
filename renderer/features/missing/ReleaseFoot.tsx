import { Button, Field, Input } from '@fluentui/react-components';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { MappingChangeInput, UnitAdditionInput } from '#core/contract/views/mappingRows.ts';
import type { ReleasePreview } from '#core/contract/views/mappings.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { ReleaseEffect } from './ReleaseEffect.tsx';
import { useSaving } from './useSaving.ts';
import styles from './Missing.module.css';

export interface ReleaseFootProps {
  /** What is saved; absent until a person chose something. */
  readonly change: MappingChangeInput | undefined;
  /** A unit that is saved with it, because it would be missing next. */
  readonly also?: UnitAdditionInput | undefined;
  /** Said where a suggestion says it already; a person may change it. */
  readonly why: string;
  readonly origin: 'screen' | 'suggestion';
  /** What to do first, while there is nothing to save. */
  readonly hint: string;
  /** Counts up when the choice was made by keyboard: the focus comes here. */
  readonly arrival: number;
  readonly onDone: () => void;
}

/** What saving lets go on, said before it is done; why; and the button that does it. */
export function ReleaseFoot(props: ReleaseFootProps): ReactNode {
  const { change, also, onDone } = props;
  const [typed, setTyped] = useState<string>();
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState(false);
  const why = typed ?? props.why;
  const saving = useSaving();
  const button = useRef<HTMLButtonElement>(null);
  const removal = change !== undefined && (change.action === 'remove' || change.action === 'end');
  const preview = useAnswer('mappings.releasePreview', change === undefined ? unused : { change }, {
    enabled: change !== undefined,
    keepPrevious: true,
  });
  const uses = useAnswer(
    'mappings.removalPreview',
    change !== undefined && 'id' in change ? { kind: change.kind, id: change.id } : { kind: 'items', id: 1 },
    { enabled: removal },
  );
  const ready =
    change !== undefined && preview.data !== undefined && !preview.isPlaceholderData && (!removal || uses.data !== undefined);

  useEffect(() => {
    if (props.arrival > 0 && ready) button.current?.focus();
  }, [props.arrival, ready]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!change || !ready || saving.busy || why.trim().length < 3) return;
    void (async () => {
      if (!(await saving.save({ change, also, why: why.trim(), origin: props.origin, token: uses.data?.token }))) return;
      setSaved(true);
      onDone();
    })();
  }

  // The row leaves the list with the next answer; until then nothing is saved twice.
  if (saved) return <p role="status">Saved. What waited for it is looked at again now.</p>;
  if (change === undefined) return <p className={styles['quiet']}>{props.hint}</p>;
  return (
    <form className={styles['foot']} onSubmit={submit} noValidate>
      {preview.error ? <ErrorState error={preview.error} doing="see what it would release" /> : null}
      {preview.data ? <ReleaseEffect preview={preview.data} also={also} /> : null}
      {saving.error ? <ErrorState error={saving.error} doing="save the mapping" /> : null}
      <div className={styles['footRow']}>
        <Field
          label="Why"
          required
          className={styles['why'] ?? ''}
          {...(tried && why.trim().length < 3 ? { validationMessage: 'Say why, in a few words.' } : {})}
        >
          <Input size="small" value={why} maxLength={500} onChange={(_, { value }) => setTyped(value)} />
        </Field>
        <Button ref={button as never} appearance="primary" type="submit" disabledFocusable={!ready || saving.busy}>
          {saving.busy ? 'Saving…' : preview.data ? <SaveLabel preview={preview.data} also={also !== undefined} /> : 'Save'}
        </Button>
      </div>
    </form>
  );
}

/** Never asked for: a query that is switched off still has a key. */
const unused = {
  change: {
    action: 'add',
    kind: 'items',
    row: { partnerId: '', buyerPart: '', vendorPart: '', upc: '', gtin: '', ean: '', itemNumber: '', unit: '', validFrom: '' },
  },
} as const;

function SaveLabel({ preview, also }: { readonly preview: ReleasePreview; readonly also: boolean }): ReactNode {
  const format = useFormat();
  const orders = goingOn(preview, also);
  return orders === 0 ? 'Save' : `Save and release ${format.count(orders)} ${plural(orders, 'order')}`;
}

/** Orders that really go on: those that would miss something next do not. */
function goingOn({ freed, next }: ReleasePreview, also: boolean): number {
  const stopped = also ? 0 : next.reduce((sum, { orders }) => sum + orders, 0);
  return Math.max(0, freed.orders - stopped);
}
