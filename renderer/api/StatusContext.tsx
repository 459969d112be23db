import { createContext, use, useMemo, type ReactNode } from 'react';
import type { StatusView } from '#core/contract/views/status.ts';
import { createFormat, type Format } from '../lib/format.ts';

interface Known {
  readonly status: StatusView;
  readonly format: Format;
}

const Context = createContext<Known | undefined>(undefined);

/** Everything below knows the workspace, its engine and its time zone. */
export function StatusProvider({ status, children }: { readonly status: StatusView; readonly children: ReactNode }): ReactNode {
  const format = useMemo(() => createFormat(status.timeZone), [status.timeZone]);
  const known = useMemo(() => ({ status, format }), [status, format]);
  return <Context value={known}>{children}</Context>;
}

function useKnown(): Known {
  const known = use(Context);
  if (!known) throw new Error('StatusProvider is missing');
  return known;
}

export function useStatus(): StatusView {
  return useKnown().status;
}

export function useFormat(): Format {
  return useKnown().format;
}
