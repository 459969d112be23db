import { Button } from '@fluentui/react-components';
import { ArchiveRegular } from '@fluentui/react-icons/svg/archive';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useToast } from '../../ui/useToast.tsx';

interface SetAsideProps {
  readonly documentId: number;
  readonly title: string;
  /** It is an order, which the retailer waits to see answered. */
  readonly order: boolean;
}

/** Ends the wait of a document for another one, or for a mapping, that will not come; it stays with its order and can be found. */
export function SetAside({ documentId, title, order }: SetAsideProps): ReactNode {
  const [asked, setAsked] = useState(false);
  const setAside = useCommand('documents.setAside');
  const say = useToast();
  return (
    <>
      <Button size="small" icon={<ArchiveRegular />} onClick={() => setAsked(true)}>
        Set aside…
      </Button>
      {asked ? (
        <ConfirmDialog
          title="Set aside"
          subject={title}
          effects={[
            'It waits no longer and leaves this list. Nothing is made of it, even if what it waited for still arrives.',
            'It stays stored with its file. The audit keeps it with your name and why.',
            ...(order
              ? [
                  'Where an 855 is agreed with the partner, one that refuses the order is drafted: it says the reason that you give here.',
                ]
              : []),
          ]}
          confirmLabel="Set aside"
          asksReason
          reasonHint="Kept in the audit with your name."
          busy={setAside.isPending}
          error={setAside.error}
          onClose={() => setAsked(false)}
          onConfirm={(reason) => setAside.mutate({ documentId, reason }, { onSuccess: () => say('Set aside', title) })}
        />
      ) : null}
    </>
  );
}
