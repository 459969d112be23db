import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { workers } from '#core/host/places.ts';

/** The parts of Node that a thread of ours has loaded once its sources are there. */
function loadedBy(entry: URL): Promise<readonly string[]> {
  const code = `
    const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(entry.href)}).then(() => parentPort.postMessage({ loaded: process.moduleLoadList }));`;
  const worker = new Worker(code, { eval: true, workerData: { role: 'verifier', folder: '/nowhere' } });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', ({ loaded }: { readonly loaded?: readonly string[] }) => {
      if (loaded) void worker.terminate().then(() => resolve(loaded));
    });
  });
}

describe('threads of a test', () => {
  it.each(Object.entries(workers))(
    '%s: finds its sources without types, and needs no WebAssembly to strip them',
    async (_name, entry) => {
      const loaded = await loadedBy(entry);
      expect(loaded.length).toBeGreaterThan(50);
      expect(loaded.filter((name) => /amaro/.test(name))).toEqual([]);
    },
  );
});
