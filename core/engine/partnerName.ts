import type { Store } from '#core/store/store.types.ts';

/** A partner as people call it; its id where it has no name or is none of ours any more. */
export async function partnerNameOf(
  store: Pick<Store, 'mappingRows'>,
  { partnerId, vendor }: { readonly partnerId: string; readonly vendor: string },
): Promise<string> {
  const { partner } = await store.mappingRows({ partnerId, vendor, locationCodes: [], items: [] });
  return partner?.name || partnerId;
}
