import type { DownloadItem, Protocol, Session, WebContents } from 'electron';
import { emitter, only, preventable } from './only.ts';
import { registered, rememberScheme } from './places.ts';
import { takes } from './stage.ts';

type Handler = Parameters<Protocol['handle']>[1];
type AskHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>;

const { listening, emit } = emitter<Session>('Session', ['will-download']);
let served: { readonly scheme: string; readonly handler: Handler } | undefined;
// Without handlers Electron grants everything: a shell that forgets one must be seen to.
let ask: AskHandler = (_contents, _permission, answer) => answer(true);
let check: CheckHandler = () => true;
let device: DeviceHandler = () => true;

/** `protocol` before the program is ready: which schemes there are. */
export const protocol = only('protocol', {
  registerSchemesAsPrivileged: ([first, ...more]) => {
    if (first === undefined || more.length > 0) throw new Error('The stand-in knows one scheme of our own.');
    rememberScheme(first.scheme, { ...first.privileges });
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged'>);

export const session = only('session', {
  defaultSession: only('Session', {
    ...(listening satisfies Pick<Session, 'on'>),
    protocol: only('Protocol', {
      handle: (scheme, handler) => {
        if (scheme !== registered()['scheme']) throw new Error(`The scheme "${scheme}" was not registered before.`);
        served = { scheme, handler };
      },
    } satisfies Pick<Protocol, 'handle'>),
    setPermissionRequestHandler: (handler) => void (ask = handler ?? ask),
    setPermissionCheckHandler: (handler) => void (check = handler ?? check),
    setDevicePermissionHandler: (handler) => void (device = handler ?? device),
  } satisfies Pick<Session, 'on' | 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'> & {
    readonly protocol: Pick<Protocol, 'handle'>;
  }),
});

/** What the desktop answers to a request of our own scheme. */
export async function answerOf(request: Request): Promise<Response> {
  if (served === undefined) throw new Error('Nobody serves our scheme yet.');
  return served.handler(request);
}

/** What the desktop lets a page do; `contents` is who asks. */
export function permissionsOf(permission: string, contents: unknown = null) {
  const known = permission as Parameters<AskHandler>[1];
  let request = false;
  ask(contents as WebContents, known, (granted) => void (request = granted), { requestingUrl: '', isMainFrame: true });
  return {
    check: check(contents as WebContents, known, '', { isMainFrame: true }),
    request,
    device: device({ deviceType: 'usb', origin: '', device: {} as never }),
  };
}
takes('permission.ask', (permission) => permissionsOf(permission));

/** A download begins; true where the desktop lets it go on. */
export function beginsDownload(item: Pick<DownloadItem, 'getURL'>): boolean {
  const event = preventable('the will-download event', {});
  emit('will-download', event, item);
  return !event.defaultPrevented;
}
