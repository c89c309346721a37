// What `npm ci` ends with: makes the bundle and compiles all that the bot runs on, so that its first start is as quick as any
// other. Node keeps it for the user who runs this.
import './node-version.cjs';
import { readdirSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import bundle from './bundle/bundle.cjs';
import { makeBundle } from './bundle/make.js';
import compileCache from './compile-cache.cjs';

const require = createRequire(import.meta.url);
const isMade = await makeBundle().then(
  () => true,
  (error) => {
    process.stderr.write(`The bot will run from its sources, without a bundle of them: ${error}\n`);
    return false;
  },
);
compileCache.useCompileCache();
if (isMade) {
  // The one that is left out begins to work as soon as it is loaded.
  const parts = readdirSync(bundle.folder).filter((file) => /(?<!^main)\.cjs$/.test(file));
  for (const part of parts) require(join(bundle.folder, part));
} else {
  await Promise.all([import('./app/app.ts'), import('./store/engine/postgres/postgres.ts')]);
}
require('libphonenumber-js/mobile');
module.flushCompileCache();
