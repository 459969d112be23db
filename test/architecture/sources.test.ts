import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from './files.ts';

const code = filesBelow(['core', 'electron', 'renderer'], ['.ts', '.tsx']);

describe('sources', () => {
  it('take time and randomness through ports', () => {
    const allowed = /^(core\/host\/|core\/practice\/|electron\/|renderer\/)/;
    const found = code.filter(
      (file) => !allowed.test(file.path) && /\b(Date\.now\(|Math\.random\(|randomUUID\(|new Date\(\))/.test(file.text),
    );
    expect(found.map((file) => file.path)).toEqual([]);
  });
  it('stay of a size with one idea each', () => {
    const long = code.filter((file) => file.text.split('\n').length > 330);
    expect(long.map((file) => file.path)).toEqual([]);
  });
  it('have no default exports', () => {
    expect(code.filter((file) => /^export default /m.test(file.text)).map((file) => file.path)).toEqual([]);
  });
  it('have SQL in the store only', () => {
    const found = code.filter(
      (file) => !file.path.startsWith('core/store/') && /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s+[a-z_]+\s/.test(file.text),
    );
    expect(found.map((file) => file.path)).toEqual([]);
  });
  it('say in words what the fonts of a screen may have no sign for', () => {
    const shown = (text: string): string => text.replaceAll(/^\s*(\*|\/\*|\/\/).*$/gm, '');
    expect(code.filter((file) => /[\u2190-\u21ff]/.test(shown(file.text))).map((file) => file.path)).toEqual([]);
  });
  it('make folders step by step, because Node’s own way hangs where the system has no place for one', () => {
    const found = code.filter((file) => /\bmkdir(Sync)?\([^;]*\brecursive\b/.test(file.text));
    expect(found.map((file) => file.path)).toEqual([]);
    expect(code.filter((file) => /\bmakeFolder\(/.test(file.text)).length).toBeGreaterThan(4);
  });
  it('are explained folder by folder', () => {
    const foldersIn = (parent: string): readonly string[] =>
      readdirSync(join(root, parent), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${parent}/${entry.name}`);
    const folders = [...foldersIn('core'), 'electron', ...foldersIn('electron'), 'renderer'];
    expect(folders.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([]);
  });
  it('have explanations of at most ten lines, each as wide as a page', () => {
    const pages = filesBelow(['core', 'electron', 'renderer'], ['README.md']);
    const large = pages.filter(({ text }) => {
      const lines = text.trim().split('\n');
      return lines.length > 10 || lines.some((line) => line.length > 140);
    });
    expect(pages.length).toBeGreaterThan(20);
    expect(large.map(({ path }) => path)).toEqual([]);
  });
});

describe('the package', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  it('pins every version exactly', () => {
    const versions = Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'] });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(versions.length).toBeGreaterThan(20);
  });
  it('has a lockfile without addresses of registries', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
  });
  it('runs the shipped binary of better-sqlite3, never one that was built here', () => {
    expect(existsSync(join(root, 'node_modules', 'better-sqlite3', 'build'))).toBe(false);
  });
  it('mentions no path of a machine', () => {
    const texts = filesBelow(['core', 'electron', 'renderer', 'test', 'docs'], ['.ts', '.tsx', '.md', '.json', '.css']);
    const own = root.replace(/\/[^/]+\/$/, '/');
    expect(texts.filter((file) => own.length > 3 && file.text.includes(own)).map((file) => file.path)).toEqual([]);
  });
});
