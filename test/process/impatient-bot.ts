// The bot as `main.ts` runs it, but with short time limits towards Ngorder, and no grace time of deletes: what waits for
// a limit to pass twice can be waited for in a test.

import { startApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createRedaction } from '../../src/privacy/redaction.ts';

const config = readConfig(process.env);
const app = startApp(config, {
  log: createLog(config.logLevel, createRedaction()),
  ngorderLimits: { actMs: 1000 },
  deleteGraceMs: 0,
});
void app.then(({ done }) => done);
