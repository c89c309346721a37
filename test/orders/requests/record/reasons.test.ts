import { beforeEach, expect, test } from 'vitest';
import type { Order } from '../../../../src/ngorder/order.ts';
import { NotAllowed, ReasonNeeded } from '../../../../src/orders/requests/errors.ts';
import type { ShopSettings } from '../../../../src/team/shop-settings.ts';
import { describeOnBothDatabases } from '../../../store/databases.ts';
import { type Harness, openHarness, sari } from '../harness.ts';

const outOfStock = { because: { reason: 'outOfStock' } } as const;

describeOnBothDatabases('where a cancel says why', (database) => {
  let harness: Harness;
  const wants = async (settings: Partial<ShopSettings>) => {
    const row = { id: 'shop', bot_id: 1, ngorder_id: null, token_fingerprint: null, created_at: 0 };
    const chosen = { name: 'Toko', settings: JSON.stringify(settings) };
    await harness.store.db
      .insertInto('shops')
      .values({ ...row, ...chosen })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(chosen))
      .execute();
  };
  beforeEach(async () => {
    harness = await openHarness(database);
    for (const orderId of [41, 42, 43]) harness.ngorder.put({ orderId });
    harness.ngorder.put({ orderId: 50 }, 'CANCEL');
  });

  test('a Yes without a reason has no effect, also to a question of before, which then asks for one', async () => {
    const { ledger } = harness;
    const { token } = await harness.propose('cancel', 41);
    await harness.markShown(token);
    expect((await ledger.get(token)).request.asksReason).toBe(false);
    await wants({ reasonRequired: true });
    for (let time = 0; time < 2; time += 1)
      await expect(ledger.confirm(token, sari)).rejects.toBeInstanceOf(ReasonNeeded);
    expect((await ledger.get(token)).request).toMatchObject({
      status: 'proposed',
      asksReason: true,
    });
    expect(await harness.unshown()).toMatchObject([{ token }]);
    await ledger.confirm(token, sari, outOfStock);
    await harness.run();
    expect(await harness.get(token)).toMatchObject({ status: 'done', reason: 'outOfStock' });
    expect((await harness.propose('cancel', 42)).asksReason).toBe(true);
  });

  test('every order of many has the reason and the note of the one Yes', async () => {
    const { ledger } = harness;
    await wants({ reasonRequired: true });
    const facts = { orders: [], already: [], elsewhere: [], missing: [], unsure: [] };
    const orders = [41, 42, 43].map((orderId) => ({
      seen: harness.ngorder.order(orderId) as Order,
    }));
    const { request } = await ledger.proposeMany({
      shop: 'shop',
      kind: 'cancel',
      askedBy: sari,
      target: { chatId: -100 },
      orders,
      facts: { ...facts, ambiguous: [], repeated: [], unread: [], reread: [] },
    });
    expect(request.asksReason).toBe(true);
    await expect(ledger.confirm(request.token, sari)).rejects.toBeInstanceOf(ReasonNeeded);
    const because = { reason: 'other', note: 'Gudang banjir' } as const;
    await ledger.confirm(request.token, sari, { because });
    const { acts } = await ledger.actsOf(request.token);
    expect(acts.map(({ reason, reasonNote }) => [reason, reasonNote])).toEqual(
      acts.map(() => ['other', 'Gudang banjir']),
    );
  });

  test('a return and a delete take none, and no reason can be forged into them', async () => {
    const { ledger } = harness;
    await wants({ reasonRequired: true });
    const { token } = await harness.propose('delete', 50);
    await expect(ledger.confirm(token, sari, outOfStock)).rejects.toBeInstanceOf(NotAllowed);
    await ledger.confirm(token, sari);
    expect((await ledger.get(token)).request.status).toBe('confirmed');
  });

  test('a reason may come with a Yes also where none is needed any more', async () => {
    const { token } = await harness.propose('cancel', 41);
    await harness.ledger.confirm(token, sari, outOfStock);
    expect((await harness.ledger.get(token)).act.reason).toBe('outOfStock');
  });
});
