import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the optimising compiler from the HTTP parser of `fetch`, which is WebAssembly: compiling it anew takes 20 MB for a
 * moment, which the allocator then keeps, and no request gets faster by it. Before the first request.
 */
export function keepParserSmall(): void {
  setFlagsFromString('--no-wasm-dynamic-tiering');
  setFlagsFromString('--no-wasm-tier-up');
}
