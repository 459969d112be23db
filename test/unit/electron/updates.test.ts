import { EventEmitter } from 'node:events';
import type { AppUpdater } from 'electron-updater';
import { describe, expect, it } from 'vitest';
import { comesSafely, failureSentence, readFeed, whyNoUpdates, type Installation } from '../../../electron/updates/feed.ts';
import { nextState, updateSentence, type UpdateEvent, type UpdateState } from '../../../electron/updates/state.ts';
import { createUpdates, type UpdateInfo, type Updater } from '../../../electron/updates/updates.ts';
import { keptLog, settled } from './standIns.ts';

/** That electron-updater is what the interface says, the compiler proves. */
export const isUpdater = (updater: AppUpdater): Updater => updater;

const feedText = 'provider: generic\nurl: https://updates.example.com/quayside/\nupdaterCacheDirName: quayside-updater\n';
const signed = `${feedText}publisherName:\n  - 'Quayside & Sons'\n  - Quayside\n`;
const news: UpdateInfo = { version: '2.0.0', files: [{ url: 'Quayside-2.0.0-win-x64.exe' }] };
const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });

class StandInUpdater extends EventEmitter implements Updater {
  autoDownload = true;
  autoInstallOnAppQuit = false;
  autoRunAppAfterInstall = false;
  allowDowngrade = true;
  allowPrerelease = true;
  disableWebInstaller = false;
  logger: unknown = console;
  readonly calls: string[] = [];
  feed: () => Promise<unknown> = async () => this.emit('update-not-available', { version: '1.0.0', files: [] });
  file: () => Promise<unknown> = async () => this.emit('update-downloaded', news);
  async checkForUpdates(): Promise<unknown> {
    this.calls.push('check');
    return this.feed();
  }
  async downloadUpdate(): Promise<unknown> {
    this.calls.push('download');
    return this.file();
  }
  quitAndInstall(silent?: boolean, runAfter?: boolean): void {
    this.calls.push(`install ${silent} ${runAfter}`);
  }
}

/** A desk with a stand-in updater; `sleeps` holds the naps that the test ends. */
function desk(off?: string) {
  const updater = new StandInUpdater();
  const seen: UpdateState[] = [];
  const sleeps: { readonly ms: number; readonly end: () => void }[] = [];
  const facts = { busy: false, saving: false, quits: 0 };
  const updates = createUpdates({
    updater: () => updater,
    off,
    clock: {
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          sleeps.push({ ms, end: resolve });
          signal?.addEventListener('abort', () => resolve(), { once: true });
        }),
    },
    log: keptLog(),
    busy: () => facts.busy,
    saving: () => facts.saving,
    quit: () => {
      facts.quits += 1;
      updates.leaving();
    },
    onState: (state) => seen.push(state),
  });
  return { updates, updater, seen, sleeps, facts };
}

/** The same desk with a version that lies ready. */
async function readyDesk() {
  const made = desk();
  made.updater.feed = async () => made.updater.emit('update-available', news);
  await made.updates.check();
  await settled();
  expect(made.updates.state()).toEqual({ phase: 'downloaded', version: '2.0.0' });
  return made;
}

describe('whether an installation updates itself', () => {
  const good: Installation = { platform: 'win32', packaged: true, feedText: signed, appImage: undefined };
  it('does where it is packed, signed, and its feed is https', () => {
    expect(whyNoUpdates(good)).toBeUndefined();
    expect(whyNoUpdates({ ...good, platform: 'darwin', feedText })).toBeUndefined();
    expect(whyNoUpdates({ ...good, platform: 'linux', feedText, appImage: '/home/a/Quayside.AppImage' })).toBeUndefined();
  });
  it.each<[string, Partial<Installation>, RegExp]>([
    ['from source', { packaged: false }, /from its source/],
    ['without a feed', { feedText: undefined }, /no update feed/],
    ['over http', { feedText: signed.replace('https', 'http') }, /no https address/],
    ['with an empty feed file', { feedText: '' }, /no https address/],
    ['on Windows without a publisher', { feedText }, /who signs/],
    ['on Windows with an empty publisher', { feedText: `${feedText}publisherName: []\n` }, /who signs/],
    ['from a .deb', { platform: 'linux' }, /package manager/],
  ])('does not %s, and says so', (_name, change, why) => {
    expect(whyNoUpdates({ ...good, ...change })).toMatch(why);
  });
  it('reads the feed as the packing tool writes it', () => {
    expect(readFeed(signed)).toEqual({
      url: 'https://updates.example.com/quayside/',
      publishers: ['Quayside & Sons', 'Quayside'],
    });
    expect(readFeed("url: 'https://a.example/'\npublisherName: Sons\nchannel: latest")).toEqual({
      url: 'https://a.example/',
      publishers: ['Sons'],
    });
  });
});

describe('the files of an update', () => {
  it.each([
    ['Quayside-2.0.0.exe', true],
    ['https://cdn.example.com/Quayside.exe', true],
    ['http://cdn.example.com/Quayside.exe', false],
    ['//cdn.example.com/Quayside.exe', false],
    ['file:///tmp/Quayside.exe', false],
  ])('%s', (url, safe) => {
    expect(comesSafely([{ url: 'Quayside.blockmap' }, { url }])).toBe(safe);
  });
  it('are at least one', () => expect(comesSafely([])).toBe(false));
});

describe('the rules given to the updater', () => {
  it('refuse older versions, web installers and its log, and fetch nothing unseen', () => {
    const { updater } = desk();
    expect(updater).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: true,
      allowDowngrade: false,
      allowPrerelease: false,
      disableWebInstaller: true,
      logger: null,
    });
  });
  it('are given to none where this installation takes no updates', async () => {
    const { updates, updater, sleeps } = desk('The administrator brings new versions.');
    updates.start();
    await updates.check();
    updates.install();
    updates.drained();
    expect([updater.calls, sleeps]).toEqual([[], []]);
    expect(updates.state()).toEqual({ phase: 'off', why: 'The administrator brings new versions.' });
  });
});

describe('looking for a new version', () => {
  it('waits a while after the start, then asks every six hours, and stops with the app', async () => {
    const { updates, updater, sleeps } = desk();
    updates.start();
    expect([sleeps.map(({ ms }) => ms), updater.calls]).toEqual([[120_000], []]);
    sleeps[0]?.end();
    await settled();
    expect([updater.calls, sleeps[1]?.ms]).toEqual([['check'], 6 * 60 * 60_000]);
    updates.stop();
    await settled();
    expect([updater.calls, sleeps.length]).toEqual([['check'], 2]);
  });
  it('asks nothing by itself where data is saved, and by a person’s word all the same', async () => {
    const { updates, updater, sleeps, facts } = desk();
    facts.saving = true;
    updates.start();
    sleeps[0]?.end();
    await settled();
    expect(updater.calls).toEqual([]);
    await updates.check();
    expect(updater.calls).toEqual(['check']);
    updates.stop();
  });
  it('fetches what is there, once, and does not ask again while it lies ready', async () => {
    const { updates, updater, seen } = await readyDesk();
    await updates.check();
    expect(updater.calls).toEqual(['check', 'download']);
    expect(seen.map(({ phase }) => phase)).toEqual(['checking', 'downloading', 'downloaded']);
  });
  it('says how far it is, a percent at a time', () => {
    const { updates, updater, seen } = desk();
    updater.file = () => new Promise(() => undefined);
    updater.feed = async () => updater.emit('update-available', news);
    void updates.check();
    updater.emit('download-progress', { percent: 41.7 });
    expect(updateSentence(updates.state())).toBe('Version 2.0.0 is being fetched, 41 %.');
    const before = seen.length;
    for (const percent of [41.71, 41.9, 41.99]) updater.emit('download-progress', { percent });
    expect(seen.length).toBe(before);
  });
});

describe('a bad feed', () => {
  it.each([
    [coded('ERR_INTERNET', 'net::ERR_INTERNET_DISCONNECTED'), /cannot be reached/],
    [coded('ENOTFOUND'), /cannot be reached/],
    [coded('ERR_UPDATER_INVALID_UPDATE_INFO'), /says nothing that can be used/],
    [coded('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND'), /says nothing that can be used/],
    [new Error('something else'), /could not be fetched/],
  ])('is a sentence, and the next look begins anew: %s', async (thrown, why) => {
    const { updates, updater } = desk();
    updater.feed = () => Promise.reject(thrown);
    await updates.check();
    expect(updates.state()).toMatchObject({ phase: 'failed', why: expect.stringMatching(why) });
    updater.feed = async () => updater.emit('update-not-available', { version: '1.0.0', files: [] });
    await updates.check();
    expect(updates.state()).toEqual({ phase: 'current' });
  });
  it.each([
    [coded('ERR_UPDATER_INVALID_SIGNATURE'), /not signed by the maker/],
    [coded('ERR_CHECKSUM_MISMATCH', 'sha512 checksum mismatch, expected A, got B'), /damaged or changed/],
    [coded('ENOSPC'), /no room/],
  ])('that was tampered with gives nothing to install: %s', async (thrown, why) => {
    const { updates, updater, facts } = desk();
    updater.feed = async () => updater.emit('update-available', news);
    updater.file = () => {
      // electron-updater both emits and rejects.
      updater.emit('error', thrown);
      return Promise.reject(thrown);
    };
    await updates.check();
    await settled();
    expect(updates.state()).toMatchObject({ phase: 'failed', why: expect.stringMatching(why) });
    updates.install();
    updates.drained();
    expect([updater.calls, facts.quits]).toEqual([['check', 'download'], 0]);
  });
  it('that points elsewhere without https is not followed', async () => {
    const { updates, updater } = desk();
    updater.feed = async () =>
      updater.emit('update-available', { version: '2.0.0', files: [{ url: 'http://bad.example/x.exe' }] });
    await updates.check();
    expect(updater.calls).toEqual(['check']);
    expect(updateSentence(updates.state())).toMatch(/without https/);
  });
  it('does not take away what lies ready', async () => {
    const { updates, updater } = await readyDesk();
    updater.emit('error', new Error('a later failure'));
    expect(updates.state()).toEqual({ phase: 'downloaded', version: '2.0.0' });
  });
  it('never puts an address or a path into its sentence', () => {
    expect(failureSentence(coded('ENOTFOUND', 'getaddrinfo ENOTFOUND updates.example.com'))).not.toMatch(/example/);
  });
});

describe('installing', () => {
  it('waits for the run that is on, then ends the app once and starts the new one', async () => {
    const { updates, updater, facts } = await readyDesk();
    facts.busy = true;
    updates.install();
    expect([updates.state().phase, facts.quits]).toEqual(['waiting', 0]);
    updates.poke();
    expect(facts.quits).toBe(0);
    facts.busy = false;
    updates.poke();
    updates.poke();
    expect([updates.state().phase, facts.quits]).toEqual(['installing', 1]);
    expect(updater.calls).not.toContain('install true true');
    updates.drained();
    expect(updater.calls.at(-1)).toBe('install true true');
  });
  it('is left to the end of the app where nobody asks for it, and happens only with the engine drained', async () => {
    const { updates, updater } = await readyDesk();
    updates.leaving();
    expect(updater.autoInstallOnAppQuit).toBe(false);
    updates.drained();
    expect(updater.autoInstallOnAppQuit).toBe(true);
    expect(updater.calls).toEqual(['check', 'download']);
  });
  it('brings the new version where it was started again while it ended, once, and never the old one beside it', async () => {
    const ready = await readyDesk();
    ready.updates.leaving();
    ready.updates.drained();
    expect([ready.updates.startsAgain(), ready.updater.calls.at(-1)]).toEqual([true, 'install true true']);
    const wanted = await readyDesk();
    wanted.updates.install();
    wanted.updates.drained();
    expect([wanted.updates.startsAgain(), wanted.updater.calls.filter((call) => call.startsWith('install'))]).toEqual([
      true,
      ['install true true'],
    ]);
    expect(desk().updates.startsAgain()).toBe(false);
    const ends = await readyDesk();
    ends.updates.sessionEnds();
    expect([ends.updates.startsAgain(), ends.updater.calls]).toEqual([false, ['check', 'download']]);
  });
  it('does not happen while the session or the machine ends, not even where the person wanted it', async () => {
    const quits = await readyDesk();
    quits.updates.sessionEnds();
    quits.updates.leaving();
    quits.updates.drained();
    expect([quits.updater.autoInstallOnAppQuit, quits.updater.calls]).toEqual([false, ['check', 'download']]);
    const wanted = await readyDesk();
    wanted.updates.install();
    wanted.updates.sessionEnds();
    wanted.updates.drained();
    expect([wanted.updater.autoInstallOnAppQuit, wanted.updater.calls]).toEqual([false, ['check', 'download']]);
    const stays = await readyDesk();
    stays.updates.sessionEnds();
    stays.updates.sessionEnds(false);
    stays.updates.leaving();
    stays.updates.drained();
    expect(stays.updater.autoInstallOnAppQuit).toBe(true);
  });
  it('has nothing to do where nothing lies ready', () => {
    const { updates, facts } = desk();
    updates.install();
    expect([updates.state(), facts.quits]).toEqual([{ phase: 'unasked' }, 0]);
  });
});

describe('every state', () => {
  const states: readonly UpdateState[] = [
    { phase: 'off', why: 'Off.' },
    { phase: 'unasked' },
    { phase: 'current' },
    { phase: 'checking' },
    { phase: 'downloading', version: '2', share: 0.5 },
    { phase: 'downloaded', version: '2' },
    { phase: 'waiting', version: '2' },
    { phase: 'installing', version: '2' },
    { phase: 'failed', why: 'Failed.' },
  ];
  const events: readonly UpdateEvent[] = [
    { type: 'checking' },
    { type: 'none' },
    { type: 'available', version: '3' },
    { type: 'progress', share: 1 },
    { type: 'failed', why: 'No.' },
    { type: 'wanted', busy: true },
    { type: 'looked', busy: true },
  ];
  it('has a sentence', () => {
    for (const state of states) expect(updateSentence(state)).toMatch(/[.…]$/);
  });
  it('installs nothing while the engine is busy, whatever happens', () => {
    for (const state of states.filter(({ phase }) => phase !== 'installing'))
      for (const event of events) expect(nextState(state, event).phase).not.toBe('installing');
  });
});
