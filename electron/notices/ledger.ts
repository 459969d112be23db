import { z } from 'zod';
import { stops } from './stops.ts';
import { emptyLedger, type Ledger } from './plan.ts';

/** The workspace's own memory of small things; it goes with the folder from machine to machine. */
export interface Meta {
  meta(input: { readonly key: string }): Promise<string | undefined>;
  setMeta(input: { readonly key: string; readonly value: string }): Promise<unknown>;
}

const key = 'desktop.told';
const schema = z.object({
  told: z.record(z.string(), z.string()),
  lost: z.array(z.enum(stops)),
  partnersKnown: z.boolean(),
});

/** What was told in this workspace. One that cannot be understood begins anew: to be told twice beats not at all. */
export async function readLedger(store: Meta): Promise<Ledger> {
  const text = await store.meta({ key });
  if (text === undefined) return emptyLedger;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return emptyLedger;
  }
}

/** Kept before anything is shown: a crash in between loses one notice and repeats none. */
export async function writeLedger(store: Meta, ledger: Ledger): Promise<void> {
  await store.setMeta({ key, value: JSON.stringify(ledger) });
}
