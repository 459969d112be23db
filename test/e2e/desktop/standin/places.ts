import { machine } from './stage.ts';

/** The scheme that is registered; the page of the stand-in has a host under `.invalid` instead. */
let scheme: { readonly name: string; readonly privileges: Readonly<Record<string, unknown>> } | undefined;

export function rememberScheme(name: string, privileges: Readonly<Record<string, unknown>>): void {
  scheme = { name, privileges };
}
export const registered = (): Readonly<Record<string, unknown>> => ({ ...scheme?.privileges, scheme: scheme?.name });

const ownHost = 'app';
const standsFor = `https://${machine.host}.invalid`;

/** An address as the browser knows it, from one of ours; every other stays as it is. */
export function toBrowser(address: string): string {
  const own = `${scheme?.name}://${ownHost}`;
  return address === own || address.startsWith(`${own}/`) ? standsFor + address.slice(own.length) : address;
}

/** An address as Electron would say it, from the browser's; a blob of our page is one of our origin. */
export function fromBrowser(address: string): string {
  const bare = address.startsWith('blob:') ? address.slice('blob:'.length) : address;
  if (bare !== standsFor && !bare.startsWith(`${standsFor}/`)) return address;
  return `${address.slice(0, address.length - bare.length)}${scheme?.name}://${ownHost}${bare.slice(standsFor.length)}`;
}

/** The origin of our page in the browser. */
export const browserOrigin = (): string => standsFor;
