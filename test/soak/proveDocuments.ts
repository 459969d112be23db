import type { Desk } from './desk.ts';
import { familyOf, type SentDocument } from './sentDocuments.ts';

/**
 * Every document once at SPS, under its own name, and no pack's serial on two shipments; what the desk says of each is true,
 * also what the retailer answered, and what nobody knows is listed. A correction may have the number of what it corrects.
 */
export async function documentsOnce(sent: readonly SentDocument[], desk: Desk, replies: ReadonlyMap<string, string>) {
  const wrong: string[] = [...serialsOnce(sent), ...toldOnce(sent, replies)];
  for (const { path, overwritten } of sent) if (overwritten) wrong.push(`${path} was overwritten`);
  const listed = await desk.unknown();
  const rows = await desk.documents();
  const known = Map.groupBy(rows, nameOf);
  const uploads = Map.groupBy(sent, nameOf);
  for (const [name, own] of known) {
    const lost = own.filter(({ transport }) => transport === 'unknown' || transport === 'sending');
    for (const { outboundId } of lost) if (!listed.has(outboundId)) wrong.push(`${name} is unknown and not listed`);
    const out = own.filter(({ transport }) => transport === 'sent' || transport === 'collected').length;
    const there = uploads.get(name)?.length ?? 0;
    if (there < out || there > out + lost.length)
      wrong.push(`${name} is ${there} times at SPS, and the desk says ${own.map(({ place }) => place).join(', ')}`);
    const heard = (uploads.get(name) ?? []).flatMap(({ path }) => replies.get(path) ?? []).toSorted();
    const said = own.flatMap(({ business }) => (spoken.has(business) ? [business] : [])).toSorted();
    if (heard.join() !== said.join()) wrong.push(`${name} was ${heard.join()} by the retailer, and the desk says ${said.join()}`);
  }
  for (const name of uploads.keys()) if (!known.has(name)) wrong.push(`${name} is at SPS and the desk does not know it`);
  return { wrong, unknown: listed.size };
}

const nameOf = ({ kind, number, partnerId }: Pick<SentDocument, 'number' | 'partnerId'> & { readonly kind: string }): string =>
  `${kind} ${number} of ${partnerId}`;

const spoken: ReadonlySet<string> = new Set(['accepted', 'accepted-with-errors', 'rejected']);

/** Of a document and its corrections one tells its goods or its money: the others were thrown back, taken back or replaced. */
function toldOnce(sent: readonly SentDocument[], replies: ReadonlyMap<string, string>): readonly string[] {
  const takenBack = new Set(sent.filter(({ takesBack }) => takesBack).map(nameOf));
  const standing = sent.filter(
    (document) => !document.takesBack && replies.get(document.path) !== 'rejected' && !takenBack.has(nameOf(document)),
  );
  return [...Map.groupBy(standing, familyOf).values()].flatMap((family) => {
    const numbers = [...new Set(family.map(({ number }) => number))];
    return numbers.length > 1 ? [`${numbers.join(' and ')} stand at the retailer for the same`] : [];
  });
}

function serialsOnce(sent: readonly SentDocument[]): readonly string[] {
  const packs = sent.flatMap((document) =>
    [...new Set(document.serials)].map((serial) => ({ serial, number: document.number, family: familyOf(document) })),
  );
  const within = sent.flatMap(({ serials, number }) => (new Set(serials).size < serials.length ? [number] : []));
  const twice = [...Map.groupBy(packs, ({ serial }) => serial)].filter(
    ([, uses]) => new Set(uses.map(({ family }) => family)).size > 1,
  );
  const odd = packs.filter(({ serial }) => !/^(00)?\d{18}$/.test(serial));
  return [
    ...within.map((number) => `a serial stands twice on ${number}`),
    ...twice.map(([serial, uses]) => `serial ${serial} stands on ${uses.map(({ number }) => number).join(', ')}`),
    ...odd.map(({ serial, number }) => `"${serial}" of ${number} is no serial`),
  ];
}
