import './node-version.js';
import { GrammyError } from 'grammy';
import { startApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { BotTokenRejected, isTokenRefusal } from './delivery/polling.ts';
import { createLog } from './log.ts';
import { StoreError } from './store/errors.ts';

/** What runs must be finished within this time after a SIGTERM; what isn't is found again at the next start. */
const stopWithinMs = 4000;

try {
  const config = readConfig(process.env);
  const secrets = [
    config.botToken,
    config.ngorderToken,
    ...(config.secretKey ? [config.secretKey] : []),
  ];
  const app = await startApp(config, { log: createLog(config.logLevel, secrets) });
  const stop = () => {
    setTimeout(() => process.exit(0), stopWithinMs).unref();
    app.stop().catch(explainAndExit);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await app.done;
} catch (error) {
  explainAndExit(error);
}

function explainAndExit(error: unknown): never {
  for (const line of explanation(error)) console.error(line);
  process.exit(1);
}

function explanation(error: unknown): readonly string[] {
  if (error instanceof ConfigError) {
    return [
      'The bot can’t start:',
      ...error.problems.map((problem) => `  ${problem}`),
      'To try it without any of that: npm run demo',
    ];
  }
  if (error instanceof StoreError) return [error.message];
  if (error instanceof BotTokenRejected || isTokenRefusal(error)) {
    return ['Telegram refuses BOT_TOKEN: copy it once more from BotFather.'];
  }
  if (error instanceof GrammyError) return [`Telegram refuses: ${error.description}`];
  throw error;
}
