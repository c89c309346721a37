import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../store/databases.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  numberOf,
  openShopOn,
  ordersOn,
  presses,
  sees,
} from './shop-world.ts';

describeOnBothDatabases('the five operations', (database) => {
  test('one after the other, with a restart in between', async () => {
    const world = await openShopOn(database);
    try {
      const { sari, play } = world;
      const chat = await play.privateChat(sari);

      const cancel = await asks(world, sari, chat, '/cancel', 'Which order shall be canceled?');
      await world.restart();
      const question = await asks(world, sari, chat, '1338', 'Cancel this order?');
      expect(question.message_id).toBeGreaterThan(cancel.message_id);
      await presses(world, sari, question, 'Yes, cancel order');
      await becomes(world, chat, question, 'Canceled by Sari Dewi');

      await presses(world, sari, question, 'Return');
      const back = await sees(world, chat, 'Return this order to active?');
      await world.restart();
      await presses(world, sari, back, 'Yes, return order');
      await becomes(world, chat, back, 'Returned to active by Sari Dewi');

      const list = await asks(world, sari, chat, '/canceled expired', 'Page 1 of');
      const [id = 0] = ordersOn(list);
      await presses(world, sari, list, numberOf(list, id));
      await becomes(world, chat, list, '[Delete]');
      await presses(world, sari, list, 'Delete');
      await becomes(world, chat, list, 'Delete this order for good?');
      await presses(world, sari, list, 'Yes, delete for good');
      await becomes(world, chat, list, 'Deleted for good by Sari Dewi');

      await presses(
        world,
        sari,
        await asks(world, sari, chat, '/export', '[Get the Excel]'),
        'Get the Excel',
      );
      await sees(world, chat, /^Canceled · All dates\n/);

      expect(actsAtNgorder(world)).toEqual([
        'POST /order/cancel {"id":1338}',
        'POST /order-cancel/return {"id":1338}',
        `DELETE /order-cancel/${id} {"id":${id}}`,
      ]);
    } finally {
      await world.close();
    }
  });
});
