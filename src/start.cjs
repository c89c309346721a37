// What `npm start` runs: the bundle that `npm ci` has made of the sources, or the sources themselves where it isn't theirs.
// CommonJS, since Node loads that sooner than a module, and no types to be stripped, which takes 40 ms and 18 MB of memory.
require('./node-version.cjs');
const { flushCompileCache } = require('node:module');
const { join } = require('node:path');
const { folder, isFresh } = require('./bundle/bundle.cjs');
const { nameSourceLines } = require('./bundle/source-lines.cjs');
const { useCompileCache } = require('./compile-cache.cjs');

/**
 * By then whoever wrote while the bot was away has been answered. What was compiled is written down early as well as at the
 * end, for which a process that is killed has no time.
 */
const startedAfterMs = 2000;

useCompileCache();
setTimeout(() => {
  flushCompileCache();
  require('./let-go.cjs').letGoOfStart();
}, startedAfterMs).unref();
if (isFresh()) {
  nameSourceLines(folder);
  require(join(folder, 'main.cjs'));
} else {
  import('./main.ts');
}
