// What `npm start` runs. Plain JavaScript, since stripping the types of a first file costs 40 ms and 18 MB of memory:
// by the time one is needed, the code compiled at an earlier start can be found.
import './node-version.js';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

/** Written down early as well as at the end, for which a process that is killed has no time. */
const keepCompiledAfterMs = 10_000;

// NODE_COMPILE_CACHE goes before this folder; where it can't be written, everything is compiled at each start.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));
setTimeout(module.flushCompileCache, keepCompiledAfterMs).unref();
await import('./main.ts');
