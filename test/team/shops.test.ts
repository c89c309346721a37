import { type Logger, pino } from 'pino';
import { expect, test } from 'vitest';
import type { Ngorder } from '../../src/ngorder/client.ts';
import { ServerFault } from '../../src/ngorder/errors.ts';
import { createEncryption } from '../../src/store/encryption/encryption.ts';
import type { Store } from '../../src/store/store.ts';
import { createShopRows } from '../../src/store/tables/shops.ts';
import { openShops } from '../../src/team/shops.ts';
import { createTeam } from '../../src/team/team.ts';
import { describeOnBothDatabases, secretKey } from '../store/databases.ts';

/** A shop's account as Ngorder tells of it; undefined: Ngorder can't be asked. */
type Account = { id: number; name: string } | undefined;

function open(
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
  return openShops({
    store,
    botId,
    ngorder: { getShops } as Ngorder,
    token,
    timeZone: 'Asia/Jakarta',
    team: createTeam(store, botId),
    ownerIds: [11],
    log,
    signal: AbortSignal.timeout(20_000),
    askAgainMs: 5,
  });
}

const sari = { id: 7, name: 'Toko Sari' };
const budi = { id: 8, name: 'Toko Budi' };

describeOnBothDatabases('the shop of the environment', (database) => {
  test('is the one whose rows knew no other shop, and learns its name', async () => {
    const shops = await open(await database.open(), 'token', () => sari);
    await shops.named;
    expect(shops.first).toMatchObject({ id: 'first', name: 'Toko Sari', timeZone: 'Asia/Jakarta' });
    expect(shops.of('first')).toBe(shops.first);
    expect(shops.of('second')).toBeUndefined();
  });

  test('stays the same when its token is renewed', async () => {
    const store = await database.open();
    await (await open(store, 'of this year', () => sari)).named;
    const renewed = await open(store, 'of next year', () => sari);
    await renewed.named;
    expect(renewed.of('first')?.name).toBe('Toko Sari');
    expect(await createShopRows(store, 1).all()).toHaveLength(1);
  });

  test('is known at once with a new SECRET_KEY, whether Ngorder answers or not, and with it alone afterwards', async () => {
    const store = await database.open();
    await (await open(store, 'token', () => sari)).named;
    const withKey = (...keys: [string, string?]) => ({
      ...store,
      encryption: createEncryption(...keys),
    });
    const renewing = await open(withKey('another secret key', secretKey), 'token', () => undefined);
    expect(renewing.of('first')?.name).toBe('Toko Sari');
    const renewed = await open(withKey('another secret key'), 'token', () => undefined);
    expect(renewed.of('first')?.name).toBe('Toko Sari');
  });

  test('is another one when the token is another shop’s: what is stored for the former is left alone', async () => {
    const store = await database.open();
    await (await open(store, 'of Sari', () => sari)).named;
    const other = await open(store, 'of Budi', () => budi);
    await other.named;
    expect(other.of('first')).toBeUndefined();
    expect(other.first.name).toBe('Toko Budi');
    expect(other.of(other.first.id)).toBe(other.first);
    // And back again.
    const back = await open(store, 'of Sari', () => sari);
    expect(back.of('first')?.id).toBe('first');
  });

  test('is said in the log to be another one, so that nobody wonders what the former waits for', async () => {
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

  test('is none until Ngorder says whose a new token is', async () => {
    const store = await database.open();
    await (await open(store, 'of Sari', () => sari)).named;
    let account: Account;
    const shops = await open(store, 'new', () => account);
    await shops.named;
    expect(shops.of('first')).toBeUndefined();
    account = sari;
    await expect.poll(() => shops.of('first')?.id).toBe('first');
  });

  test('works at once with the token that it had, though Ngorder is away', async () => {
    const store = await database.open();
    await (await open(store, 'token', () => sari)).named;
    const shops = await open(store, 'token', () => undefined);
    await shops.named;
    expect(shops.of('first')?.name).toBe('Toko Sari');
  });

  test('has an ID of its own for each bot on the same database', async () => {
    const store = await database.open();
    const one = await open(store, 'token', () => sari, 1);
    const two = await open(store, 'token', () => sari, 2);
    expect(one.first.id).not.toBe(two.first.id);
    expect(two.of(one.first.id)).toBeUndefined();
    expect(two.first.id).toMatch(/^[a-z0-9]{1,8}$/);
  });

  test('is one for two copies of the bot that start together', async () => {
    const store = await database.open();
    const [one, two] = await Promise.all([
      open(store, 'token', () => sari),
      open(store, 'token', () => sari),
    ]);
    expect(one.first.id).toBe(two.first.id);
  });
});
