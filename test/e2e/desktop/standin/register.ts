import { registerHooks } from 'node:module';

/** `node --import register.ts main.js`: whoever asks for Electron gets the stand-in. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.ts', import.meta.url).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
// Where a package's own files lie; this one was not packed.
Object.defineProperty(process, 'resourcesPath', { value: '/nowhere', enumerable: true });
