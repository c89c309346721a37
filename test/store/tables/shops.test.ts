import { expect, test } from 'vitest';
import { createEncryption } from '../../../src/store/encryption/encryption.ts';
import { createShopRows } from '../../../src/store/tables/shops.ts';
import { describeOnBothDatabases, secretKey } from '../databases.ts';

describeOnBothDatabases('the shops', (database) => {
  test('know their tokens with a new SECRET_KEY alone, once that has had its turn with the former', async () => {
    const store = await database.open();
    const withKey = (...keys: [string, string?]) =>
      createShopRows({ ...store, encryption: createEncryption(...keys) }, 1);
    const former = withKey(secretKey);
    await former.add({ id: 'a', name: 'A' }, { token: 'of A', ngorderId: 7, isSeeded: true });
    await former.add({ id: 'b', name: 'B' }, { token: 'of B', ngorderId: 8 });
    await former.add({ id: 'c', name: 'C' });

    await withKey('another secret key', secretKey).renewFingerprints();
    const renewed = withKey('another secret key');
    const isOf = (known: string | null | undefined, token: string) =>
      renewed.isOf(known ?? null, token);
    const [a, b, c] = await renewed.all();
    expect([isOf(a?.token_fingerprint, 'of A'), isOf(a?.seeded_fingerprint, 'of A')]).toEqual([
      true,
      true,
    ]);
    expect([isOf(b?.token_fingerprint, 'of B'), b?.seeded_fingerprint]).toEqual([true, null]);
    expect(c?.token_fingerprint).toBeNull();
  });
});
