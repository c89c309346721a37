import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError } from 'grammy';
import { type App, startApp } from './app/app.ts';
import { type Config, ConfigError, readConfig, secretsOf } from './config.ts';
import { BotTokenRejected } from './delivery/polling.ts';
import { createLog } from './log.ts';
import { createRedaction } from './privacy/redaction.ts';
import { PortUnusable } from './server/server.ts';
import { StoreError } from './store/errors.ts';
import { isTokenRefused } from './telegram/errors.ts';

/** What runs must be finished within this time after a SIGTERM; what isn't is found again at the next start. */
const stopWithinMs = 3500;
const giveBackWithinMs = 300;

const stopping = new AbortController();
// Listened to before anything is begun, and more than once: npm passes on a Ctrl-C that has come already.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);

const config = readConfigOrExit();
const redaction = createRedaction(secretsOf(config));
const log = createLog(config.logLevel, redaction);
if (import.meta.url.endsWith('.ts'))
  log.info('runs from its sources: the bundle that npm ci makes of them starts in half the time');
process.on('uncaughtException', explainAndExit);
let app: App | undefined;
void run();

async function run(): Promise<void> {
  try {
    app = await startApp(config, { log, redact: redaction.redact, signal: stopping.signal });
    await app.done;
  } catch (error) {
    if (error !== stopping.signal.reason) explainAndExit(error);
  }
}

function stop(): void {
  if (stopping.signal.aborted) return;
  stopping.abort();
  setTimeout(() => void giveUp(), stopWithinMs).unref();
}

/** Ends though something still runs; another copy of the bot need not wait for its leases to run out. */
async function giveUp(): Promise<void> {
  const givenBack = app
    ?.giveBack()
    .catch((error: unknown) => log.warn({ err: error }, 'not given back'));
  await Promise.race([givenBack, sleep(giveBackWithinMs)]);
  process.exit(0);
}

function readConfigOrExit(): Config {
  try {
    // What the environment says already goes before the file.
    if (existsSync('.env')) process.loadEnvFile('.env');
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error('The bot can’t start:');
    for (const problem of error.problems) console.error(`  ${problem}`);
    console.error('To try it without any of that: npm run demo');
    process.exit(1);
  }
}

function explainAndExit(error: unknown): never {
  const sentence = sentenceFor(error);
  if (sentence === undefined) log.fatal({ err: error }, 'unexpected error, exiting');
  else console.error(sentence);
  process.exit(1);
}

/** What the person who runs the bot can do about it; undefined for what nobody foresaw. */
function sentenceFor(error: unknown): string | undefined {
  if (error instanceof StoreError || error instanceof PortUnusable) return error.message;
  if (error instanceof BotTokenRejected || isTokenRefused(error)) {
    return 'Telegram refuses BOT_TOKEN: copy it once more from BotFather.';
  }
  if (error instanceof GrammyError) return `Telegram refuses: ${error.description}`;
  return undefined;
}
