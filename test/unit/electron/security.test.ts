import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, importsOf, root } from '../../architecture/files.ts';
import { faultsOf, proving, type Proof } from './proofs.ts';

const { adapters, shell, updates } = proving;
const { badDays, hostile, leaving, screens, secrets } = proving.desktop;
const bridge = 'test/unit/electron/bridge.test.ts';
const here = 'test/unit/electron/security.test.ts';
const http = 'test/integration/host/http.test.ts';

/** The security list of the shell, line by line. */
const list: Readonly<Record<number, Proof>> = {
  1: {
    rule: 'sandbox, isolation, no Node in the page',
    tests: [
      [shell, 'is sandboxed and isolated, without Node, web views or developer tools'],
      [hostile, 'the window: sandboxed and isolated, on a scheme that bypasses no policy'],
      [here, 'turns the sandbox on before anything is ready'],
    ],
    notHere: 'that Chromium keeps the sandbox and the isolated world',
  },
  2: {
    rule: 'our scheme alone, GET, paths checked after decoding',
    tests: [
      [shell, 'is standard and secure, and never bypasses the policy'],
      [shell, 'has no %s by %s'],
      [here, 'loads no file address and no foreign page'],
      [hostile, 'network: the page reaches our own files and nothing else'],
    ],
    notHere: 'the privileges of the scheme',
  },
  3: {
    rule: 'a strict policy with a nonce for each page',
    tests: [
      [shell, 'serves files with their type, and each page with a policy and a nonce of its own'],
      [http, 'serves the page with a fresh nonce and a strict policy'],
      [hostile, 'scripts: markup that a document brings runs nothing'],
    ],
  },
  4: {
    rule: 'no navigation, redirect, frame, window or web view',
    tests: [
      [shell, 'goes nowhere else: %s'],
      [shell, 'shows nothing in a frame, not even our own page'],
      [shell, 'attaches no web view'],
      [shell, 'opens no window, and hands the address to the list of links'],
      [hostile, 'navigation: links and scripts stay on our page'],
      [hostile, 'windows: none opens, and only what is on the list goes to the browser of the person'],
    ],
  },
  5: {
    rule: 'outside links from a list only',
    tests: [
      [shell, 'opens nothing else: %s'],
      [here, 'opens addresses outside in one place'],
    ],
  },
  6: {
    rule: 'permissions denied',
    tests: [
      [shell, 'denies everything but writing to the clipboard'],
      [hostile, 'permissions: the handlers say no, and so does the browser that asked them'],
    ],
  },
  7: {
    rule: 'downloads of ours only, no developer tools when packaged',
    tests: [
      [shell, 'refuses %s'],
      [shell, 'makes names that are no path, no device and no trick'],
      [hostile, 'downloads: what our page did not make is refused before a byte is kept'],
      [screens, 'a file of our page is saved where the person says, and the folder is remembered'],
      [shell, 'has developer tools only where they are allowed'],
    ],
  },
  8: {
    rule: 'third-party text only as text; no document types, no depth',
    tests: [
      [here, 'puts no text into a page as markup, and evaluates none'],
      ['test/unit/rsx/badInput.test.ts', 'an entity bomb'],
      ['test/unit/rsx/badInput.test.ts', 'depth 64 is read, 65 is refused'],
    ],
  },
  9: {
    rule: 'the sender is our top frame',
    tests: [
      [bridge, 'answers the top frame of our own window'],
      [bridge, 'refuses %s, on every channel'],
      [bridge, 'refuses the top frame while it shows %s'],
      [here, 'listens on the window, never on the global channel'],
      [hostile, 'the bridge: a frame has none, and what speaks for it is refused'],
    ],
  },
  10: {
    rule: 'envelopes and inputs are checked, failures carry no stack',
    tests: [
      [bridge, 'takes no envelope of another form, and no id twice at once'],
      ['test/contract/inputs.test.ts', 'is bounded, every text and every list of it'],
      ['test/contract/transports.test.ts', 'keeps the code and the sentence of an error'],
    ],
  },
  11: {
    rule: 'the preload exposes closures and requires only electron',
    tests: [
      [bridge, 'requires only electron, and shows the page three frozen closures'],
      [hostile, 'the bridge: frozen closures, and nothing of Electron'],
    ],
  },
  12: {
    rule: 'secrets are write-only',
    tests: [
      [
        'test/integration/host/connections.test.ts',
        'is kept half done, says everything that is missing at once, and holds no secret',
      ],
      ['test/integration/host/desktop.test.ts', 'asks for its secrets once in each'],
    ],
  },
  13: {
    rule: 'asynchronous safeStorage, weak back ends refused, no plain text',
    tests: [
      [adapters, 'are never written where Linux has only %s'],
      [adapters, 'are never written where the system encrypts nothing, on any system'],
      [adapters, 'are encrypted anew where the system asks for it'],
      [secrets, 'secrets are kept for this account, asked for again after a password reset'],
      [here, 'uses the asynchronous store of secrets alone'],
    ],
    notHere: 'the keyrings themselves',
  },
  14: {
    rule: 'settings checked on reading, never overwritten unasked; secrets 0600',
    tests: [
      [adapters, 'that are damaged are asked about and put aside, never overwritten: %s'],
      [badDays, 'whoever begins anew keeps the damaged file beside'],
      [adapters, 'are there after a restart, by workspace, encrypted, in a file of this account alone'],
    ],
  },
  15: { rule: 'no embedded sign-in: one window, no other page', tests: [[here, 'makes one window, of our own page']] },
  16: {
    rule: 'redaction at the sink; the bundle is shown before it is saved',
    tests: [
      [shell, 'is logged and said without secrets, once, and ends the program'],
      ['test/unit/host/records.test.ts', 'say the versions, the last failure and what is open, without secrets'],
    ],
  },
  17: {
    rule: 'data of this account alone, an untrusted schema',
    tests: [
      ['test/unit/host/records.test.ts', 'for this account alone, and never grows beyond its size'],
      [here, 'trusts no schema and loads no extension'],
    ],
  },
  18: { rule: 'loopback only', tests: [[here, 'binds the loopback host to the machine itself']] },
  19: {
    rule: 'Host, Origin and method of the loopback host',
    tests: [
      [http, 'a foreign Host'],
      [http, 'refuses what is no POST, no JSON, or too large'],
    ],
  },
  20: {
    rule: 'a token, handed over once',
    tests: [
      [http, 'hands its token over once, for a good code'],
      [http, 'serves calls with the token only'],
    ],
  },
  21: {
    rule: 'limits of body, rate and time',
    tests: [
      [http, 'tells the sender of a body far over the limit why, and serves the next request'],
      [http, 'slows down who guesses tokens, and nobody else'],
    ],
  },
  22: {
    rule: 'fuses',
    tests: [['test/package/package.test.ts', 'are those of the security list']],
    notHere: 'what Electron does with them',
  },
  23: {
    rule: 'updates: https, signed, never older, never during a run',
    tests: [
      [updates, 'refuse older versions, web installers and its log, and fetch nothing unseen'],
      [updates, 'waits for the run that is on, then ends the app once and starts the new one'],
    ],
    notHere: 'the signatures of a release',
  },
  24: { rule: 'a supported Electron', tests: [[here, 'is an Electron of the newest three majors']] },
  25: {
    rule: 'one instance before data; arguments from a list',
    tests: [
      [shell, 'ends a second start and tells the first what was asked'],
      [leaving, 'closing the window keeps the engine; a click, a second start and a notice bring it back'],
      [shell, 'reads words that it knows and nothing else'],
      [here, 'asks whether it is alone before it touches data'],
    ],
  },
  26: {
    rule: 'failures and crashes end well',
    tests: [
      [shell, 'is logged and said without secrets, once, and ends the program'],
      [shell, 'is loaded again three times a minute, then not'],
      [hostile, 'a page that crashes is loaded again where the person was'],
    ],
  },
};

describe('the security list', () => {
  it('is complete', () => {
    expect(Object.keys(list).map(Number)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
  });
  it.each(Object.entries(list))('line %s has the tests that it names', (_line, proof) => {
    expect(faultsOf(proof)).toEqual([]);
  });
});

describe('the sources of the desktop', () => {
  const electron = filesBelow(['electron'], ['.ts']).filter(({ path }) => !path.startsWith('electron/package/'));
  const main = electron.find(({ path }) => path === 'electron/main.ts')?.text ?? '';
  const found = (pattern: RegExp, files = electron): readonly string[] =>
    files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
  const order = (...steps: readonly string[]): void => {
    const places = steps.map((step) => main.indexOf(step));
    expect(
      places.every((place) => place > 0),
      steps.join(),
    ).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  };

  it('turns the sandbox on before anything is ready', () =>
    order('app.enableSandbox()', 'registerScheme(protocol)', 'app.whenReady()'));
  it('asks whether it is alone before it touches data', () =>
    order('isOnlyInstance({', 'createLogFile({', 'settingsOrQuestion({', 'assemble('));
  it('opens data where everything is put together, nowhere earlier', () => {
    expect(found(/\bcreateConsole\(/)).toEqual(['electron/assembly/console.ts']);
    expect([...found(/\bassemble\(/)].sort()).toEqual(['electron/assembly/desktop.ts', 'electron/main.ts']);
  });
  it('loads no file address and no foreign page', () => {
    expect(found(/loadFile\(|file:\/\/|loadURL\((?!`\$\{origin\})/)).toEqual([]);
  });
  it('opens addresses outside in one place', () => {
    expect(found(/\.openExternal\(|\.openPath\(/)).toEqual(['electron/shell/links.ts']);
  });
  it('listens on the window, never on the global channel', () => {
    expect(found(/\bipcMain\b/)).toEqual([]);
    expect(found(/webContents\.ipc\b/).filter((path) => path !== 'electron/bridge/serve.ts')).toEqual(['electron/shell/page.ts']);
  });
  it('uses the asynchronous store of secrets alone', () => {
    expect(found(/\b(encryptString|decryptString|isEncryptionAvailable|setUsePlainTextEncryption)\(/)).toEqual([]);
  });
  it('makes one window, of our own page', () => {
    const making = /new (?:\w+\.)*(BrowserWindow|BrowserView|WebContentsView)\(/g;
    const made = electron.flatMap(({ path, text }) => [...text.matchAll(making)].map(([, name]) => `${path} ${name}`));
    expect(made).toEqual(['electron/assembly/window.ts BrowserWindow']);
  });
  it('loads Electron in main and preload alone', () => {
    const loading = electron.filter((file) =>
      /^import (?!type)[^;]*from '(electron|electron-store|electron-updater)'/m.test(file.text),
    );
    expect(loading.map(({ path }) => path).sort()).toEqual(['electron/main.ts', 'electron/preload.ts']);
    expect(importsOf({ path: 'x', text: main })).toContain('electron-store');
  });
});

describe('the sources of page and core', () => {
  const page = filesBelow(['renderer'], ['.ts', '.tsx']);
  const core = filesBelow(['core'], ['.ts']);
  const found = (pattern: RegExp, files: typeof core): readonly string[] =>
    files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

  it('puts no text into a page as markup, and evaluates none', () => {
    expect(
      found(/dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|srcDoc/, page),
    ).toEqual([]);
  });
  it('trusts no schema and loads no extension', () => {
    expect(found(/trusted_schema = OFF/, core)).toEqual(['core/store/pragmas.ts']);
    expect(found(/loadExtension/, core)).toEqual([]);
  });
  it('binds the loopback host to the machine itself', () => {
    expect(found(/0\.0\.0\.0/, core)).toEqual([]);
    const listens = core.filter(({ text }) => /\.listen\([^)]*port/i.test(text));
    expect(listens.length).toBeGreaterThan(0);
    expect(listens.filter(({ text }) => !text.includes('127.0.0.1')).map(({ path }) => path)).toEqual([]);
  });
  it('is an Electron of the newest three majors', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    // 45 is the newest today; 43 the oldest that is supported.
    expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(43);
  });
});
