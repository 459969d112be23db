import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { trayIcon } from '../../../electron/tray/icon.ts';
import { placeOfAct, trayModel, trayStates, type TrayEntry } from '../../../electron/tray/model.ts';
import { endOfPause } from '../../../electron/tray/pause.ts';
import type { UpdateState } from '../../../electron/updates/state.ts';
import { createTrayDesk } from '../../../electron/tray/tray.ts';
import { clock, situation } from './situations.ts';
import { StandIn } from './standIns.ts';

const labels = (entries: readonly TrayEntry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === 'line' ? [] : [entry.label]));

describe('the tray says', () => {
  it.each([
    ['in order', situation(), 'in-order'],
    [
      'practice, whatever is open there',
      situation({ colour: 'practice', needs: 4, clocks: [clock({ due: '2026-03-09T08:00:00.000Z' })] }),
      'practice',
    ],
    ['needs a hand', situation({ needs: 2 }), 'needs-hand'],
    ['needs a hand while an answer is lost', situation({ unknown: [{ sendId: 1, what: '856' }] }), 'needs-hand'],
    [
      'late before all else',
      situation({ needs: 2, online: false, engine: 'paused', clocks: [clock({ due: '2026-03-09T08:59:00.000Z' })] }),
      'late',
    ],
    [
      'needs a hand while the disk is full',
      situation({ standstill: { code: 'disk-full', message: 'm', since: '2026-03-09T08:00:00.000Z' } }),
      'needs-hand',
    ],
    ['offline without a network', situation({ online: false }), 'offline'],
    ['offline while SPS does not answer', situation({ sps: { state: 'failing', message: 'no answer' } }), 'offline'],
    ['paused', situation({ engine: 'paused' }), 'paused'],
    ['not open', { problem: 'This workspace is in use by process 7.' }, 'needs-hand'],
  ] as const)('%s', (_name, at, state) => {
    expect(trayModel(at).state).toBe(state);
  });
  it('the word, how much, the next deadline and why it rests', () => {
    const model = trayModel(
      situation({
        needs: 1,
        engine: 'paused',
        pausedUntil: '2026-03-09T10:00:00.000Z',
        clocks: [clock({ due: '2026-03-09T16:00:00.000Z' })],
      }),
    );
    expect(model.tooltip).toBe(
      'Quayside Live: Needs a hand · 1 needs a hand · 855 for 4711 (Northwind): by 17:00 · paused until 2026-03-09 11:00',
    );
    expect(labels(model.menu)).toEqual([
      'Live: Needs a hand',
      '855 for 4711 (Northwind): by 17:00',
      '1 needs a hand',
      'Run now',
      'paused until 2026-03-09 11:00',
      'Go on',
      'Open Quayside',
      'Quit',
    ]);
  });
  it('says that the disk is full', () => {
    const standstill = { code: 'disk-full', message: 'm', since: '2026-03-09T08:00:00.000Z' } as const;
    expect(trayModel(situation({ standstill })).tooltip).toBe('Quayside Live: Needs a hand · The disk is full');
  });
  it('offers a pause while it works, and no second run while one goes on', () => {
    const { menu } = trayModel(situation({ engine: 'running' }));
    expect(labels(menu)).toEqual(expect.arrayContaining(['No deadline ahead', 'Pause for an hour', 'Pause until tomorrow']));
    expect(menu.find((entry) => entry.kind === 'act' && entry.act === 'run-now')).toMatchObject({ enabled: false });
  });
  it('what Windows can show of it', () => {
    const model = trayModel(situation({ clocks: [clock({ what: 'x'.repeat(300) })] }));
    expect(model.tooltip.length).toBeLessThanOrEqual(127);
  });
  it('that a new version lies ready, waits or failed, and nothing while one is on its way', () => {
    const of = (update: UpdateState): readonly string[] =>
      labels(trayModel(situation(), update).menu).filter((label) => /version/i.test(label));
    expect(of({ phase: 'downloaded', version: '2.0.0' })).toEqual(['Version 2.0.0 lies ready…']);
    expect(of({ phase: 'waiting', version: '2.0.0' })).toEqual(['Version 2.0.0 is installed after this run']);
    expect(of({ phase: 'failed', why: 'No.' })).toEqual(['No new version could be fetched…']);
    expect(of({ phase: 'downloading', version: '2.0.0', share: 0.5 })).toEqual([]);
    const failed = trayModel({ problem: 'in use' }, { phase: 'failed', why: 'No.' }).menu.find(
      (entry) => entry.kind === 'act' && entry.act === 'update',
    );
    expect(failed?.kind === 'act' && placeOfAct(failed)).toBe('/settings');
  });
  it('leads to the place of what it names', () => {
    const acts = trayModel(situation({ needs: 1, clocks: [clock({})] })).menu.flatMap((entry) =>
      entry.kind === 'act' ? [entry] : [],
    );
    expect(acts.flatMap((entry) => placeOfAct(entry) ?? [])).toEqual(['/documents/1', '/attention', '/']);
  });
});

describe('a pause', () => {
  it('ends an hour later, or tomorrow morning in the zone of the workspace, also when the clock is set', () => {
    expect(endOfPause('pause-hour', '2026-03-09T09:00:00.000Z', 'Europe/Berlin')).toBe('2026-03-09T10:00:00.000Z');
    expect(endOfPause('pause-tomorrow', '2026-03-28T20:00:00.000Z', 'Europe/Berlin')).toBe('2026-03-29T04:00:00.000Z');
    expect(endOfPause('pause-tomorrow', '2026-03-28T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-03-30T04:00:00.000Z');
  });
});

/** The alpha of every pixel of a PNG that we drew. */
function alphaOf(png: Buffer): { readonly size: number; readonly alpha: readonly number[]; readonly dark: boolean } {
  const size = png.readUInt32BE(16);
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  const alpha: number[] = [];
  let dark = true;
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const at = y * (1 + size * 4) + 1 + x * 4;
      alpha.push(rows[at + 3] ?? 0);
      if ((rows[at] ?? 0) + (rows[at + 1] ?? 0) + (rows[at + 2] ?? 0) > 0) dark = false;
    }
  return { size, alpha, dark };
}

describe('icons', () => {
  it.each([1, 2] as const)('differ by shape alone at scale %s, and fill their square', (scale) => {
    const drawn = trayStates.map((state) => alphaOf(trayIcon(state, scale, true)));
    for (const { size, alpha, dark } of drawn) {
      expect(size).toBe(16 * scale);
      // A template is black and alpha, nothing else: macOS gives it its colour.
      expect(dark).toBe(true);
      const covered = alpha.filter((value) => value > 127).length / alpha.length;
      expect(covered).toBeGreaterThan(0.2);
      expect(covered).toBeLessThan(0.8);
    }
    for (const [index, one] of drawn.entries())
      for (const other of drawn.slice(index + 1)) {
        const differing = one.alpha.filter((value, at) => Math.abs(value - (other.alpha[at] ?? 0)) > 127).length;
        expect(differing / one.alpha.length).toBeGreaterThan(0.08);
      }
  });
  it('are the same bytes each time, in colour elsewhere', () => {
    expect(trayIcon('late', 2, false).equals(trayIcon('late', 2, false))).toBe(true);
    expect(alphaOf(trayIcon('late', 2, false)).dark).toBe(false);
  });
});

describe('the icon beside the clock', () => {
  function bench(platform: NodeJS.Platform) {
    const templates: unknown[] = [];
    const tray = Object.assign(new StandIn(), {
      images: [] as unknown[],
      tips: [] as string[],
      menus: [] as unknown[],
      gone: false,
      setImage: (image: unknown) => void tray.images.push(image),
      setToolTip: (tip: string) => void tray.tips.push(tip),
      setContextMenu: (menu: unknown) => void tray.menus.push(menu),
      destroy: () => void (tray.gone = true),
    });
    const acts: string[] = [];
    const desk = createTrayDesk(
      {
        platform,
        createTray: () => tray as never,
        createImage: () => ({ setTemplateImage: (on: boolean) => templates.push(on) }) as never,
        createMenu: (template) => template as never,
        onAct: ({ act }) => void acts.push(act),
        onOpen: () => void acts.push('clicked'),
      },
      trayModel(situation()),
    );
    return { tray, desk, acts, templates };
  }
  it('sets its menu anew after every change, and only then', () => {
    const { tray, desk } = bench('linux');
    desk.show(trayModel(situation()));
    expect(tray.menus).toHaveLength(1);
    desk.show(trayModel(situation({ needs: 1 })));
    expect(tray.menus).toHaveLength(2);
    desk.stop();
    expect(tray.gone).toBe(true);
  });
  it('does what is clicked; a template on macOS, where a click opens the menu itself', () => {
    const linux = bench('linux');
    const items = linux.tray.menus[0] as readonly { readonly label?: string; readonly click?: () => void }[];
    items.find(({ label }) => label === 'Run now')?.click?.();
    linux.tray.emit('click');
    expect(linux.acts).toEqual(['run-now', 'clicked']);
    expect(linux.templates).toEqual([]);
    const mac = bench('darwin');
    mac.tray.emit('click');
    expect([mac.acts, mac.templates]).toEqual([[], [true]]);
  });
  it('takes an ampersand of a name for text', () => {
    const { tray, desk } = bench('win32');
    desk.show(trayModel(situation({ clocks: [clock({ what: 'Smith & Sons' })] })));
    expect(JSON.stringify(tray.menus.at(-1))).toContain('Smith && Sons');
  });
});
