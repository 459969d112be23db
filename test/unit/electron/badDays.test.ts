import { describe, expect, it } from 'vitest';
import { filesBelow } from '../../architecture/files.ts';
import { faultsOf, proving, testsPage, type Proof } from './proofs.ts';

const { adapters, leaving, shell, updates, desktop } = proving;
const sending = 'test/integration/engine/crashSending.test.ts';
const store = 'test/integration/store/store.test.ts';

/** What goes wrong on an office workstation, and what holds all the same. */
const badDays: readonly Proof[] = [
  {
    rule: 'started again while it ends',
    tests: [
      [leaving, 'comes back when it was started again while it ended'],
      [desktop.leaving, 'started again while it ended, it comes back, with everything where it was'],
    ],
  },
  {
    rule: 'the profile folder cannot be written',
    tests: [
      [adapters, 'of a profile that cannot be written hold in this process, and a change says that it was not kept'],
      [desktop.badDays, 'a folder that cannot be made is said in a window that opens all the same'],
    ],
  },
  {
    rule: 'the disk is full',
    tests: [
      [store, 'leaves nothing half-done when the disk is full, and goes on when it is not'],
      [adapters, 'of a profile that cannot be written hold in this process, and a change says that it was not kept'],
    ],
  },
  {
    rule: 'the database is newer than the app',
    tests: [
      [store, 'refuses a newer file and a step that was changed'],
      ['test/integration/host/desktop.test.ts', 'says why where no workspace is open'],
      [desktop.badDays, 'a database of a newer version is left alone; the window says so'],
    ],
  },
  {
    rule: 'the settings file is damaged',
    tests: [
      [adapters, 'that are damaged are asked about and put aside, never overwritten: %s'],
      [desktop.badDays, 'settings that cannot be read are asked about; whoever quits changes nothing'],
      [desktop.badDays, 'whoever begins anew keeps the damaged file beside'],
    ],
  },
  {
    rule: 'secrets cannot be read after a password reset',
    tests: [
      [adapters, 'are asked for again after a password reset, and typed once more they are kept'],
      [desktop.secrets, 'after a password reset they are asked for again'],
    ],
    notHere: 'the keyrings themselves',
  },
  {
    rule: 'the page crashes in a loop, or hangs',
    tests: [
      [shell, 'is loaded again three times a minute, then not'],
      [desktop.hostile, 'a page that crashes is loaded again where the person was, at most three times a minute'],
      [desktop.hostile, 'a page that hangs is asked about, and loaded again where it was'],
    ],
  },
  {
    rule: 'main is killed during a send',
    tests: [
      [sending, 'at %s (%i): nothing twice, nothing lost, unknown said as unknown'],
      [desktop.killed, 'killed while a document is on its way, it looks for it at the next start and sends nothing twice'],
    ],
  },
  {
    rule: 'the system ends the program by a signal',
    tests: [
      [
        'test/unit/electron/endings.test.ts',
        'lets the desktop end in order, though the writer of its settings sends it once more',
      ],
      [desktop.badDays, "desktop.kill('SIGTERM')"],
    ],
  },
  {
    rule: 'a display is removed',
    tests: [
      [shell, 'is moved when its display goes away while it is open'],
      [desktop.badDays, 'comes back from a display that goes'],
    ],
  },
  {
    rule: 'the clock jumps',
    tests: [
      ['test/unit/engine/schedule.test.ts', 'runs when the clock was set back'],
      ['test/integration/engine/badDays.test.ts', 'goes on when the clock is set back'],
      ['test/integration/engine/badDays.test.ts', 'makes what it had put off in the first run after the clock was set back'],
      ['test/integration/engine/loop.test.ts', 'runs at once after the clock was set back'],
      [leaving, 'reports on waking what came due meanwhile, and nothing where the clock was set back'],
    ],
  },
  {
    rule: 'the update feed is unreachable or tampered with',
    tests: [
      [updates, "describe('a bad feed'"],
      [updates, 'that points elsewhere without https is not followed'],
      [updates, 'never puts an address or a path into its sentence'],
    ],
    notHere: 'the signatures of a release',
  },
  {
    rule: 'a document brings a hostile link',
    tests: [
      [shell, 'opens nothing else: %s'],
      [desktop.hostile, 'windows: none opens, and only what is on the list goes to the browser of the person'],
    ],
  },
  {
    rule: 'a page tries to navigate, open, download, ask for permissions or call the bridge from a frame',
    tests: [
      [desktop.hostile, 'navigation: links and scripts stay on our page'],
      [desktop.hostile, 'downloads: what our page did not make is refused before a byte is kept'],
      [desktop.hostile, 'permissions: the handlers say no, and so does the browser that asked them'],
      [desktop.hostile, 'the bridge: a frame has none, and what speaks for it is refused'],
    ],
  },
];

describe('bad days', () => {
  it.each(badDays)('have the tests that they name: $rule', (proof) => {
    expect(faultsOf(proof)).toEqual([]);
  });
  it('are not proven by a test that is not there', () => {
    const proof = {
      rule: 'a rule',
      tests: [[shell, 'a test that nobody wrote']],
      notHere: 'what the page does not say',
    } as const;
    expect([...faultsOf(proof), ...faultsOf({ rule: 'another', tests: [] })]).toHaveLength(3);
  });
});

describe('what only the real program shows', () => {
  const titles = filesBelow(['test/e2e/electron'], ['.spec.ts']).flatMap(({ text }) =>
    Array.from(text.matchAll(/test\(\s*'([^']+)'/g), ([, title]) => title ?? ''),
  );
  it('is in the table of the documentation, test by test', () => {
    const page = testsPage().replaceAll(/\s+/g, ' ');
    expect(titles.length).toBeGreaterThan(4);
    expect(titles.filter((title) => !page.includes(title))).toEqual([]);
  });
  it('is tagged', () => {
    const tests = filesBelow(['test/e2e/electron'], ['.spec.ts']);
    const count = (pattern: RegExp): number => tests.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);
    expect(count(/tag: '@electron'/g)).toBe(titles.length);
  });
});
