import type {
  Clipboard,
  Dialog,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NotificationConstructorOptions,
  NativeImage as ElectronImage,
  Notification as ElectronNotification,
  Shell,
  Tray as ElectronTray,
} from 'electron';
import { constructible, emitter, only } from './only.ts';
import { machine, say, takes } from './stage.ts';

/** A picture from its bytes. */
export interface Picture extends Pick<ElectronImage, 'addRepresentation' | 'setTemplateImage'> {
  readonly bytes: Buffer;
}

export const nativeImage = only('nativeImage', {
  createFromBuffer: (bytes: Buffer): Picture =>
    only('NativeImage', { bytes, addRepresentation: () => undefined, setTemplateImage: () => undefined }),
});

/** A menu is its template; what is clicked is found in it by its words. */
export interface StandInMenu {
  readonly template: readonly MenuItemConstructorOptions[];
}

const wordsOf = ({ label, role, type }: MenuItemConstructorOptions): string =>
  type === 'separator' ? '—' : (label ?? role ?? '').replaceAll('&&', '\u0000').replaceAll('&', '').replaceAll('\u0000', '&');

function clickIn(template: readonly MenuItemConstructorOptions[], [word = '', ...more]: readonly string[]): void {
  const item = template.find((one) => wordsOf(one) === word);
  if (item === undefined) throw new Error(`The menu has no "${word}", only ${template.map(wordsOf).join(', ')}.`);
  if (item.enabled === false) throw new Error(`"${word}" cannot be clicked.`);
  if (more.length > 0) clickIn(Array.isArray(item.submenu) ? item.submenu : [], more);
  else (item.click as (() => void) | undefined)?.();
}

export const Menu = only('Menu', {
  buildFromTemplate: (template: MenuItemConstructorOptions[]): StandInMenu => only('Menu', { template }),
  setApplicationMenu: ({ template }: StandInMenu) => takes('menu.click', (way) => clickIn(template, way)),
});

/** The icon goes first when the desktop ends: what happens to it then. */
let asItLeaves: () => void = () => undefined;
export function onLeaving(happens: () => void): void {
  asItLeaves = happens;
}

/** The icon beside the clock. */
export const Tray = constructible((first: Picture) => {
  const { listening, emit } = emitter<ElectronTray>('Tray', ['click', 'right-click', 'double-click']);
  let picture = first;
  let tooltip = '';
  const show = (menu: readonly MenuItemConstructorOptions[]): void =>
    say({ what: 'tray', tooltip, menu: menu.map(wordsOf), picture: picture.bytes.toString('base64') });
  return only('Tray', {
    ...(listening satisfies Pick<ElectronTray, 'on'>),
    setImage: (next: Picture) => void (picture = next),
    setToolTip: (text: string) => void (tooltip = text),
    setContextMenu: ({ template }: StandInMenu) => {
      show(template);
      takes('tray.click', (entry) => (entry === undefined ? void emit('click') : clickIn(template, [entry])));
    },
    destroy: () => {
      say({ what: 'tray-gone' });
      asItLeaves();
    },
  });
});

const shown: { readonly title: string; readonly click: () => void }[] = [];
function createNotification({ title = '', body = '', ...more }: NotificationConstructorOptions) {
  if (Object.keys(more).length > 0) throw new Error(`The stand-in shows no notice with ${Object.keys(more).join()}.`);
  const { listening, emit } = emitter<ElectronNotification>('Notification', ['click', 'close', 'failed', 'show']);
  return only('Notification', {
    ...(listening satisfies Pick<ElectronNotification, 'on'>),
    show: () => {
      shown.push({ title, click: () => void emit('click') });
      say({ what: 'notice', title, body });
    },
  });
}
/** A notice of the system. */
export const Notification = Object.assign(constructible(createNotification), { isSupported: () => true });
takes('notice.click', (title) => {
  const notice = shown.findLast((one) => one.title === title);
  if (notice === undefined) throw new Error(`There is no notice "${title}", only ${shown.map((one) => one.title).join(', ')}.`);
  notice.click();
});

function standInDialog() {
  const open: { readonly buttons: readonly string[]; readonly answer: (at: number) => void }[] = [];
  const [...answers] = machine.answers;
  takes('question.answer', (button) => {
    const question = open.shift();
    const at = question?.buttons.indexOf(button) ?? -1;
    if (question === undefined || at < 0)
      throw new Error(`No open question has "${button}"${question ? `, only ${question.buttons.join(', ')}` : ''}.`);
    question.answer(at);
  });
  const ask = ({ message, detail = '', buttons = [] }: MessageBoxOptions): void =>
    say({ what: 'question', message, detail, buttons });
  return only('dialog', {
    showErrorBox: (title: string, text: string) => say({ what: 'error-box', title, text }),
    showMessageBox: (options: MessageBoxOptions) =>
      new Promise<{ readonly response: number; readonly checkboxChecked: boolean }>((resolve) => {
        open.push({ buttons: options.buttons ?? [], answer: (response) => resolve({ response, checkboxChecked: false }) });
        ask(options);
      }),
    showMessageBoxSync: (options: MessageBoxOptions) => {
      ask(options);
      const answer = answers.shift();
      const at = options.buttons?.indexOf(answer ?? '') ?? -1;
      if (at < 0) throw new Error(`Nobody was told what to answer to "${options.message}".`);
      return at;
    },
  });
}
export const dialog = standInDialog();
dialog satisfies { readonly showErrorBox: Dialog['showErrorBox'] };

export const clipboard = only('clipboard', {
  writeText: async (text: string) => say({ what: 'copied', text }),
} satisfies { readonly writeText: (...args: Parameters<Clipboard['writeText']>) => unknown });

export const shell = only('shell', {
  openExternal: async (url) => say({ what: 'link', url }),
  openPath: async (path) => {
    say({ what: 'folder', path });
    return '';
  },
} satisfies Pick<Shell, 'openExternal' | 'openPath'>);
