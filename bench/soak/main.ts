// The soak: npm run soak [-- --updates 100000] [--on sqlite|postgres] [--seed 1]
// A real bot is kept busy by a crowd, and then time is made to pass. Ends with a verdict, and with 1 if it is a bad one.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatabaseAddress } from '../../src/config.ts';
import { startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { startTelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { startPostgres } from '../../test/postgres.ts';
import { openCounters } from './counters.ts';
import { Crowd } from './crowd.ts';
import { Soak } from './soak.ts';
import { report } from './verdict.ts';

const { values } = parseArgs({
  options: {
    updates: { type: 'string', default: '100000' },
    on: { type: 'string', default: 'sqlite' },
    seed: { type: 'string', default: '1' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-soak-'));
const postgres = values.on === 'postgres' ? await startPostgres({ durable: true }) : undefined;
if (values.on === 'postgres' && postgres === undefined) throw new Error('No PostgreSQL here');
const database: DatabaseAddress = postgres
  ? { kind: 'postgres', url: postgres.url }
  : { kind: 'sqlite', path: join(folder, 'bot.db') };
const telegram = await startTelegramSandbox();
const ngorder = await startNgorderSandbox({ today: '2026-11-20' });
const crowd = new Crowd(telegram.world, ngorder.control, Number(values.seed));
const soak = new Soak({
  updates: Number(values.updates),
  crowd,
  world: telegram.world,
  openCounters: () => openCounters(database),
  env: {
    BOT_TOKEN: telegram.token,
    NGORDER_TOKEN: ngorder.token,
    OWNER_IDS: crowd.members.join(),
    TELEGRAM_API_ROOT: telegram.url,
    NGORDER_API_ROOT: ngorder.url,
    DATABASE_URL: database.kind === 'sqlite' ? `sqlite:${database.path}` : database.url,
    SECRET_KEY: randomBytes(32).toString('hex'),
    PORT: '0',
    LOCALE: 'en',
    LOG_LEVEL: 'warn',
    TMPDIR: folder,
  },
});
console.log(
  'An update is known for two days after it was handled: until time passes, the inbox only grows.\n',
);
try {
  const findings = await soak.run();
  console.log(`\n${report(findings)}`);
  process.exitCode = findings.some(({ isGood }) => isGood === false) ? 1 : 0;
} finally {
  await soak.close();
  await Promise.all([telegram.close(), ngorder.close()]);
  postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
