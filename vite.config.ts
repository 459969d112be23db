import { builtinModules } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { endsRun } from './test/support/endsRun.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What a library reaches for and we never ask of it, by the importing package and the path it names. */
const unused: readonly { readonly from: RegExp; readonly path: RegExp; readonly instead: string }[] = [
  // Blob listings are read as XML; Arrow is another format of theirs, asked for by name only.
  { from: /@azure\/storage-blob/, path: /^apache-arrow$/, instead: 'export const tableFromIPC = undefined;' },
  // Axios always gets our own fetch: its adapter for Node and the table of every file type are never reached.
  { from: /\/axios\//, path: /\/adapters\/http\.js$|^\.\/http\.js$/, instead: 'export default null;' },
  { from: /\/axios\//, path: /\/classes\/FormData\.js$/, instead: 'export default null;' },
];

/** Valid wherever such a letter may stand: in texts, patterns and names. */
const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Leaves out what nothing reaches, and writes one byte a character: V8 keeps the text of a file with any other twice as large. */
const lean = (): Plugin => ({
  name: 'lean',
  enforce: 'pre',
  applyToEnvironment: ({ config }) => config.consumer === 'server',
  resolveId(path, importer = '') {
    const at = unused.findIndex((one) => one.from.test(importer) && one.path.test(path));
    return at < 0 ? null : `\0unused-${at}`;
  },
  load: (id) => (id.startsWith('\0unused-') ? (unused[Number(id.slice(8))]?.instead ?? null) : null),
  // After the printer, which would write the letters themselves again.
  generateBundle: (_, bundle) => {
    for (const part of Object.values(bundle)) if (part.type === 'chunk') part.code = part.code.replace(/[^\0-\x7f]/g, escaped);
  },
});

/** Everything is bundled but Electron and the one package with a binary. */
const external = ['electron', 'better-sqlite3', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** A build for Node: main and host as ES modules, the preload as the CommonJS that a sandboxed preload must be. */
const forNode = (outDir: string, input: Record<string, string>, format: 'es' | 'cjs') => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, external, conditions: ['node', 'import', 'module', 'default'] },
  build: {
    outDir,
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node24',
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input,
      // The practice world's filter parser carries an eval that is never reached: only whole requests are parsed.
      checks: { eval: false },
      external,
      output: {
        format,
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        // Licences stay; the documentation of libraries would be kept in memory with their code.
        comments: { legal: true, annotation: false, jsdoc: false },
      },
    },
  },
});

export default defineConfig({
  root: at('renderer'),
  cacheDir: at('node_modules/.vite'),
  html: { cspNonce: '__CSP_NONCE__' },
  plugins: [react(), lean()],
  resolve: { alias: [{ find: /^#core\//, replacement: `${at('core')}/` }] },
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
  },
  environments: {
    host: forNode(
      at('dist/host'),
      {
        main: at('core/host/main.ts'),
        start: at('core/host/start.ts'),
        storeWorker: at('core/store/worker.ts'),
        taskWorker: at('core/host/taskWorker.ts'),
      },
      'es',
    ),
    main: forNode(
      at('dist/main'),
      { main: at('electron/main.ts'), storeWorker: at('core/store/worker.ts'), taskWorker: at('core/host/taskWorker.ts') },
      'es',
    ),
    preload: forNode(at('dist/preload'), { preload: at('electron/preload.ts') }, 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'host', 'main', 'preload']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
  test: {
    // By itself Vitest leaves one core out, which of two is half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', endsRun()],
    expect: { poll: { timeout: 60_000 } },
    projects: [
      // Time-outs end what hangs; they are no measure of speed, also on a machine that does other things.
      { extends: true, root: at('.'), test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      { extends: true, root: at('.'), test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'] } },
      // Packs what was built, on a stand-in for Electron: after a build.
      {
        extends: true,
        root: at('.'),
        test: { name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        root: at('.'),
        test: {
          name: 'integration',
          include: ['test/{integration,contract}/**/*.test.ts'],
          globalSetup: at('test/support/strippedOnce.ts'),
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
