import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from '#core/host/build.ts';
import { hasDisplay } from '#core/host/openBrowser.ts';

let root: string;
const outputs = ['dist/renderer/index.html', 'dist/host/main.js', 'dist/main/main.js', 'dist/preload/preload.cjs'];
function put(path: string, seconds: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), '');
  utimesSync(join(root, path), seconds, seconds);
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quayside-build-'));
  put('core/a.ts', 1000);
  put('package.json', 1000);
  for (const output of outputs) put(output, 2000);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('what is built', () => {
  it('is fresh while nothing is newer', () => expect(isStale(root)).toBe(false));
  it.each(outputs)('is stale without %s: a build was interrupted', (output) => {
    rmSync(join(root, output));
    expect(isStale(root)).toBe(true);
  });
  it('is stale when a source is newer than the oldest part', () => {
    put('core/a.ts', 1500);
    put('dist/host/main.js', 1400);
    expect(isStale(root)).toBe(true);
  });
});

describe('a display', () => {
  it('is there where the environment says so, and always outside Linux', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });
});
