import type { Rectangle } from 'electron';

/** How the machine is on which the desktop starts. */
export interface Machine {
  /** The DevTools address of the browser that shows the windows. */
  readonly browser: string;
  /** The host name under `.invalid` that stands for our scheme. */
  readonly host: string;
  /** The account's folders. */
  readonly home: string;
  /** The account's key: another one is what a password reset leaves behind. */
  readonly account: string;
  /** What Linux names as its keyring. */
  readonly keyring: 'gnome_libsecret' | 'basic_text';
  readonly displays: readonly Rectangle[];
  /** Answers to questions that stop the whole program, which nobody could give while it stands; the first first. */
  readonly answers: readonly string[];
}

/** What the desktop did, in the order in which it did it. */
export type Said =
  | { readonly what: 'tray'; readonly tooltip: string; readonly menu: readonly string[]; readonly picture: string }
  | { readonly what: 'tray-gone' }
  | { readonly what: 'notice'; readonly title: string; readonly body: string }
  | { readonly what: 'question'; readonly message: string; readonly detail: string; readonly buttons: readonly string[] }
  | { readonly what: 'error-box'; readonly title: string; readonly text: string }
  | { readonly what: 'window'; readonly state: 'made' | 'shown' | 'hidden' | 'focused' | 'gone' }
  | { readonly what: 'bounds'; readonly bounds: Rectangle }
  | { readonly what: 'place'; readonly url: string }
  | { readonly what: 'prevented'; readonly event: string; readonly url: string }
  | { readonly what: 'went-out'; readonly url: string }
  | { readonly what: 'link'; readonly url: string }
  | { readonly what: 'folder'; readonly path: string }
  | { readonly what: 'copied'; readonly text: string }
  | {
      readonly what: 'download';
      readonly url: string;
      readonly suggested: string | undefined;
      readonly state: 'refused' | 'saved' | 'cancelled';
    }
  | { readonly what: 'blocker'; readonly held: number }
  | { readonly what: 'page-ended' }
  | { readonly what: 'ready' }
  | { readonly what: 'relaunch' };

/** What a test does as the person, the system or the page. Times and effects come back as `Said`. */
export interface Acts {
  /** Clicks the icon, or an entry of its menu by its words. */
  'tray.click': (entry?: string) => void;
  /** Clicks an entry of the app's menu: the words on the way to it. */
  'menu.click': (way: readonly string[]) => void;
  'notice.click': (title: string) => void;
  /** Answers the oldest open question. */
  'question.answer': (button: string) => void;
  /** Where the next file goes that a page lets a person save; nothing is a cancelled dialog. */
  'download.to': (path: string | undefined) => void;
  'power.say': (event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen') => void;
  /** The system shuts down; true where it was asked to wait. */
  'power.shutdown': () => boolean;
  'net.online': (online: boolean) => void;
  'window.close': () => void;
  /** Windows ends the session; true where it was asked to wait. */
  'window.sessionEnd': (event: 'query-session-end' | 'session-end', reasons: readonly string[]) => boolean;
  'window.hang': () => void;
  'displays.leave': (left: readonly Rectangle[]) => void;
  'page.crash': () => void;
  /** How the window was made. */
  'window.options': () => Readonly<Record<string, unknown>>;
  /** Whether the page would be given a device, and what Electron's handlers say of a permission. */
  'permission.ask': (permission: string) => { readonly check: boolean; readonly request: boolean; readonly device: boolean };
  'app.facts': () => {
    readonly sandbox: boolean;
    readonly scheme: Readonly<Record<string, unknown>>;
    readonly userData: string;
    readonly modelId: string;
  };
  'app.quit': () => void;
  /** Somebody starts it again in the moment in which it begins to end. */
  'app.startAgainAsItLeaves': () => void;
  'app.activate': () => void;
}

export type ActName = keyof Acts;

/** A test to the desktop. */
export interface Asked {
  readonly id: number;
  readonly act: ActName;
  readonly args: readonly unknown[];
}

/** The desktop to a test. */
export type Told =
  | { readonly kind: 'said'; readonly said: Said }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
