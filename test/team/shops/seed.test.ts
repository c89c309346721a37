import { type Logger, pino } from 'pino';
import { expect, test } from 'vitest';
import type { Ngorder } from '../../../src/ngorder/client.ts';
import { ServerFault } from '../../../src/ngorder/errors.ts';
import { createEncryption } from '../../../src/store/encryption/encryption.ts';
import type { Store } from '../../../src/store/store.ts';
import { createShopRows } from '../../../src/store/tables/shops.ts';
import { seedShops } from '../../../src/team/shops/seed.ts';
import { createClients, createShops } from '../../../src/team/shops/shops.ts';
import { createTeam } from '../../../src/team/team.ts';
import { inJakarta } from '../../fixtures/in-jakarta.ts';
import { describeOnBothDatabases, secretKey } from '../../store/databases.ts';

/** A shop's account as Ngorder tells of it; undefined: Ngorder can't be asked. */
type Account = { id: number; name: string } | undefined;

async function open(
  store: Store,
  token: string,
  account: () => Account,
  botId = 1,
  log: Logger = pino({ level: 'silent' }),
) {
  const getShops: Ngorder['getShops'] = async () => {
    const found = account();
    if (found === undefined) throw new ServerFault({ endpoint: 'getShops', status: 500 });
    return [{ ...found, raw: {} }];
  };
  const rows = createShopRows(store, botId);
  const clientOf = createClients((known) => ({ getShops, token: known }) as unknown as Ngorder);
  const seeded = await seedShops({
    rows,
    clientOf,
    token,
    team: createTeam(store, botId),
    ownerIds: [11],
    log,
    signal: AbortSignal.timeout(20_000),
    askAgainMs: 5,
  });
  const firstId = (await rows.all())[0]?.id ?? '';
  const shops = createShops({ rows, firstId, ...inJakarta, clientOf });
  /** The token with which the shop is reached. */
  const tokenOf = async (id: string) =>
    ((await shops.of(id))?.ngorder as { token?: string } | undefined)?.token;
  const { named } = seeded;
  return { seeded, named, rows, shops, tokenOf };
}

const sari = { id: 7, name: 'Toko Sari' };
const budi = { id: 8, name: 'Toko Budi' };

describeOnBothDatabases('the shop of the environment', (database) => {
  test('is the one whose rows knew no other shop, and learns its name', async () => {
    const { shops, named, tokenOf } = await open(await database.open(), 'token', () => sari);
    await named;
    expect(await shops.of('first')).toMatchObject({ name: 'Toko Sari', timeZone: 'Asia/Jakarta' });
    expect(shops.firstId).toBe('first');
    expect(await tokenOf('first')).toBe('token');
    expect(await shops.find('second')).toBeUndefined();
  });

  test('has its token in the store, and not in clear', async () => {
    const store = await database.open();
    await (await open(store, 'token-of-sari', () => sari)).named;
    const stored = await store.db.selectFrom('shops').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain('token-of-sari');
    expect((await createShopRows(store, 1).get('first'))?.token).toBe('token-of-sari');
  });

  test('of a version that kept no token is connected by the one that it had', async () => {
    const store = await database.open();
    await (await open(store, 'token', () => sari)).named;
    await store.db.updateTable('shops').set({ token_encrypted: null }).execute();
    const { tokenOf } = await open(store, 'token', () => undefined);
    expect(await tokenOf('first')).toBe('token');
  });

  test('stays the same when its token is renewed', async () => {
    const store = await database.open();
    await (await open(store, 'of this year', () => sari)).named;
    const renewed = await open(store, 'of next year', () => sari);
    await renewed.named;
    expect(await renewed.tokenOf('first')).toBe('of next year');
    expect(await renewed.rows.all()).toHaveLength(1);
  });

  test('is known at once with a new SECRET_KEY, whether Ngorder answers or not, and with it alone afterwards', async () => {
    const store = await database.open();
    await (await open(store, 'token', () => sari)).named;
    const withKey = (...keys: [string, string?]) => ({
      ...store,
      encryption: createEncryption(...keys),
    });
    const renewing = await open(withKey('another secret key', secretKey), 'token', () => undefined);
    expect(await renewing.tokenOf('first')).toBe('token');
    const renewed = await open(withKey('another secret key'), 'token', () => undefined);
    expect(await renewed.tokenOf('first')).toBe('token');
  });

  test('keeps the token that was chosen since then, also when the bot starts with the former one', async () => {
    const store = await database.open();
    await (await open(store, 'of this year', () => sari)).named;
    await createShopRows(store, 1).connect('first', { token: 'by chat', ngorderId: 7 });
    const again = await open(store, 'of this year', () => sari);
    await again.named;
    expect(await again.tokenOf('first')).toBe('by chat');
  });

  test('is one more when the token is another shop’s: what is stored for the former is left alone', async () => {
    const store = await database.open();
    await (await open(store, 'of Sari', () => sari)).named;
    const other = await open(store, 'of Budi', () => budi);
    await other.named;
    expect(await other.tokenOf('first')).toBe('of Sari');
    expect(other.seeded.id).not.toBe('first');
    expect((await other.shops.of(other.seeded.id))?.name).toBe('Toko Budi');
    expect(await other.tokenOf(other.seeded.id)).toBe('of Budi');
  });

  test('is said in the log to be another one', async () => {
    const store = await database.open();
    await (await open(store, 'of Sari', () => sari)).named;
    const said: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line) => void said.push(line) });
    await (await open(store, 'of Budi', () => budi, 1, log)).named;
    expect(said.join()).toContain('NGORDER_TOKEN is another shop’s');
    said.length = 0;
    await (await open(store, 'renewed of Budi', () => budi, 1, log)).named;
    expect(said.join()).not.toContain('another shop’s');
  });

  test('keeps its token until Ngorder says whose a new one is', async () => {
    const store = await database.open();
    await (await open(store, 'old', () => sari)).named;
    let account: Account;
    const opened = await open(store, 'new', () => account);
    await opened.named;
    expect(await opened.tokenOf('first')).toBe('old');
    account = sari;
    await expect.poll(() => opened.tokenOf('first')).toBe('new');
  });

  test('works at once with the token that it had, though Ngorder is away', async () => {
    const store = await database.open();
    await (await open(store, 'token', () => sari)).named;
    const { shops, named } = await open(store, 'token', () => undefined);
    await named;
    expect((await shops.of('first'))?.name).toBe('Toko Sari');
  });

  test('is asked for where its token is new, and not again by a later start', async () => {
    const store = await database.open();
    const asked: string[] = [];
    for (const token of ['first', 'first', 'second', 'second']) {
      const account = () => {
        asked.push(token);
        return sari;
      };
      await (await open(store, token, account)).named;
    }
    expect(asked).toEqual(['first', 'second']);
  });

  test('has an ID of its own for each bot on the same database', async () => {
    const store = await database.open();
    const one = await open(store, 'token', () => sari, 1);
    const two = await open(store, 'token', () => sari, 2);
    expect(one.seeded.id).not.toBe(two.seeded.id);
    expect(await two.shops.find(one.seeded.id)).toBeUndefined();
    expect(two.seeded.id).toMatch(/^[a-z0-9]{1,8}$/);
  });

  test('is one for two copies of the bot that start together', async () => {
    const store = await database.open();
    const [one, two] = await Promise.all([
      open(store, 'token', () => sari),
      open(store, 'token', () => sari),
    ]);
    expect(one.seeded.id).toBe(two.seeded.id);
  });
});
