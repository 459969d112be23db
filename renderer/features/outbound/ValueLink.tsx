import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnyFixView } from '#core/contract/views/fix.ts';

interface ValueLinkProps {
  /** A hold or a finding: `path` is its place in the document. */
  readonly hold: { readonly path?: string | undefined; readonly fix?: AnyFixView | undefined };
  readonly outboundId: number;
}

/** The way to the place in the document that a finding is about, where its fix does not lead there already. */
export function ValueLink({ hold: { path = '', fix }, outboundId }: ValueLinkProps): ReactNode {
  if (path === '' || fix?.fix === 'draft') return null;
  return (
    <Link to="/documents/$outboundId" params={{ outboundId: String(outboundId) }} search={{ path }} title={path}>
      Show in the document
    </Link>
  );
}
