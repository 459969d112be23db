import { Button } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useMemo, useState, type ReactNode } from 'react';
import type { DraftView } from '#core/contract/views/drafts.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { originText } from '../../lib/outboundWords.ts';
import { DocumentView } from '../document/DocumentView.tsx';
import type { PlacedRow } from '../document/tree.ts';
import { labelOf } from '../document/labels.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import styles from './Outbound.module.css';

interface DraftTextProps {
  readonly draft: DraftView;
  readonly path: string;
  readonly at: string | undefined;
  /** True while a person may still type another value. */
  readonly open: boolean;
}

type Value = DraftView['values'][number];

/** The document in words beside its RSX text; for the value that is chosen, where it came from, and another in its place. */
export function DraftText({ draft, path, at, open }: DraftTextProps): ReactNode {
  const { exact } = useFormat();
  const [asked, setAsked] = useState<Value>();
  const values = useMemo(() => new Map(draft.values.map((value) => [value.path, value])), [draft.values]);
  const hints = useMemo(
    () => new Map(draft.values.map((value) => [value.path, originText(value.origin, exact)])),
    [draft.values, exact],
  );
  const content = useMemo(
    () => ({
      documentId: draft.outboundId,
      kind: draft.kind,
      raw: draft.text,
      rawCut: draft.textCut,
      ...(draft.tree === undefined ? {} : { tree: draft.tree }),
      findings: draft.findings,
      codes: draft.codes,
    }),
    [draft],
  );
  // What a rule asks for and the document has not: there is no row to choose.
  const lacking =
    at !== undefined && open && !values.has(at) && draft.findings.some((found) => found.path === at) ? at : undefined;
  const about = (row: PlacedRow | undefined): ReactNode => {
    const value = row && values.get(row.node.path);
    return (
      <div className={styles['origin']} role="status">
        {value === undefined && lacking !== undefined && lacking.startsWith(row?.node.path ?? '') ? (
          <>
            <span>
              <b>{labelOf(nameOf(lacking))}</b> is not in the document.
            </span>
            <Button
              size="small"
              icon={<EditRegular />}
              onClick={() => setAsked({ path: lacking, name: nameOf(lacking), value: '' })}
            >
              Type it…
            </Button>
          </>
        ) : row === undefined ? (
          <span className={styles['quiet']}>Choose a value: here it says where it came from.</span>
        ) : value === undefined ? (
          <span className={styles['quiet']}>{row.label}: a group of values.</span>
        ) : (
          <>
            <span>
              <b>{row.label}</b>{' '}
              {value.before === undefined ? null : (
                <>
                  was <del>{value.before === '' ? 'empty' : value.before}</del>.{' '}
                </>
              )}
              {originText(value.origin, exact)}
            </span>
            {open ? (
              <Button size="small" icon={<EditRegular />} onClick={() => setAsked(value)}>
                Correct…
              </Button>
            ) : null}
          </>
        )}
      </div>
    );
  };
  return (
    <>
      <DocumentView content={content} path={path} at={at} hints={hints} about={about} />
      {asked ? <CorrectDialog draft={draft} value={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
