import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message, Topic } from '../../src/sandbox/telegram/client/player.ts';
import { actsAtNgorder, openShop, presses, type ShopWorld, shownBy } from './shop-world.ts';

let world: ShopWorld;
let forum: Chat;
let topic: Topic;
let bot: string;

beforeAll(async () => {
  // What Ngorder is held up for here is not to time out on a slow machine.
  world = await openShop({ limits: { actMs: 60_000, readMs: 60_000 } });
  bot = `@${(await world.play.state()).bot.username}`;
});
beforeEach(async () => {
  const { play, sari, budi, ngorder } = world;
  ngorder.control.reset();
  const members = [sari, budi];
  forum = await play.group({ title: 'Toko', type: 'supergroup', members, is_forum: true });
  topic = await play.topic(forum, 'Batal');
  // Told once in each group.
  await play.say(sari, forum, `/help${bot}`);
  await seesOutside('What I can do');
});
afterAll(() => world.close());

const says = (text: string) => (message: Message) =>
  !!message.from?.is_bot && shownBy(message).includes(text);

/** Waits for a message of the bot outside topics. */
function seesOutside(text: string): Promise<Message> {
  return world.play.waitFor(
    forum,
    (messages) =>
      messages.findLast((one) => one.message_thread_id === undefined && says(text)(one)),
    { what: `a message outside topics with ${text}` },
  );
}

async function asksInTopic(text: string, answer: string): Promise<Message> {
  const { play, sari } = world;
  await play.say(sari, forum, text, { topic: topic.message_thread_id });
  return play.waitFor(
    forum,
    (messages) =>
      messages.findLast(
        (one) => one.message_thread_id === topic.message_thread_id && says(answer)(one),
      ),
    { what: `an answer in the topic with ${answer}` },
  );
}

/** Closes the topic while Ngorder has been asked for something and has not answered yet. */
async function closeMeanwhile(operation: 'cancel' | 'download', act: () => Promise<unknown>) {
  const { control } = world.ngorder;
  control.fault({ kind: 'delay', operation, delayMs: 60_000 });
  await act();
  await control.until(() => control.waiting() === 1);
  await world.play.closeTopic(forum, topic);
  return () => control.release();
}

describe('a topic that is closed after something was asked in it', () => {
  test('has the result of its question shown outside topics where that can’t be edited any more', async () => {
    const { play, sari } = world;
    const question = await asksInTopic(`/cancel${bot} 1338`, 'Cancel this order?');
    const closed = 'Bad Request: TOPIC_CLOSED';
    const release = await closeMeanwhile('cancel', () =>
      presses(world, sari, question, 'Yes, cancel order'),
    );
    const refuse = { kind: 'refuse', code: 400, description: closed, times: 'always' } as const;
    await play.fault({ ...refuse, method: 'editMessageText' });
    release();
    const result = await seesOutside('Canceled by Sari');
    expect(result.text).toContain('#1338');
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
    await play.endFaults();
  });

  test('gets the Excel that was on its way outside topics', async () => {
    const { sari } = world;
    const choice = await asksInTopic(`/export${bot}`, 'Excel of canceled orders');
    const release = await closeMeanwhile('download', () =>
      presses(world, sari, choice, 'Excel here'),
    );
    release();
    await world.play.waitFor(
      forum,
      (messages) => messages.find((one) => one.document && one.message_thread_id === undefined),
      { what: 'a document outside topics' },
    );
  });

  test('gets outside topics what an administrator, who can still write there, asks in it', async () => {
    const { play, sari } = world;
    await play.setStatus(forum, sari, { status: 'administrator' });
    await play.closeTopic(forum, topic);
    await play.say(sari, forum, `/canceled${bot}`, { topic: topic.message_thread_id });
    await seesOutside('Page 1 of');
  });
});

describe('a group whose General is closed too, so that it takes no message', () => {
  const why = 'Please ask an administrator of the group';

  /** Waits for what the bot says to Sari alone. */
  const seesAlone = async (text: string) => {
    const alone = await world.play.privateChat(world.sari);
    return world.play.waitFor(
      alone,
      (messages) =>
        messages.findLast((one) => one.date * 1000 >= since && says(text)(one) && says(why)(one)),
      { what: `a message to Sari alone with ${text}` },
    );
  };
  let since: number;
  beforeEach(() => {
    since = Math.floor(Date.now() / 1000) * 1000;
  });

  test('has who asked told alone that it can’t be answered there', async () => {
    const { play, sari } = world;
    await play.setStatus(forum, sari, { status: 'administrator' });
    await play.closeTopic(forum);
    const messages = (await play.messages(forum)).length;
    await play.say(sari, forum, `/canceled${bot}`);
    await seesAlone('to the group');
    expect(await play.messages(forum)).toHaveLength(messages + 1);
  });

  test('has who asked for an Excel told alone that it doesn’t come, without trying again', async () => {
    const { play, sari } = world;
    const choice = await asksInTopic(`/export${bot}`, 'Excel of canceled orders');
    const release = await closeMeanwhile('download', () =>
      presses(world, sari, choice, 'Excel here'),
    );
    await play.closeTopic(forum);
    const description = 'Bad Request: TOPIC_CLOSED';
    await play.fault({ kind: 'refuse', method: 'editMessageText', code: 400, description });
    release();
    await seesAlone('The Excel');
    const sent = (await play.calls({ chat: forum.id })).filter(
      ({ method }) => method === 'sendDocument',
    );
    expect(sent.map(({ status }) => status)).toEqual([400, 400]);
  });

  test('has who pressed a button and never wrote to the bot alone told by an alert', async () => {
    const { play, budi } = world;
    const list = await asksInTopic(`/canceled${bot}`, 'Page 1 of');
    await play.closeTopic(forum, topic);
    await play.closeTopic(forum);
    const description = 'Bad Request: TOPIC_CLOSED';
    await play.fault({ kind: 'refuse', method: 'editMessageText', code: 400, description });
    const answer = await presses(world, budi, list, '›');
    expect(answer).toMatchObject({ text: expect.stringContaining(why), show_alert: true });
  });

  test('has who said Yes told the result alone, once, and shows it itself when it is open again', async () => {
    const { play, sari } = world;
    const question = await asksInTopic(`/cancel${bot} 1341`, 'Cancel this order?');
    const release = await closeMeanwhile('cancel', () =>
      presses(world, sari, question, 'Yes, cancel order'),
    );
    await play.closeTopic(forum);
    const description = 'Bad Request: TOPIC_CLOSED';
    const refuse = { kind: 'refuse', code: 400, description, times: 'always' } as const;
    const fault = await play.fault({ ...refuse, method: 'editMessageText' });
    release();
    const told = await seesAlone('Canceled by Sari');
    expect(told.text).toContain('#1341');
    const refused = async () =>
      (await play.calls({ chat: forum.id })).filter(({ status }) => status === 400).length;
    const before = await refused();
    await expect.poll(refused).toBeGreaterThan(before);
    await play.reopenTopic(forum);
    await seesOutside('Canceled by Sari');
    await play.endFaults(fault);
    const alone = await play.messages(await play.privateChat(sari));
    expect(alone.filter(says('#1341'))).toHaveLength(1);
  }, 30_000);
});
