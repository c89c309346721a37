// What `npm ci` ends with: compiles all that the bot runs on, so that its first start is as quick as any other. Node keeps
// it for the user who runs this.
import './node-version.js';
import module, { createRequire } from 'node:module';
import { useCompileCache } from './compile-cache.js';

useCompileCache();
await Promise.all([import('./app/app.ts'), import('./store/engine/postgres.ts')]);
createRequire(import.meta.url)('libphonenumber-js/mobile');
module.flushCompileCache();
