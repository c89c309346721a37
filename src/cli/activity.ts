import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openStore } from '../store/store.ts';
import { type Misfit, verifyActivity } from '../team/activity/verify.ts';
import { OperatorError, withSentences } from './open-store.ts';

// `npm run activity -- verify`: tells whether what the bot wrote down of who did what is still as it wrote it.
// With SQLite the bot must be stopped meanwhile; with PostgreSQL it may run.

const usage = 'npm run activity -- verify    checks that nobody has changed what was written down';

const words: Record<Misfit, string> = {
  missing: 'it is missing',
  changed: 'it was changed',
  foreign: 'the bot has not written it there',
  text: 'what is kept with it was changed',
  broken: 'when the bot wrote it, the rows before it had been changed',
  key: 'what the rows are sealed with is gone, or belongs to another SECRET_KEY',
};

await withSentences(async () => {
  const [command, more] = process.argv.slice(2);
  if (command !== 'verify' || more !== undefined) throw new OperatorError(usage);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { botToken, database, secretKey, secretKeyOld } = readConfig(process.env);
  const store = await openStore(database, secretKey, { secretKeyOld });
  try {
    const verdict = await verifyActivity(store, Number.parseInt(botToken, 10));
    if (verdict.isWhole) return `${verdict.rows} rows, unbroken`;
    throw new OperatorError(`Row ${verdict.number} doesn’t fit: ${words[verdict.misfit]}.`);
  } finally {
    await store.close();
  }
});
