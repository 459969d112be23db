import type { Desk } from './desk.ts';
import type { SentDocument } from './sentDocuments.ts';

/**
 * Every document once at SPS, under its own name, and no pack's serial twice; what the desk says of each is true, also what
 * the retailer answered, and what nobody knows is listed.
 */
export async function documentsOnce(sent: readonly SentDocument[], desk: Desk, replies: ReadonlyMap<string, string>) {
  const wrong: string[] = [...serialsOnce(sent)];
  const uploads = Map.groupBy(sent, ({ kind, partnerId, number }) => `${kind} ${number} of ${partnerId}`);
  for (const [name, files] of uploads) if (files.length > 1) wrong.push(`${name} reached SPS ${files.length} times`);
  for (const { path, overwritten } of sent) if (overwritten) wrong.push(`${path} was overwritten`);
  const rows = await desk.documents();
  const listed = await desk.unknown();
  for (const { kind, number, partnerId, place, transport, business, outboundId } of rows) {
    const name = `${kind} ${number} of ${partnerId}`;
    const there = uploads.get(name);
    const lost = transport === 'unknown' || transport === 'sending';
    if (lost && !listed.has(outboundId)) wrong.push(`${name} is unknown and not listed`);
    if (!lost && (there !== undefined) !== (transport === 'sent' || transport === 'collected'))
      wrong.push(`${name} is ${there ? 'at' : 'not at'} SPS, and the desk says ${place} (${transport})`);
    const reply = there?.map(({ path }) => replies.get(path)).find((outcome) => outcome !== undefined);
    if (reply !== undefined && business !== reply)
      wrong.push(`${name} was ${reply} by the retailer, and the desk says ${business}`);
  }
  const known = new Set(rows.map(({ kind, number, partnerId }) => `${kind} ${number} of ${partnerId}`));
  for (const name of uploads.keys()) if (!known.has(name)) wrong.push(`${name} is at SPS and the desk does not know it`);
  return { wrong, unknown: listed.size };
}

function serialsOnce(sent: readonly SentDocument[]): readonly string[] {
  const packs = sent.flatMap(({ serials, number }) => serials.map((serial) => ({ serial, number })));
  const twice = [...Map.groupBy(packs, ({ serial }) => serial)].filter(([, uses]) => uses.length > 1);
  const odd = packs.filter(({ serial }) => !/^(00)?\d{18}$/.test(serial));
  return [
    ...twice.map(([serial, uses]) => `serial ${serial} stands on ${uses.map(({ number }) => number).join(', ')}`),
    ...odd.map(({ serial, number }) => `"${serial}" of ${number} is no serial`),
  ];
}
