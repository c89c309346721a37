import type { Api } from 'grammy';
import { pino } from 'pino';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Worker } from '../../../src/background/worker.ts';
import { createRequestMessages } from '../../../src/bot/background/request-messages.ts';
import { Maintenance } from '../../../src/ngorder/errors.ts';
import { questionLifetimeMs } from '../../../src/orders/requests/limits.ts';
import {
  type Chat,
  type Message,
  Player,
  type User,
} from '../../../src/sandbox/telegram/client/player.ts';
import {
  startTelegramSandbox,
  type TelegramSandbox,
} from '../../../src/sandbox/telegram/server.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createShopSettings } from '../../../src/team/shop-settings.ts';
import { createTransientDelay } from '../../../src/telegram/availability.ts';
import { createTelegram } from '../../../src/telegram/client.ts';
import { shownBy } from '../../e2e/shop-world.ts';
import {
  type Harness,
  openHarness,
  sari as person,
  type Told,
} from '../../orders/requests/harness.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { speaking } from '../one-shop.ts';

const log = pino({ level: 'silent' });
const orderId = 1338;

describeOnBothDatabases('the messages that ask', (database) => {
  let telegram: TelegramSandbox;
  let play: Player;
  let harness: Harness;
  let api: Api;
  let sari: User;
  let chat: Chat;
  /** Shows what is to be shown until the test ends. */
  let startScreen: () => void;
  beforeEach(async () => {
    telegram = await startTelegramSandbox();
    play = new Player(telegram.url);
    sari = await play.person({ first_name: 'Sari' });
    chat = await play.privateChat(sari);
    harness = await openHarness(database);
    const { token, url: apiRoot } = telegram;
    ({ api } = createTelegram({ token, apiRoot, log, pausesMs: [] }));
    const screens: Worker[] = [];
    startScreen = () => {
      const { ledger, leases, store } = harness;
      const chats = createChats(store, 1);
      const transientDelay = createTransientDelay(() => api.getMe());
      const parts = {
        ledger,
        refunds: { of: async () => undefined },
        leases,
        team: harness.team,
        shopSettings: createShopSettings(store, 1),
        api,
        chats,
        ...speaking(chats, 'en'),
        log,
        transientDelay,
      } as const;
      const screen = createRequestMessages(parts);
      screen.start();
      screens.push(screen);
    };
    onTestFinished(async () => {
      const violations = await play.violations();
      // What a screen still waits for then ends.
      await telegram.close();
      await Promise.all(screens.map((screen) => screen.stop()));
      expect(violations).toEqual([]);
    });
  });

  /** A question that stands in the chat. */
  async function question(id: number, where = chat): Promise<{ action: Told; messageId: number }> {
    const action = await harness.propose('cancel', id, { target: { chatId: where.id } });
    const { message_id } = await api.sendMessage(where.id, 'Cancel this order?');
    await harness.ledger.attach(action.token, where.id, message_id);
    return { action, messageId: message_id };
  }

  function becomes(messageId: number, text: string, where = chat): Promise<Message> {
    return play.waitFor(where, (messages) =>
      messages.find((one) => one.message_id === messageId && shownBy(one).includes(text)),
    );
  }

  test('say that they were open for too long, and offer to ask again', async () => {
    const { messageId } = await question(orderId);
    startScreen();
    await harness.runAfter(questionLifetimeMs - 1);
    expect((await play.messages(chat)).map(({ text }) => text)).toEqual(['Cancel this order?']);
    await harness.runAfter(1);
    const closed = await becomes(messageId, 'Time to confirm is over');
    expect(shownBy(closed)).toContain('[Ask again]');
  });

  test('show a result that was stored when nobody was there to show it, also in a reply, since it comes late', async () => {
    harness.ngorder.put({ orderId }, 'active');
    const { action, messageId } = await question(orderId);
    await harness.ledger.confirm(action.token, person);
    await harness.run();
    harness.clock.ms += 60_000;
    startScreen();
    await becomes(messageId, 'Canceled by Sari');
    const reply = await play.waitFor(chat, (messages) =>
      messages.find((one) => one.reply_to_message?.message_id === messageId),
    );
    expect(shownBy(reply)).toContain('Canceled by Sari');
  });

  test('leave a result as it stands once its order was erased, and tell what is new below it', async () => {
    harness.ngorder.put({ orderId, receiverName: 'Siti Rahma' }, 'active');
    const { action, messageId } = await question(orderId);
    startScreen();
    await harness.ledger.confirm(action.token, person);
    await harness.run();
    await becomes(messageId, 'Siti Rahma');
    await harness.store.db
      .updateTable('acts')
      .set({ order_kept: 0, seen_encrypted: null })
      .execute();
    await harness.ledger.giveReason(action.token, person, 'notPaid');
    const below = await play.waitFor(chat, (messages) =>
      messages.find((one) => one.reply_to_message?.message_id === messageId),
    );
    expect(shownBy(below)).toContain('Reason: not paid');
    await becomes(messageId, 'Siti Rahma');
  });

  test('are not written over again by a question that somebody else asked in the same place', async () => {
    harness.ngorder.put({ orderId }, 'active');
    const { action, messageId } = await question(orderId);
    await harness.ledger.confirm(action.token, person);
    const another = await harness.propose('delete', orderId, { target: { chatId: chat.id } });
    await harness.ledger.attach(another.token, chat.id, messageId);
    await harness.run();
    startScreen();
    await becomes(messageId, 'Canceled by Sari');
    await harness.runAfter(questionLifetimeMs);
    const witness = await question(1341);
    await harness.ledger.decline(witness.action.token, person);
    await becomes(witness.messageId, 'decided not to cancel');
    await becomes(messageId, 'Canceled by Sari');
    expect((await harness.get(another.token)).status).toBe('expired');
  });

  describe.each(['before', 'after'] as const)(
    'whose end is shown %s the question that was asked again in its place',
    (when) => {
      test('leave that question open, and standing there', async () => {
        const { ledger } = harness;
        harness.ngorder.put({ orderId }, 'active');
        const { action, messageId } = await question(orderId);
        const [held, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        let isFirst = true;
        api.config.use(async (previous, method, ...rest) => {
          if (method !== 'editMessageText' || !isFirst) return previous(method, ...rest);
          isFirst = false;
          const shown = when === 'before' ? await previous(method, ...rest) : undefined;
          held.resolve();
          await letGo.promise;
          return shown ?? previous(method, ...rest);
        });
        startScreen();
        await harness.runAfter(questionLifetimeMs);
        await held.promise;

        // What another copy does on `Ask again`, while the first one stands still.
        const again = await harness.propose('cancel', orderId, { target: { chatId: chat.id } });
        await api.editMessageText(chat.id, messageId, 'Cancel this order?');
        await ledger.attach(again.token, chat.id, messageId);
        letGo.resolve();

        await becomes(messageId, '[Yes, cancel order]');
        await ledger.confirm(again.token, person);
        await harness.run();
        await becomes(messageId, 'Canceled by Sari');
        expect((await harness.get(action.token)).status).toBe('expired');
      });
    },
  );

  test('ask what happened in a message that notifies, once, and show there what a person says', async () => {
    harness.ngorder.put({ orderId }, 'active');
    harness.ngorder.fates = ['lostAfter'];
    const { action, messageId } = await question(orderId);
    await harness.ledger.confirm(action.token, person);
    harness.ngorder.beforeRead = () => {
      if (harness.ngorder.acts().length > 0)
        throw new Maintenance({ endpoint: 'list', status: 503 });
    };
    await harness.run();
    startScreen();
    await becomes(messageId, 'out of reach right now');
    for (let look = 0; look < 3; look += 1) await harness.runAfter(25 * 3_600_000);
    const asked = await play.waitFor(chat, (messages) =>
      messages.find((one) => one.reply_to_message?.message_id === messageId),
    );
    expect(shownBy(asked)).toContain('[It happened]');
    expect(shownBy(await becomes(messageId, 'for a day'))).not.toContain('[It happened]');
    await harness.ledger.settleByPerson(action.token, person, true);
    await becomes(asked.message_id, 'Canceled');
  });

  test('put a question anew once, also when it can’t be shown at first', async () => {
    harness.ngorder.put({ orderId, paymentStatus: 'UNPAID' }, 'active');
    const { action, messageId } = await question(orderId);
    harness.ngorder.put({ orderId, paymentStatus: 'PAID' }, 'active');
    await harness.ledger.confirm(action.token, person);
    await harness.run();
    await play.fault({ method: 'sendMessage', kind: 'error', status: 500, times: 2 });
    startScreen();
    await play.waitFor(chat, (messages) =>
      messages.find((one) => one.message_id !== messageId && shownBy(one).includes('[Yes, ')),
    );
    const questions = await harness.store.db.selectFrom('requests').select('token').execute();
    expect(questions).toHaveLength(2);
  });

  test('show a late result once where the chat takes no second message', async () => {
    harness.ngorder.put({ orderId }, 'active');
    const { action, messageId } = await question(orderId);
    await harness.ledger.confirm(action.token, person);
    await harness.run();
    harness.clock.ms += 60_000;
    const noRight = 'Bad Request: not enough rights to send text messages to the chat';
    api.config.use(async (previous, method, ...rest) =>
      method === 'sendMessage'
        ? { ok: false, error_code: 400, description: noRight }
        : previous(method, ...rest),
    );
    startScreen();
    await becomes(messageId, 'Canceled by Sari');
    await expect
      .poll(async () => (await harness.ledger.messageIn(action.token, chat.id))?.isShown)
      .toBe(true);
  });

  test('show a result anew where the question was deleted, and what becomes of it there', async () => {
    const { action, messageId } = await question(orderId);
    await api.deleteMessage(chat.id, messageId);
    await harness.ledger.confirm(action.token, person);
    harness.clock.ms += 5000;
    startScreen();
    const anew = await play.waitFor(chat, (messages) =>
      messages.find((one) => shownBy(one).includes('Canceling… (by Sari')),
    );
    harness.ngorder.put({ orderId, paymentStatus: 'UNPAID' }, 'active');
    await harness.run();
    await becomes(anew.message_id, 'Canceled by Sari');
    expect(await play.messages(chat)).toHaveLength(1);
  });

  test('in one chat are not held up by a call that hangs in another', async () => {
    const budi = await play.person({ first_name: 'Budi' });
    const other = await play.privateChat(budi);
    const slow = await question(orderId);
    const quick = await question(1341, other);
    startScreen();
    const hangs = { method: 'editMessageText', kind: 'delay', ms: 600_000 } as const;
    await play.fault(hangs);
    await harness.ledger.decline(slow.action.token, person);
    await expect.poll(() => play.faults()).toEqual([]);
    await harness.ledger.decline(quick.action.token, person);
    await becomes(quick.messageId, 'decided not to cancel', other);
    expect((await harness.ledger.messageIn(slow.action.token, chat.id))?.isShown).toBe(false);
  });

  test('are taken over soon from a copy that died while it showed them, not from one that is slow', async () => {
    harness.ngorder.put({ orderId }, 'active');
    const { action, messageId } = await question(orderId);
    await harness.ledger.confirm(action.token, person);
    await harness.run();
    await harness.leases.take(`show:${action.token}:${chat.id}`, 'a copy that died', 12_000);
    startScreen();
    harness.clock.ms += 12_000;
    await becomes(messageId, 'Canceled by Sari');
  });

  test('say once that Ngorder can’t be read, and then the result', async () => {
    harness.ngorder.put({ orderId }, 'active');
    harness.ngorder.fates = ['lostAfter'];
    const { action, messageId } = await question(orderId);
    await harness.ledger.confirm(action.token, person);
    harness.ngorder.beforeRead = () => {
      if (harness.ngorder.acts().length > 0)
        throw new Maintenance({ endpoint: 'list', status: 503 });
    };
    startScreen();
    await harness.run();
    await becomes(messageId, 'out of reach right now');
    for (let look = 0; look < 5; look += 1) await harness.runAfter(10_000);
    const witness = await question(1341);
    await harness.ledger.decline(witness.action.token, person);
    await becomes(witness.messageId, 'decided not to cancel');
    const edits = (await play.calls()).filter(({ method }) => method === 'editMessageText');
    const said = edits.filter(({ params }) =>
      String(params['text']).includes('out of reach right now'),
    );
    expect(said).toHaveLength(1);

    harness.ngorder.beforeRead = undefined;
    await harness.runAfter(300_000);
    await becomes(messageId, 'The order is canceled (looked up');
  });
});
