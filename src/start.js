// What `npm start` runs. Plain JavaScript, since stripping the types of a first file costs 40 ms and 18 MB of memory:
// by the time one is needed, the code compiled before can be found.
import './node-version.js';
import module from 'node:module';
import { useCompileCache } from './compile-cache.js';

/** Written down early as well as at the end, for which a process that is killed has no time. */
const keepCompiledAfterMs = 10_000;

useCompileCache();
setTimeout(module.flushCompileCache, keepCompiledAfterMs).unref();
await import('./main.ts');
