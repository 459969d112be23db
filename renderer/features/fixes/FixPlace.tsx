import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnyFixView, ElsewhereView } from '#core/contract/views/fix.ts';
import { usePartner } from '../missing/usePartner.ts';

export interface FixPlaceProps {
  readonly fix: AnyFixView | undefined;
  /** The document that leaves, where the fix is about one. */
  readonly outboundId?: number | undefined;
}

/** The way to where a finding is put right; nothing where it is made in place, in Dynamics or by the retailer. */
export function FixPlace({ fix, outboundId }: FixPlaceProps): ReactNode {
  switch (fix?.fix) {
    case 'sheet':
      return <SheetLink fix={fix} />;
    case 'product':
      return (
        // The master data is copied again from there, too.
        <Link to="/mappings/$kind" params={{ kind: 'items' }} search={{ partner: fix.partnerId, text: fix.itemNumber }}>
          To the item map
        </Link>
      );
    case 'workspace':
      return <Link to="/workspaces">To the workspaces</Link>;
    case 'packing':
      return <Link to="/documents/packing">To the packing of the slips</Link>;
    case 'lost-answer':
      return <Link to="/documents/unknown">To the desk of lost answers</Link>;
    case 'draft':
      return outboundId === undefined ? null : (
        <Link to="/documents/$outboundId" params={{ outboundId: String(outboundId) }} search={{ path: fix.path }}>
          To the value
        </Link>
      );
    default:
      return null;
  }
}

/** What leaves has a sheet of its own beside the columns of the partner. */
function SheetLink({ fix }: { readonly fix: Extract<ElsewhereView, { fix: 'sheet' }> }): ReactNode {
  const partner = usePartner(fix.partnerId, fix.vendor);
  if (!partner) return null;
  const part = fix.fields.some((field) => field.includes('.')) ? 'sheet' : 'facts';
  return (
    <Link to="/partners/$id" params={{ id: String(partner.id) }} search={{ part }}>
      To the sheet of {partner.row.name || fix.partnerId}
    </Link>
  );
}
