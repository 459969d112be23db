import { dirname, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, importsOf, type SourceFile } from './files.ts';

interface Layer {
  /** Layers that its files may import. Its own files it may always import. */
  readonly layers: readonly string[];
  readonly packages: readonly string[];
}

const below = ['core/domain', 'core/contract', 'core/ports', 'core/rsx'];

/** The house (docs/architecture.md) as data: an import or a package that is not named here fails. */
const house: Readonly<Record<string, Layer>> = {
  'core/domain': { layers: [], packages: ['decimal.js'] },
  'core/contract': { layers: ['core/domain'], packages: ['zod'] },
  'core/ports': { layers: ['core/domain', 'core/contract'], packages: [] },
  'core/rsx': { layers: ['core/domain'], packages: ['saxes'] },
  'core/sps': { layers: below, packages: ['axios', 'zod'] },
  'core/dynamics': {
    layers: below,
    packages: ['@azure/msal-node', '@azure/service-bus', '@azure/storage-blob', 'p-queue', 'saxes'],
  },
  'core/mapping': { layers: ['core/domain', 'core/contract'], packages: ['csv-parse', 'csv-stringify', 'exceljs'] },
  'core/drafting': { layers: ['core/domain', 'core/rsx'], packages: [] },
  'core/packing': { layers: ['core/domain'], packages: ['bwip-js', 'pdf-lib'] },
  'core/rules': { layers: ['core/domain', 'core/contract', 'core/rsx', 'core/drafting'], packages: [] },
  'core/store': { layers: below, packages: ['better-sqlite3'] },
  'core/engine': {
    layers: [...below, 'core/sps', 'core/dynamics', 'core/mapping', 'core/drafting', 'core/packing', 'core/rules', 'core/store'],
    packages: ['p-queue', 'cockatiel'],
  },
  'core/practice': { layers: [], packages: ['@balena/odata-parser', 'decimal.js'] },
  'core/api': { layers: [...below, 'core/store', 'core/engine'], packages: ['zod'] },
  'core/host': {
    layers: [
      ...below,
      'core/sps',
      'core/dynamics',
      'core/mapping',
      'core/drafting',
      'core/packing',
      'core/rules',
      'core/store',
      'core/engine',
      'core/api',
      'core/practice',
    ],
    packages: [],
  },
  electron: {
    layers: ['core/host', 'core/api', 'core/contract', 'core/ports', 'core/domain'],
    packages: ['electron', 'electron-store', 'electron-updater', 'zod'],
  },
  renderer: {
    layers: ['core/domain', 'core/contract'],
    packages: [
      '@fluentui/react-components',
      '@fluentui/react-icons',
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@tanstack/react-table',
      '@tanstack/react-virtual',
      'react',
      'react-dom',
      'zod',
    ],
  },
};

function layerOf(path: string): string | undefined {
  return Object.keys(house).find((name) => path.startsWith(`${name}/`));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What is wrong with a file's imports, in words. */
function faults(file: SourceFile): readonly string[] {
  const own = layerOf(file.path);
  const layer = own === undefined ? undefined : house[own];
  if (own === undefined || layer === undefined) return [`${file.path} is in no layer that the house knows`];
  return importsOf(file).flatMap((specifier) => {
    if (specifier.startsWith('node:'))
      return own === 'renderer' || own === 'core/domain' || own === 'core/contract' ? [`${file.path} imports ${specifier}`] : [];
    if (!specifier.startsWith('.') && !specifier.startsWith('#core/')) {
      return layer.packages.includes(packageOf(specifier)) ? [] : [`${file.path} imports the package ${specifier}`];
    }
    const target = specifier.startsWith('#') ? specifier.slice(1) : posix.join(dirname(file.path), specifier);
    const other = layerOf(target);
    if (other === own) return specifier.startsWith('#') ? [`${file.path} imports its own folder by ${specifier}`] : [];
    return other !== undefined && layer.layers.includes(other) ? [] : [`${file.path} imports ${target}`];
  });
}

describe('the house', () => {
  const files = filesBelow(['core', 'electron', 'renderer'], ['.ts', '.tsx']);
  it('is large enough for this test to mean something', () => {
    expect(files.length).toBeGreaterThan(150);
  });
  it('is built as its table says', () => {
    expect(files.flatMap(faults)).toEqual([]);
  });
  it('would notice an import upward', () => {
    const upward = { path: 'core/store/x.ts', text: "import { a } from '#core/engine/engine.ts';\nimport b from 'left-pad';\n" };
    expect(faults(upward)).toHaveLength(2);
  });
});
