import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseKind, Databases } from './databases.ts';
import type { Entry } from './fed-bot.ts';
import { ourBot } from './our-bot.ts';

const bots = join(import.meta.dirname, 'bots');
const databaseNames = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/** A grammY bot with nothing around it, one update after the other. */
export const bare: Entry = {
  name: 'bare grammY',
  program: [join(bots, 'bare.ts')],
  copies: 1,
  env: {},
  isSequential: true,
};

/** A grammY bot that handles many updates at once. */
export const bareWithRunner: Entry = {
  name: 'bare with runner',
  program: [join(bots, 'bare-with-runner.ts')],
  copies: 1,
  env: {},
};

/** A grammY bot that pages through a shop’s list, for many people at once. */
export function bareShop(ngorder: { url: string; token: string }): Entry {
  return {
    name: 'bare with runner',
    program: [join(bots, 'bare-shop-with-runner.ts')],
    copies: 1,
    env: { NGORDER_TOKEN: ngorder.token, NGORDER_API_ROOT: ngorder.url },
  };
}

/** A grammY bot that is handed its updates, and acknowledges each when it is handled. */
export const bareWithWebhook: Entry = {
  name: 'bare grammY',
  program: [join(bots, 'bare-with-webhook.ts')],
  copies: 1,
  env: {},
};

/** The same small bot behind our inbox. */
export async function throughInbox(
  databases: Databases,
  kind: DatabaseKind,
  copies = 1,
): Promise<Entry> {
  return {
    name: `inbox, ${databaseNames[kind]}${copies === 1 ? '' : `, ${copies} copies`}`,
    program: [join(bots, 'through-inbox.ts')],
    copies,
    env: { ...(await emptyDatabase(databases, kind)), NGORDER_TOKEN: 'none', OWNER_IDS: '1' },
  };
}

/** Our bot as it is run. */
export async function wholeBot(
  databases: Databases,
  kind: DatabaseKind,
  { people, ngorder }: { people: number; ngorder: { url: string; token: string } },
): Promise<Entry> {
  return {
    name: `our bot, ${databaseNames[kind]}`,
    program: ourBot(),
    copies: 1,
    env: {
      ...(await emptyDatabase(databases, kind)),
      NGORDER_TOKEN: ngorder.token,
      NGORDER_API_ROOT: ngorder.url,
      OWNER_IDS: Array.from({ length: people }, (_, at) => at + 1).join(),
      PORT: '0',
      LOCALE: 'en',
    },
  };
}

async function emptyDatabase(
  databases: Databases,
  kind: DatabaseKind,
): Promise<Record<string, string>> {
  return {
    DATABASE_URL: await databases.create(kind),
    SECRET_KEY: randomBytes(32).toString('hex'),
  };
}
