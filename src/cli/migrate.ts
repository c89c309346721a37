import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openStore } from '../store/store.ts';
import { withSentences } from './open-store.ts';

// `npm run migrate`: brings the database to this version and ends; `npm start` does the same by itself.
await withSentences(async () => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { database, secretKey, secretKeyOld } = readConfig(process.env);
  const store = await openStore(database, secretKey, { secretKeyOld });
  await store.close();
  return 'The database is at this version.';
});
