import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DesktopDesk } from '#core/api/desktopDesk.ts';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import { createConsole, type Console } from '#core/host/console/console.ts';
import { suspensionBlocker, type SuspensionBlocker } from '../adapters/blocker.ts';
import { createDesktopDesk } from '../adapters/desk.ts';
import { engineActs, type EngineActs } from '../adapters/engineActs.ts';
import { loginItem } from '../adapters/loginItem.ts';
import { desktopFetch, networkCare } from '../adapters/network.ts';
import { createVault, type Vault } from '../adapters/secrets.ts';
import { openFolder } from '../shell/links.ts';
import { keepQuietly } from '../shell/quietly.ts';
import type { Ground, Whole } from './desktop.ts';

/** The engine in this process, and the ways to it. */
export interface Engine {
  readonly quayside: Console;
  /** Calls it as a screen does. */
  readonly client: Client;
  readonly acts: EngineActs;
  /** Keeps the machine awake while bytes move. */
  readonly blocker: SuspensionBlocker;
}

/** The console with what only a desktop has: the system's network, a vault for secrets, settings of the account. */
export function openConsole(ground: Ground, whole: Whole): Engine {
  const { electron, folder, terminal, settings, log, logFile } = ground;
  const blocker = suspensionBlocker({ blocker: electron.powerSaveBlocker, after: later });
  const vault = createVault({
    safe: electron.safeStorage,
    platform: process.platform,
    path: join(folder, 'secrets.json'),
    log,
  });
  const quayside = createConsole({
    terminal,
    settings,
    vault,
    desktop: deskOf(ground, vault, whole),
    change: {
      fetch: desktopFetch(electron.net, blocker),
      network: networkCare(electron.net, () => settings.read().desktop.saveData),
      hostLog: logFile,
    },
  });
  const client = createClient(
    directTransport({ dispatch: quayside.dispatch, listen: (after, onEvent) => quayside.events.listen(after, onEvent) }),
  );
  return { quayside, client, acts: engineActs(client, systemClock, log), blocker };
}

/** What the settings screen sees and changes of the desktop. */
function deskOf({ electron, settings, folder }: Ground, vault: Vault, whole: Whole): DesktopDesk {
  const { app, shell } = electron;
  const login = loginItem({ app, platform: process.platform, env: process.env, home: homedir(), program: process.execPath });
  keepQuietly(() => login.renew());
  return createDesktopDesk({
    settings,
    loginItem: login,
    vault,
    updates: {
      state: () => whole().updates.state(),
      check: () => whole().updates.check(),
      install: () => whole().updates.install(),
    },
    folder,
    openFolder: () => openFolder(shell, folder),
    changed: () => whole().watch.poke(),
  });
}

function later(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
}
