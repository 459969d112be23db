import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DownloadItem } from 'electron';
import { connectCdp, type Cdp } from './cdp.ts';
import { emitter, only } from './only.ts';
import { browserOrigin, fromBrowser } from './places.ts';
import { beginsDownload, permissionsOf } from './session.ts';
import { machine, say, takes } from './stage.ts';

/** Permissions as Chromium's protocol names them, and as Electron's handlers are asked. */
const permissions: Readonly<Record<string, string>> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'idle-detection': 'idle-detection',
  'window-management': 'window-management',
  'local-fonts': 'local-fonts',
};

/** A profile of its own in the browser, which goes with this process however it ends. */
export interface Profile {
  readonly cdp: Cdp;
  readonly context: string;
}

let profile: Promise<Profile> | undefined;

export function openProfile(): Promise<Profile> {
  profile ??= (async () => {
    const cdp = connectCdp(machine.browser);
    const { browserContextId } = await cdp.send('Target.createBrowserContext', { disposeOnDetach: true });
    const context = String(browserContextId);
    for (const [name, asked] of Object.entries(permissions)) {
      const { check, request } = permissionsOf(asked);
      const setting = check && request ? 'granted' : 'denied';
      await cdp.send('Browser.setPermission', {
        permission: { name },
        setting,
        origin: browserOrigin(),
        browserContextId: context,
      });
    }
    await takeDownloads(cdp, context);
    return { cdp, context };
  })();
  return profile;
}

interface Begins {
  readonly guid: string;
  readonly url: string;
  readonly suggestedFilename: string;
}

interface Goes {
  readonly guid: string;
  readonly state: 'inProgress' | 'completed' | 'canceled';
}

/** Downloads as Electron has them: refused at their beginning, or saved where the person says. */
async function takeDownloads(cdp: Cdp, context: string): Promise<void> {
  const folder = join(machine.home, 'arriving');
  mkdirSync(folder, { recursive: true });
  let place: string | undefined;
  takes('download.to', (path) => void (place = path));
  const arriving = new Map<string, (state: Goes['state']) => void>();

  cdp.listen(undefined, (method, params) => {
    if (method === 'Browser.downloadWillBegin') begins(params as Begins);
    if (method === 'Browser.downloadProgress') arriving.get((params as Goes).guid)?.((params as Goes).state);
  });

  function begins({ guid, url, suggestedFilename }: Begins): void {
    const { listening, emit } = emitter<DownloadItem>('DownloadItem', ['done', 'updated']);
    const address = fromBrowser(url);
    let suggested: string | undefined;
    let saved = '';
    const item = only('DownloadItem', {
      ...(listening satisfies Pick<DownloadItem, 'on' | 'once'>),
      getURL: () => address,
      getFilename: () => suggestedFilename,
      setSaveDialogOptions: ({ defaultPath }) => void (suggested = defaultPath),
      getSavePath: () => saved,
    } satisfies Pick<DownloadItem, 'getURL' | 'getFilename' | 'setSaveDialogOptions' | 'getSavePath' | 'once'>);
    const end = (state: 'refused' | 'saved' | 'cancelled'): void => {
      arriving.delete(guid);
      if (state !== 'saved') rmSync(join(folder, guid), { force: true });
      say({ what: 'download', url: address, suggested, state });
      if (state !== 'refused') emit('done', {}, state === 'saved' ? 'completed' : 'cancelled');
    };
    const goes = beginsDownload(item);
    if (!goes) void cdp.send('Browser.cancelDownload', { guid, browserContextId: context }).catch(() => undefined);
    if (!goes) return end('refused');
    arriving.set(guid, (state) => {
      if (state === 'inProgress') return;
      if (state === 'canceled' || place === undefined) return end('cancelled');
      saved = place;
      renameSync(join(folder, guid), place);
      end('saved');
    });
  }

  await cdp.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
    browserContextId: context,
  });
}
