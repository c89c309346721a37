// The bot as a process to be killed: like `main.ts`, but what waits for a time limit or a dead holder's lease waits
// for seconds only.

import { startApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createRedaction } from '../../src/privacy/redaction.ts';
import { actMs, leaseMs } from './limits.ts';

const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());

const config = readConfig(process.env);
const fileBytes = process.env['EXPORT_FILE_BYTES'];
const app = startApp(config, {
  log: createLog(config.logLevel, createRedaction()),
  signal: stopping.signal,
  ngorderLimits: { actMs, readMs: 4000, maxWaitMs: 1000 },
  leaseMs,
  deleteGraceMs: 0,
  ...(fileBytes !== undefined && { exportFileBytes: Number(fileBytes) }),
});
void app.then(({ done }) => done);
