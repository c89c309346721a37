// The bot as `main.ts` runs it, but deletes are held back for `DELETE_GRACE_MS` after their Yes, which is not at all unless
// a test is about that.

import { startApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createRedaction } from '../../src/privacy/redaction.ts';

const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());

const config = readConfig(process.env);
const app = startApp(config, {
  log: createLog(config.logLevel, createRedaction()),
  signal: stopping.signal,
  deleteGraceMs: Number(process.env['DELETE_GRACE_MS'] ?? 0),
});
void app.then(({ done }) => done);
